import HTTPTypes
import Hummingbird
import JSON
import Problems

/// Bulk orders by their operation id: the same id gives the same answer, and nothing happens twice.
///
/// Kept in memory and bounded: after a restart, or ``limit`` orders later, an id is new again. A repeat then finds only
/// leads that are dead again or still, so it still sends nothing twice.
actor Operations {
    /// How many answers are remembered.
    static let limit = 1_000

    private enum Entry {
        case running(order: [UInt8])
        case done(order: [UInt8], answer: JSONValue)

        var order: [UInt8] {
            switch self {
            case .running(let order), .done(let order, _): order
            }
        }
    }

    private var entries: [String: Entry] = [:]
    private var age: [String] = []

    /// Does the order unless it was done before.
    /// - Throws: `Refusal` while the same operation runs (409), or if the id was used for another order (422).
    func once(
        _ id: String?,
        order: [UInt8],
        perform: @Sendable () async throws -> JSONValue
    ) async throws -> JSONValue {
        guard let id else { return try await perform() }
        if let entry = entries[id] {
            guard entry.order == order else {
                throw Refusal(
                    .operationReused,
                    "operation '\(id)' was another order; take a new id for a new order"
                )
            }
            guard case .done(_, let answer) = entry else {
                throw Refusal(.stillRunning, "operation '\(id)' is still running; ask again in a moment")
            }
            return answer
        }
        entries[id] = .running(order: order)
        do {
            let answer = try await perform()
            entries[id] = .done(order: order, answer: answer)
            remember(id)
            return answer
        } catch {
            // What it did stays done; the same order goes on with the rest.
            entries[id] = nil
            throw error
        }
    }

    private func remember(_ id: String) {
        age.append(id)
        guard age.count > Self.limit else { return }
        entries[age.removeFirst()] = nil
    }
}
