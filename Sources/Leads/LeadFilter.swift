package import Names
package import Targets

/// Which leads a list, a count or a bulk action means. Every condition that is set must hold.
package struct LeadFilter: Sendable, Hashable {
    /// Any of these states; empty for all.
    package var states: Set<LeadState>
    /// What it lacks.
    package var lack: Lead.Lack?
    /// Exactly this source.
    package var source: SourceName?
    /// Exactly this target.
    package var target: Target?
    /// The class of the lead's cause.
    package var causeClass: CauseClass?
    /// The group of its cause, see ``Cause/fingerprint``.
    package var causeFingerprint: String?
    /// The beginning of its id.
    package var idPrefix: String?
    /// Accepted at or after this moment, in milliseconds since 1970 UTC.
    package var from: Int64?
    /// Accepted before this moment, in milliseconds since 1970 UTC.
    package var to: Int64?
    /// Its last request began before this moment, in milliseconds since 1970 UTC.
    package var sentBefore: Int64?

    /// A filter; without arguments it means all leads.
    package init(
        states: Set<LeadState> = [],
        lack: Lead.Lack? = nil,
        source: SourceName? = nil,
        target: Target? = nil,
        causeClass: CauseClass? = nil,
        causeFingerprint: String? = nil,
        idPrefix: String? = nil,
        from: Int64? = nil,
        to: Int64? = nil,
        sentBefore: Int64? = nil
    ) {
        self.states = states
        self.lack = lack
        self.source = source
        self.target = target
        self.causeClass = causeClass
        self.causeFingerprint = causeFingerprint
        self.idPrefix = idPrefix
        self.from = from
        self.to = to
        self.sentBefore = sentBefore
    }
}

/// A part of a list, newest first.
package struct LeadPage: Sendable, Hashable {
    /// The leads.
    package let leads: [Lead]
    /// The cursor of the next page; `nil` when there is no more. Opaque: hand it back as it is.
    package let next: String?

    /// A page of its parts.
    package init(leads: [Lead], next: String?) {
        self.leads = leads
        self.next = next
    }
}
