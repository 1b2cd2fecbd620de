package import Foundation
package import Leads
import Names
import Targets

/// A lead as a row of the table `lead`, with its wrapped key from `content`.
package struct LeadRow {
    /// Place in the order of acceptance; the key of every other table.
    package let sequence: Int64
    package let lead: Lead
    /// `nil` once the lead is erased.
    package let wrappedKey: Data?
    /// The keyed hash of the case that it belongs to.
    package let caseKey: Data?
    /// Whether it has words that cannot be opened, because its data key is damaged.
    package let hasDamagedWords: Bool
    /// As it stands in the table.
    package let stored: StoredRow

    /// The place of the wrapped key, behind the lead's own columns and their tag.
    private static let wrappedKeyColumn = LeadColumn.allCases.count + 1

    /// A row holds what no lead can hold, or is not the one that was written.
    package struct Unreadable: Error {
        package let id: LeadID?
        package let sequence: Int64
        package let part: String
    }

    /// Reads a row of ``StoredTable/lead`` with its tag, and the wrapped key behind it. Damaged words do not make a lead unreadable: class, code, state and times are
    /// worth having.
    package init(_ row: StoredRow, sealer: Sealer) throws(Unreadable) {
        let storedID = (try? row[.id] as Data).flatMap { LeadID(bytes: $0) }
        let sequence = (try? row[.sequence] as Int64) ?? 0
        func unreadable(_ part: String) -> Unreadable { Unreadable(id: storedID, sequence: sequence, part: part) }
        guard let id = storedID else { throw unreadable("id") }
        guard row.isProven(of: .lead, by: sealer.tags) else { throw unreadable("row") }
        do {
            try self.init(unproven: row, id: id, sealer: sealer)
        } catch { throw unreadable(LeadColumn(rawValue: error.column)?.name ?? "row") }
    }

    /// The same row with the lead as it is after a step, and the case that it is found to belong to.
    func after(_ lead: Lead, caseKey: Data?) -> LeadRow {
        LeadRow(
            sequence: sequence,
            lead: lead,
            wrappedKey: wrappedKey,
            caseKey: caseKey,
            hasDamagedWords: hasDamagedWords,
            stored: stored
        )
    }

    private init(
        sequence: Int64,
        lead: Lead,
        wrappedKey: Data?,
        caseKey: Data?,
        hasDamagedWords: Bool,
        stored: StoredRow
    ) {
        self.stored = stored
        self.sequence = sequence
        self.lead = lead
        self.wrappedKey = wrappedKey
        self.caseKey = caseKey
        self.hasDamagedWords = hasDamagedWords
    }

    /// Reads a row that may not be the one that was written.
    package init(unproven row: StoredRow, id: LeadID, sealer: Sealer) throws(StoredRow.Malformed) {
        func malformed(_ column: LeadColumn) -> StoredRow.Malformed { .init(column: column.rawValue) }
        stored = row
        let target = Target(rawValue: try row[.target])
        guard !target.rawValue.isEmpty else { throw malformed(.target) }
        guard let mode = DeliveryMode(rawValue: try row[.mode]) else { throw malformed(.mode) }
        guard let state = LeadState(rawValue: try row[.state]) else { throw malformed(.state) }
        guard let caseRole = TargetProfile.CaseRole(rawValue: try row[.caseRole]) else { throw malformed(.caseRole) }
        let attempts: Int = try row[.attempts]
        let mappingHash: MappingHash? = try row[.mappingHash]
        let reference: String = try row[.reference] as String? ?? id.rawValue

        var intent: Intent?
        if let startedAt = try row[.intentStartedAt] as Int64?, let epoch = try row[.intentEpoch] as Int64? {
            intent = Intent(
                attempt: attempts,
                startedAt: startedAt,
                target: target,
                mode: mode,
                mappingHash: mappingHash ?? "",
                reference: reference,
                epoch: epoch,
                mayRepeat: try row[.intentMayRepeat]
            )
        }

        // Its own tag authenticates a wrapped key; one that is no bytes at all is no key.
        let wrapped = (try? row[Self.wrappedKeyColumn] as Data?) ?? nil
        wrappedKey = wrapped
        let sealed = try row[.sealedOutcome] as Data?
        var words: LeadWords?
        if let sealed, let wrapped { words = LeadWords(sealed, wrappedKey: wrapped, of: id, sealer: sealer) }
        hasDamagedWords = sealed != nil && words == nil
        var cause: Cause?
        if let name = try row[.causeClass] as String? {
            guard let `class` = CauseClass(rawValue: name), let code = try row[.causeCode] as String? else {
                throw malformed(.causeClass)
            }
            cause = words?.cause ?? Cause(class: `class`, code: code, message: "The words of this cause are damaged.")
        }
        let lack = try (row[.lack] as String?).map { name throws(StoredRow.Malformed) in
            guard let lack = Lead.Lack(rawValue: name) else { throw malformed(.lack) }
            return lack
        }
        let number: String? = try row[.vorgangsnummer]
        let dueAt: Int64 = try row[.dueAt]

        let standing: Standing
        switch state {
        case .waiting:
            guard let cause else { throw malformed(.causeClass) }
            guard lack != nil else { throw malformed(.lack) }
            standing = .waiting(cause, dueAt: dueAt)
        case .queued: standing = .queued(dueAt: dueAt, after: cause)
        case .sending:
            guard let intent else { throw malformed(.intentEpoch) }
            standing = .sending(intent, dueAt: dueAt)
        case .delivered:
            var confirmation = words?.confirmation ?? Confirmation()
            confirmation.vorgangsnummer = number
            standing = .delivered(confirmation)
        case .dead:
            guard let cause else { throw malformed(.causeClass) }
            standing = .dead(cause)
        case .uncertain:
            guard let intent, let cause else { throw malformed(intent == nil ? .intentEpoch : .causeClass) }
            standing = .uncertain(intent, cause, lookAgainAt: dueAt == Lead.never ? nil : dueAt)
        case .discarded: standing = .discarded(cause)
        case .erased: standing = .erased(vorgangsnummer: number)
        }

        sequence = try row[.sequence]
        caseKey = try row[.caseKey]
        lead = Lead(
            id: id,
            source: try row[.source],
            target: target,
            mode: mode,
            mapping: try row[.mapping],
            caseRole: caseRole,
            lack: lack,
            fencedAt: try row[.fencedAt],
            standing: standing,
            receivedAt: try row[.receivedAt],
            updatedAt: try row[.updatedAt],
            attempts: attempts,
            attemptsThisRound: try row[.attemptsThisRound],
            replays: try row[.replays],
            mappingHash: mappingHash,
            reference: reference,
            progress: words?.progress,
            senderID: words?.senderID,
            version: try row[.version]
        )
    }

    /// The values of a lead's row, in the order of ``LeadColumn``; the one place that decides what is stored of a lead.
    package static func values(of lead: Lead, sequence: Int64, caseKey: Data?, outcome: Data?) -> [StoredValue] {
        LeadColumn.allCases.map { column in
            switch column {
            case .sequence: sequence.stored
            case .id: Data(lead.id.bytes).stored
            case .source: lead.source.stored
            case .target: lead.target.rawValue.stored
            case .mode: lead.mode.rawValue.stored
            case .state: lead.state.rawValue.stored
            case .lane: lead.lane.stored
            case .receivedAt: lead.receivedAt.stored
            case .updatedAt: lead.updatedAt.stored
            case .dueAt: lead.dueAt.stored
            case .attempts: lead.attempts.stored
            case .attemptsThisRound: lead.attemptsThisRound.stored
            case .replays: lead.replays.stored
            case .version: lead.version.stored
            case .mappingHash: lead.mappingHash.stored
            case .reference: lead.storedReference.stored
            case .vorgangsnummer: lead.vorgangsnummer.stored
            case .causeClass: (lead.cause?.class.rawValue).stored
            case .causeCode: (lead.cause?.code).stored
            case .causeFingerprint: (lead.cause?.fingerprint).stored
            case .intentStartedAt: (lead.intent?.startedAt).stored
            case .intentEpoch: (lead.intent?.epoch).stored
            case .sealedOutcome: outcome.stored
            case .mapping: lead.mapping.stored
            case .caseRole: lead.caseRole.rawValue.stored
            case .caseKey: caseKey.stored
            case .claimedReference: lead.claimedReference.stored
            case .claimedCase: (lead.claimsCase ? caseKey : nil).stored
            case .intentMayRepeat: (lead.intent?.mayRepeat ?? false).stored
            case .lack: (lead.lack?.rawValue).stored
            case .fencedAt: lead.fencedAt.stored
            }
        }
    }
}

extension Lead {
    /// Which of the two queues of a target it stands in: fresh leads overtake all others.
    package var lane: Int { isFresh ? 0 : 1 }

    /// The reference as it is stored: only when it is not the id.
    var storedReference: String? {
        // The text of an id is made only where it can be the same.
        reference.utf8.count == 36 && reference == id.rawValue ? nil : reference
    }

    /// The reference that is its alone while it lives: only one that opens a case is known by it.
    package var claimedReference: String? { isLive && caseRole == .opens ? storedReference : nil }

    /// Whether its case is its alone while it lives.
    package var claimsCase: Bool { isLive && caseRole == .opens }
}
