import JSON
package import Leads
package import Targets

/// As whom and for whom a lead was sent: what decides which cases of the target a look-up can show.
package struct Standpoint: Sendable, Hashable {
    /// Real business or trial; the list is asked for one of them.
    package let mode: DeliveryMode
    /// The name of the identity; `nil` is the target's own.
    package let identity: String?
    /// The adviser whose case it is to be; `nil` is the identity's own.
    package let adviser: String?
    /// What the document does besides opening a case.
    package let operation: String?

    /// A standpoint of its parts.
    package init(mode: DeliveryMode, identity: String?, adviser: String?, operation: String? = nil) {
        self.mode = mode
        self.identity = identity
        self.adviser = adviser
        self.operation = operation
    }

    /// That of a document about to be sent.
    package init(_ document: [UInt8]?, _ context: SendingContext, _ profile: TargetProfile) {
        let path = profile.attachments.first { $0.attachment == .kundenbetreuer }?.path ?? []
        let root = document.flatMap { try? JSONDocument(parsing: $0) }?.root
        let place = path.reduce(root) { $0?[$1] }
        self.init(
            mode: context.lead.mode,
            identity: context.identity,
            adviser: path.isEmpty ? nil : place?.string ?? place?["partnerId"]?.string,
            operation: context.operation
        )
    }
}

/// What this process has sent to one target, by the time that never jumps: who was sent before whom.
///
/// **Witness** (design: reliability): that a list does not show a case proves nothing, while the list may lag or hide it. It
/// proves something once the same complete list shows a case that we created *later*, for the same adviser and under the
/// same identity. Later means: its request began when ours had ended and had had all the time to be carried out; what an
/// earlier process sent had ended when this one began.
package struct Sendings: Sendable {
    /// How many created cases are remembered; witnesses are wanted for what was lost just now.
    private static let memory = 4_096

    private struct Sent {
        let startedAt: Int64
        var endedAt: Int64?
    }

    private struct Created {
        let number: String
        let standpoint: Standpoint
        let startedAt: Int64
    }

    private var sent: [LeadID: Sent] = [:]
    private var created: [Created] = []

    package init() {}

    /// A lead leaves.
    package mutating func left(_ id: LeadID, at uptime: Int64) {
        sent[id] = Sent(startedAt: uptime)
    }

    /// Its attempt has ended, with the number of the case that it opened, if it is known.
    package mutating func ended(_ id: LeadID, _ standpoint: Standpoint, number: String?, at uptime: Int64) {
        sent[id]?.endedAt = uptime
        guard let number, let start = sent[id]?.startedAt else { return }
        if created.count >= Self.memory { created.removeFirst(Self.memory / 2) }
        created.append(Created(number: number, standpoint: standpoint, startedAt: start))
    }

    /// Nothing is in doubt about it any more.
    package mutating func forget(_ id: LeadID) { sent[id] = nil }

    /// When the request of a lead began, if that was in this process.
    package func startedAt(_ id: LeadID) -> Int64? { sent[id]?.startedAt }

    /// When it ended, if that was in this process.
    package func endedAt(_ id: LeadID) -> Int64? { sent[id]?.endedAt }

    /// When the newest case was asked for between the two moments.
    package func newest(_ standpoint: Standpoint, after moment: Int64, until end: Int64) -> Int64? {
        created.last { $0.standpoint == standpoint && $0.startedAt >= moment && $0.startedAt <= end }?.startedAt
    }

    /// The number of a case that is shown and whose request began at `moment` or later.
    package func witness(_ standpoint: Standpoint, after moment: Int64, among shown: Set<String>) -> String? {
        created.first { $0.standpoint == standpoint && $0.startedAt >= moment && shown.contains($0.number) }?.number
    }
}
