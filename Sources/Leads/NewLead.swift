/// A lead that wants its receipt, with the verdict on it.
package struct NewLead: Sendable {
    /// The lead as it shall be when accepted: queued.
    package let lead: Lead
    /// Why it must not go out: then it is stored dead, in the same transaction. `nil` for one that is to be sent.
    package let refusal: Cause?
    /// What was sent.
    package let submission: Submission
    /// What of it is this lead's own, by which it is compared with one that came under its key before; empty where the key
    /// says all that there is to compare.
    package let content: [UInt8]
    /// What makes a repeat of it a repeat: any of these.
    package let keys: [SenderKey]
    /// The case that it opens or belongs to; `nil` for one that stands alone.
    package let `case`: CaseClaim?
    /// Whom it is about, each at least once; `nil` where nobody has looked yet.
    package let traits: [PersonTrait]?

    /// A new lead of its parts.
    ///
    /// - Parameter content: what of the post is its own; `nil`: all of it.
    package init(
        lead: Lead,
        refusal: Cause? = nil,
        submission: Submission,
        content: [UInt8]? = nil,
        keys: [SenderKey] = [],
        case: CaseClaim? = nil,
        traits: [PersonTrait]? = nil
    ) {
        self.lead = lead
        self.refusal = refusal
        self.submission = submission
        self.content = content ?? submission.content
        self.keys = keys
        self.case = `case`
        self.traits = traits
    }
}

extension NewLead {
    /// The same lead, which must not go out for this reason.
    package func refused(_ cause: Cause) -> NewLead {
        NewLead(
            lead: lead,
            refusal: cause,
            submission: submission,
            content: content,
            keys: keys,
            case: `case`,
            traits: traits
        )
    }
}

/// What makes a repeat a repeat within a source. Stored as a keyed hash only.
///
/// A lead has all the keys that its post brings along, and each counts for itself: none of them takes the place of another,
/// or whoever writes one that nobody signed could make a captured post a new one.
package struct SenderKey: Sendable, Hashable {
    /// What a key is of.
    package enum Scope: Sendable, Hashable {
        /// The whole post, as `Idempotency-Key`, `webhook-id` and a signature are: another body under it is a mistake, and
        /// refuses the post whole (IETF draft-ietf-httpapi-idempotency-key-header §2.7).
        case post
        /// One lead of the post, counted from 0, as a selector of the source finds it: what is around it may differ.
        case lead(Int)
    }

    /// The key with what tells the leads of one post apart.
    package var text: String
    /// What it is of.
    package var scope: Scope
    /// For how many days it answers with the first receipt; at least 90 by design.
    package var days: Int

    /// A key of its parts.
    package init(_ text: String, scope: Scope = .lead(0), days: Int = 90) {
        self.text = text
        self.scope = scope
        self.days = days
    }
}

/// The case that a lead claims to open or to belong to; the lead's role says which.
package struct CaseClaim: Sendable, Hashable {
    /// Who may mean the same case: a source, or a group of them.
    package var group: String
    /// The target whose leads open such cases.
    package var target: String
    /// The sender's key of the case, or the case number itself. Stored as a keyed hash only.
    package var key: String
    /// Whether ``key`` is the number: then nobody has to have opened the case here.
    package var isNumber: Bool

    /// A claim of its parts.
    package init(group: String, target: String, key: String, isNumber: Bool = false) {
        self.group = group
        self.target = target
        self.key = key
        self.isNumber = isNumber
    }
}

/// How a lead stands to the other leads of its case.
package struct CaseStanding: Sendable, Hashable {
    /// The lead that opens or opened the case, if one did.
    package var opener: LeadID?
    /// The case at the target, once it is open.
    package var `case`: CaseReference?
    /// A lead of the case that has to come to its end first.
    package var waitsFor: LeadID?

    /// A standing of its parts.
    package init(opener: LeadID? = nil, case: CaseReference? = nil, waitsFor: LeadID? = nil) {
        self.opener = opener
        self.case = `case`
        self.waitsFor = waitsFor
    }
}

/// What became of a ``NewLead``. All are durable when they are returned.
package enum Acceptance: Sendable, Hashable {
    /// It is stored.
    case accepted(Lead)
    /// Its key was seen before, with the same content: the first lead as it is now.
    case repeated(Lead)
    /// Its key was seen before, with other content: the first lead as it is now, and the id of the one that is not stored.
    case repeatedDifferently(Lead, instead: LeadID)

    /// The lead that the sender's receipt names.
    package var lead: Lead {
        switch self {
        case .accepted(let lead), .repeated(let lead), .repeatedDifferently(let lead, _): lead
        }
    }
}
