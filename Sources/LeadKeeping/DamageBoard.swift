package import Leads
package import Logging
import Synchronization
import Telemetry

/// What has been found damaged since the store was opened: told once each, by a log line, and kept for whoever asks.
///
/// Nothing is written down: the damage stands in the file, where nobody touches it, and every start finds it anew.
package final class DamageBoard: Sendable {
    private let found = Mutex<[StoreVerification.Finding]>([])
    private let logger: Logger

    package init(logger: Logger) { self.logger = logger }

    /// Everything that has been found, oldest first.
    package var findings: [StoreVerification.Finding] { found.withLock { $0 } }

    /// A person has decided on a lead.
    package func settle(_ id: LeadID) { found.withLock { $0.removeAll { $0.lead == id } } }

    /// Takes note of what a look at everything that belongs to no lead alone has found; what an earlier one found and this one
    /// did not, is whole again.
    package func note(rest: [StoreVerification.Finding]) {
        found.withLock { $0.removeAll { $0.lead == nil && !rest.contains($0) } }
        rest.forEach(note)
    }

    /// The lead of a row; what of it is damaged is told.
    package func lead(of row: LeadRow) -> Lead {
        if row.hasDamagedWords {
            note(.init(code: .contentDamaged, lead: row.lead.id, message: "The words of its cause are damaged."))
        }
        return row.lead
    }

    /// Tells of a damage, unless it is known.
    package func note(_ finding: StoreVerification.Finding) {
        let isNew = found.withLock { found in
            // More than this is no list to read but a file to restore.
            guard !found.contains(finding), found.count < 10_000 else { return false }
            found.append(finding)
            return true
        }
        guard isNew else { return }
        var values: [Event.Attribute: Logger.MetadataValue] = [
            .damage: "\(finding.code.rawValue)", .detail: "\(finding.message)",
        ]
        if let lead = finding.lead { values[.lead] = "\(lead)" }
        logger.record(.dataDamaged, values)
    }
}

extension LeadRow.Unreadable {
    /// What the row is, as a finding.
    package var finding: StoreVerification.Finding {
        .init(
            code: .leadUnreadable,
            lead: id,
            message: part == "row"
                ? "Row \(sequence) of the leads is not as it was written. It is held back; nothing is done with it."
                : "Row \(sequence) of the leads has no readable \(part). It is held back; nothing is done with it."
        )
    }
}

extension StoredTable {
    /// A row of the table that does not bear its tag, as a finding.
    package func damage(_ row: StoredRow, of lead: LeadID? = nil) -> StoreVerification.Finding {
        switch self {
        case .timeline:
            let entry = (try? row[1] as Int).map { "Entry \($0) of its timeline" } ?? "An entry of its timeline"
            return .init(code: .timelineBroken, lead: lead, message: "\(entry) is not as it was written.")
        case .callback:
            let version = (try? row[1] as Int).map { " of version \($0)" } ?? ""
            return .init(
                code: .callbackBroken,
                lead: lead,
                message: "Its callback\(version) is not as it was written; it is not told."
            )
        case .content:
            return .init(code: .contentDamaged, lead: lead, message: "The row of its content is not as it was written.")
        case .post:
            return .init(code: .contentDamaged, lead: lead, message: "The body of a post is not as it was written.")
        case .books:
            let name = (try? row[0] as String) ?? "?"
            return .init(code: .booksDamaged, message: "The counter '\(name)' is damaged.")
        case .audit:
            let place = (try? row[0] as Int).map { "Entry \($0)" } ?? "An entry"
            return .init(code: .auditBroken, message: "\(place) of the audit log is not as it was written.")
        case .store, .lead, .duplicate, .pause, .drift, .job, .jobLead, .accessToken, .person, .erasure:
            return .init(code: .rowDamaged, lead: lead, message: "A row of '\(rawValue)' is not as it was written.")
        }
    }
}
