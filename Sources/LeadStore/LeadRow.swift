import Crypto
import Foundation
import GRDB
import Leads
import Names
import Targets

/// A lead as a row of the table `lead`, with its wrapped key from `content`.
struct LeadRow {
    /// Place in the order of acceptance; the key of every other table.
    let sequence: Int64
    let lead: Lead
    /// `nil` once the lead is erased.
    let wrappedKey: Data?
    /// The keyed hash of the case that it belongs to.
    let caseKey: Data?

    /// What every query selects, in the order that ``init(_:sealer:)`` reads.
    static let columns = """
        lead.sequence, lead.id, lead.source, lead.target, lead.mode, lead.state, lead.received_at, lead.updated_at, \
        lead.due_at, lead.attempts, lead.attempts_this_round, lead.replays, lead.version, lead.mapping_hash, \
        lead.reference, lead.vorgangsnummer, lead.cause_class, lead.cause_code, lead.intent_started_at, \
        lead.intent_epoch, lead.sealed_outcome, content.wrapped_key, lead.mapping, lead.case_role, \
        lead.case_key, lead.intent_may_repeat
        """

    /// The tables of ``columns``; `index` forces one where SQLite would choose by guess.
    static func tables(index: String? = nil) -> String {
        "lead\(index.map { " INDEXED BY \($0)" } ?? "") LEFT JOIN content ON content.lead = lead.sequence"
    }

    /// A row holds what no lead can hold.
    struct Unreadable: Error {
        let id: LeadID?
        let sequence: Int64
        let column: String
    }

    /// Reads a row. Damaged words do not make a lead unreadable: class, code, state and times are worth having.
    init(_ row: Row, sealer: Sealer) throws(Unreadable) {
        let sequence: Int64 = row[0]
        let storedID = LeadID(bytes: row[1])
        func unreadable(_ column: String) -> Unreadable { Unreadable(id: storedID, sequence: sequence, column: column) }
        guard let id = storedID else { throw unreadable("id") }
        let target = Target(rawValue: row[3])
        guard !target.rawValue.isEmpty else { throw unreadable("target") }
        guard let mode = DeliveryMode(rawValue: row[4]) else { throw unreadable("mode") }
        guard let state = LeadState(rawValue: row[5]) else { throw unreadable("state") }
        let attempts: Int = row[9]
        let mappingHash: MappingHash? = row[13]
        let reference: String = row[14] ?? id.rawValue

        guard let caseRole = TargetProfile.CaseRole(rawValue: row[23]) else { throw unreadable("case_role") }

        var intent: Intent?
        if let startedAt = row[18] as Int64?, let epoch = row[19] as Int64? {
            intent = Intent(
                attempt: attempts,
                startedAt: startedAt,
                target: target,
                mode: mode,
                mappingHash: mappingHash ?? "",
                reference: reference,
                epoch: epoch,
                mayRepeat: row[25]
            )
        }

        let wrappedKey: Data? = row[21]
        var words: LeadWords?
        if let sealed = row[20] as Data?, let wrappedKey {
            words = LeadWords(sealed, wrappedKey: wrappedKey, of: id, sealer: sealer)
        }
        var cause: Cause?
        if let name = row[16] as String? {
            guard let `class` = CauseClass(rawValue: name), let code = row[17] as String? else {
                throw unreadable("cause")
            }
            cause = words?.cause ?? Cause(class: `class`, code: code, message: "The words of this cause are damaged.")
        }
        let number: String? = row[15]
        let dueAt: Int64 = row[8]

        let standing: Standing
        switch state {
        case .queued: standing = .queued(dueAt: dueAt, after: cause)
        case .sending:
            guard let intent else { throw unreadable("intent") }
            standing = .sending(intent, dueAt: dueAt)
        case .delivered:
            var confirmation = words?.confirmation ?? Confirmation()
            confirmation.vorgangsnummer = number
            standing = .delivered(confirmation)
        case .dead:
            guard let cause else { throw unreadable("cause") }
            standing = .dead(cause)
        case .uncertain:
            guard let intent, let cause else { throw unreadable(intent == nil ? "intent" : "cause") }
            standing = .uncertain(intent, cause, lookAgainAt: dueAt == Lead.never ? nil : dueAt)
        case .discarded: standing = .discarded(cause)
        case .erased: standing = .erased(vorgangsnummer: number)
        }

        self.sequence = sequence
        self.wrappedKey = wrappedKey
        caseKey = row[24]
        lead = Lead(
            id: id,
            source: row[2],
            target: target,
            mode: mode,
            mapping: row[22],
            caseRole: caseRole,
            standing: standing,
            receivedAt: row[6],
            updatedAt: row[7],
            attempts: attempts,
            attemptsThisRound: row[10],
            replays: row[11],
            mappingHash: mappingHash,
            reference: reference,
            progress: words?.progress,
            senderID: words?.senderID,
            version: row[12]
        )
    }
}

extension Lead {
    /// Which of the two queues of a target it stands in: fresh leads overtake all others.
    var lane: Int { isFresh ? 0 : 1 }

    /// The reference as it is stored: only when it is not the id.
    var storedReference: String? { reference == id.rawValue ? nil : reference }

    /// The reference that is its alone while it lives: only one that opens a case is known by it.
    var claimedReference: String? { isLive && caseRole == .opens ? storedReference : nil }

    /// Whether its case is its alone while it lives.
    var claimsCase: Bool { isLive && caseRole == .opens }
}
