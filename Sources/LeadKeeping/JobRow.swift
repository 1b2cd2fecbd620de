import JSON
package import Leads

/// A job as a row: the order, and how far it is.
package struct JobRow {
    package let sequence: Int64
    /// The leads before this place in the order of acceptance are still to be looked at, newest first; of an order that goes
    /// the other way, and while a job is undone, those after it.
    package var place: Int64
    package var job: Job

    package init(sequence: Int64, place: Int64, job: Job) {
        self.sequence = sequence
        self.place = place
        self.job = job
    }

    /// Reads a row of ``StoredTable/job``.
    package init(_ row: StoredRow) throws(StoredRow.Malformed) {
        guard let action = Job.Action(rawValue: try row[2]) else { throw .init(column: 2) }
        guard let state = Job.State(rawValue: try row[7]) else { throw .init(column: 7) }
        let text: String = try row[3]
        guard let json = (try? JSONValue.parse(text))?.objectValue, let filter = LeadFilter(json: json) else {
            throw .init(column: 3)
        }
        sequence = try row[0]
        place = try row[8]
        job = Job(
            order: Job.Order(
                id: try row[1],
                action: action,
                filter: filter,
                by: try row[4],
                reason: try row[5],
                rate: try row[6]
            ),
            state: state,
            matched: try row[9],
            changed: try row[10],
            skipped: try row[11],
            undone: try row[12],
            createdAt: try row[13],
            updatedAt: try row[14]
        )
    }

    /// The values of the row.
    package var values: [StoredValue] {
        let order = job.order
        return [
            sequence.stored, order.id.stored, order.action.rawValue.stored,
            JSONValue.object(order.filter.json).text().stored, order.by.stored, order.reason.stored,
            order.rate.stored, job.state.rawValue.stored, place.stored, job.matched.stored, job.changed.stored,
            job.skipped.stored, job.undone.stored, job.createdAt.stored, job.updatedAt.stored,
        ]
    }

    /// What happens to a lead that the job means.
    package var event: LeadEvent {
        let order = job.order
        return switch order.action {
        case .replay: .replayed(by: order.by, reason: order.reason)
        case .discard: .discarded(by: order.by, reason: order.reason)
        case .release: .released(by: order.by, reason: order.reason)
        case .resolve: .notThere(witness: nil, testimony: Testimony(by: order.by, reason: order.reason))
        }
    }
}
