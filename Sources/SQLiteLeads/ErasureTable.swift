import Foundation
import GRDB
import LeadKeeping
package import Leads

/// The table of orders to erase what is kept of a person.
enum ErasureTable {
    static func one(_ id: String, in db: Database, _ sealer: Sealer, _ damage: DamageBoard) throws -> ErasureRow? {
        try all("WHERE id = ?", [id], in: db, sealer, damage).first
    }

    static func all(
        _ condition: String,
        _ arguments: [any Storable] = [],
        in db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> [ErasureRow] {
        try db.rows(of: .erasure, condition, arguments).compactMap { row in
            guard row.isProven(of: .erasure, by: sealer.tags), let erasure = try? ErasureRow(row) else {
                damage.note(StoredTable.erasure.damage(row))
                return nil
            }
            return erasure
        }
    }

    static func insert(_ erasure: Erasure, in transaction: WriterTransaction) throws {
        let last = try Int64.fetchOne(transaction.db, sql: "SELECT max(sequence) FROM erasure") ?? 0
        let row = ErasureRow(sequence: last + 1, erasure: erasure)
        try transaction.db.store(row.values, in: .erasure, tags: transaction.sealer.tags)
        transaction.count(.erasure)
        transaction.countPages(of: erasure.order.leads.count * 16)
    }
}

extension SQLiteLeadStore: PersonKeeping {
    package func begin(_ order: Erasure.Order, at now: Int64) async throws(StoreError) -> Erasure {
        try await commits.write(mayUseReserve: true) { transaction in
            let (db, sealer, damage) = (transaction.db, transaction.sealer, transaction.damage)
            if let known = try ErasureTable.one(order.id, in: db, sealer, damage) { return known.erasure }
            let erasure = Erasure(order: order, orderedAt: now)
            try ErasureTable.insert(erasure, in: transaction)
            let act = OperatorAct(by: order.by, .personErasureOrdered, order.id, reason: order.reason)
            try AuditTable.insert(act, at: now, in: transaction)
            return erasure
        }
    }

    package func advance(erasure id: String, from first: Int, limit: Int, at now: Int64)
        async throws(StoreError) -> ErasureStep
    {
        try await commits.write(mayUseReserve: true) { transaction in
            let order = try Self.erasure(id, in: transaction).erasure.order
            let part = order.leads.dropFirst(first).prefix(limit)
            var erased: [LeadID] = []
            var left: [LeadID] = []
            for lead in part {
                switch try Self.erase(lead, order, at: now, in: transaction) {
                case true?: erased.append(lead)
                case false?: left.append(lead)
                case nil: break
                }
            }
            let next = first + part.count
            return ErasureStep(erased: erased, left: left, next: next < order.leads.count ? next : nil)
        }
    }

    /// Erases a lead; `nil` if that was done before, `false` if it cannot be done now.
    private static func erase(
        _ id: LeadID,
        _ order: Erasure.Order,
        at now: Int64,
        in transaction: WriterTransaction
    ) throws -> Bool? {
        do {
            let lead = try transaction.row(of: id).lead
            if lead.state == .erased { return nil }
            let reason = "erasure \(order.id)"
            try RecordPlan(
                event: .erased(by: order.by, reason: reason),
                id: id,
                version: lead.version,
                at: now,
                answer: nil
            ).perform(in: transaction)
            let act = OperatorAct(by: order.by, .erased, id.rawValue, reason: reason)
            try AuditTable.insert(act, at: now, in: transaction)
            return true
        } catch StoreError.transition { return false } catch StoreError.corrupt { return false }
    }

    package func finish(erasure id: String, at now: Int64) async throws(StoreError) -> Erasure {
        try await commits.write(mayUseReserve: true) { transaction in
            var row = try Self.erasure(id, in: transaction)
            let order = row.erasure.order
            let statement = try transaction.db.cachedStatement(sql: "SELECT state FROM lead WHERE id = ?")
            let isDone = try order.leads.allSatisfy { lead in
                try String.fetchOne(statement, arguments: [Data(lead.bytes)]) == LeadState.erased.rawValue
            }
            guard isDone, row.erasure.endedAt == nil else { return row.erasure }
            row.erasure.endedAt = now
            try transaction.db.store(row.values, in: .erasure, replacing: true, tags: transaction.sealer.tags)
            let act = OperatorAct(
                by: order.by,
                .personErased,
                id,
                reason: "\(order.leads.count) leads; \(order.reason)"
            )
            try AuditTable.insert(act, at: now, in: transaction)
            return row.erasure
        }
    }

    private static func erasure(_ id: String, in transaction: WriterTransaction) throws -> ErasureRow {
        let known = try ErasureTable.one(id, in: transaction.db, transaction.sealer, transaction.damage)
        guard let known else { throw StoreError.noErasure(id) }
        return known
    }

    package func erasure(_ id: String) async throws(StoreError) -> Erasure? {
        try await read { [damage] db, sealer in try ErasureTable.one(id, in: db, sealer, damage)?.erasure }
    }

    package func openErasures() async throws(StoreError) -> [Erasure] {
        try await read { [damage] db, sealer in
            try ErasureTable.all("WHERE ended_at IS NULL ORDER BY sequence", in: db, sealer, damage).map(\.erasure)
        }
    }
}
