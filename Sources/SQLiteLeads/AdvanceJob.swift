import Foundation
import GRDB
import LeadKeeping
import Leads

/// The write of one step of a job: some leads, and how far the job is then, all of it or nothing.
struct AdvanceJob: Sendable {
    let id: String
    let limit: Int
    let at: Int64

    func perform(in transaction: WriterTransaction) throws -> Job {
        guard var row = try JobRow.one(id, in: transaction) else { throw StoreError.noJob(id) }
        switch row.job.state {
        case .running: try move(&row, in: transaction)
        case .undoing: try takeBack(&row, in: transaction)
        case .paused, .done, .cancelled, .undone: return row.job
        }
        row.job.updatedAt = at
        try row.store(in: transaction)
        return row.job
    }

    private func move(_ row: inout JobRow, in transaction: WriterTransaction) throws {
        let leads = try next(row, in: transaction.db)
        for (sequence, id) in leads {
            row.place = sequence
            guard let id, let moved = try step(row.event, id, in: transaction) else {
                row.job.skipped += 1
                continue
            }
            row.job.changed += 1
            try transaction.db.store(
                [row.sequence.stored, sequence.stored, moved.version.stored],
                in: .jobLead,
                tags: transaction.sealer.tags
            )
            transaction.count(.jobLead)
        }
        if leads.count < limit { row.job.state = .done }
    }

    /// Takes back what nothing has happened to since.
    private func takeBack(_ row: inout JobRow, in transaction: WriterTransaction) throws {
        let moved = try Row.fetchAll(
            transaction.db.cachedStatement(
                sql: """
                    SELECT \(StoredTable.jobLead.selection), lead.id FROM job_lead \
                    JOIN lead ON lead.sequence = job_lead.lead \
                    WHERE job_lead.job = ? AND job_lead.lead > ? ORDER BY job_lead.lead LIMIT ?
                    """
            ),
            arguments: [row.sequence, row.place, limit]
        )
        for lead in moved.map({ StoredRow($0) }) {
            row.place = try lead[1]
            guard lead.isProven(of: .jobLead, by: transaction.sealer.tags) else {
                transaction.damage.note(StoredTable.jobLead.damage(lead))
                continue
            }
            guard let id = LeadID(bytes: try lead[4]) else { continue }
            let event = LeadEvent.recalled(by: row.job.order.by)
            if try step(event, id, version: try lead[2], in: transaction) != nil { row.job.undone += 1 }
        }
        if moved.count < limit { row.job.state = .undone }
    }

    /// The next leads that the job means, newest first or oldest first; those that were accepted before the order.
    private func next(_ row: JobRow, in db: Database) throws -> [(sequence: Int64, id: LeadID?)] {
        guard let condition = FilterCondition(row.job.order.filter) else { return [] }
        let isOldestFirst = row.job.order.action.isOldestFirst
        let statement = try db.cachedStatement(
            sql: """
                SELECT lead.sequence, lead.id FROM lead
                WHERE lead.sequence \(isOldestFirst ? "> ? AND lead.received_at <= ?" : "< ?") \(condition.sql)
                ORDER BY lead.sequence \(isOldestFirst ? "ASC" : "DESC") LIMIT ?
                """
        )
        let bounds = isOldestFirst ? [row.place, row.job.createdAt] : [row.place]
        let arguments = bounds.map(\.databaseValue) + condition.arguments + [limit.databaseValue]
        return try Row.fetchAll(statement, arguments: StatementArguments(arguments)).map { StoredRow($0) }.map { row in
            (try row[0], LeadID(bytes: try row[1]))
        }
    }

    /// The lead after the event; `nil` when it cannot happen to it: it was moved meanwhile, is damaged, or what it claims
    /// belongs to another. Such a lead stops no other.
    private func step(
        _ event: LeadEvent,
        _ id: LeadID,
        version: Int? = nil,
        in transaction: WriterTransaction
    ) throws -> Lead? {
        do {
            return try RecordPlan(event: event, id: id, version: version, at: at).perform(in: transaction)
        } catch let refusal as StoreError {
            switch refusal {
            case .conflict, .transition, .notFound, .taken, .caseBusy, .corrupt: return nil
            default: throw refusal
            }
        }
    }
}
