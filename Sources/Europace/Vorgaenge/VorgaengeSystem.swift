import JSON
package import Leads
import NIOHTTP1
package import Targets

/// BaufiSmart Vorgaenge, v3 (v2 by its address): changes a case by a list of operations, one request each, in their order.
///
/// Everything may be repeated but a message to the adviser. What the case is afterwards can be read, so a lost answer is
/// cleared up by its state.
package struct VorgaengeSystem: EuropaceSystem, Lookup {
    package let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .vorgaenge }
    package var lookup: (any Lookup)? { self }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await clients.sending(to: .vorgaenge, context) { client throws(Fault) in
            let number = try context.vorgangsnummer()
            let operations = try Self.operations(document, after: context.done)
            return await client.changeVorgang(number, operations, context)
        }
    }

    /// Reads the case: whether it is what the operations make of it. Of a message it does not show whether it was sent.
    package func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        do {
            let client = try clients.client(for: .vorgaenge, identity: context.identity)
            let number = try context.vorgangsnummer()
            guard let document else {
                return .failed(
                    Fault(code: "lookup-document", message: "without the document there is nothing to compare")
                )
            }
            let operations = try Self.operations(document, after: context.done)
            switch await client.readVorgang(number, trace: context.trace) {
            case .failed(let fault): return .failed(fault)
            case .document(let bytes):
                guard let state = try? JSONValue.parse(bytes) else {
                    return .failed(Fault(code: "answer-unreadable", message: "the case could not be read"))
                }
                return Self.verdict(operations, in: state, number)
            }
        } catch {
            return .failed(error)
        }
    }

    /// They were sent in their order: behind the first that is not done, none was; of a message before it nobody knows.
    private static func verdict(_ operations: [VorgaengeOperation], in state: JSONValue, _ number: String)
        -> LookupOutcome
    {
        let open = operations.firstIndex { !$0.isShown || !$0.pending(in: state).isEmpty }
        let passed = operations[..<(open ?? operations.endIndex)]
        guard !passed.contains(where: { $0.effect == .twice }) else {
            return .failed(
                Fault(
                    code: "lookup-hidden",
                    message: """
                        case \(number) does not show whether the message to the adviser was sent; look there, then resolve \
                        the lead
                        """
                )
            )
        }
        return open == nil ? .found(vorgangsnummer: number) : .mayBeSentAgain
    }

    private static func operations(
        _ document: [UInt8],
        after done: [OperationResult]
    ) throws(Fault) -> [VorgaengeOperation] {
        var operations: [VorgaengeOperation] = []
        // All are read before the first is sent: a slip in the last must not leave half of them done.
        for operation in try Operation.list(document).remaining(after: done) {
            operations.append(try VorgaengeOperation(operation))
        }
        return operations
    }
}

extension EuropaceClient {
    /// Carries out operations on a case until one is not taken.
    fileprivate func changeVorgang(
        _ number: String,
        _ operations: [VorgaengeOperation],
        _ context: SendingContext
    ) async -> Outcome {
        if let fault = refusal(of: context.lead.mode) { return .dataFault(fault) }
        var confirmation = Confirmation(vorgangsnummer: number, results: context.done)
        let scopes = TargetProfile.vorgaenge.scopes.delivering(context.lead.mode)
        for change in operations {
            let table = AnswerTable.vorgaenge(number, effect: change.effect)
            var request = request(
                HTTPMethod(rawValue: change.method),
                "\(endpoints.vorgaenge)/\(number)\(change.path)",
                change.body.serialized,
                type: change.type,
                trace: context.trace
            )
            if change.effect == .twice { request.headers.add(name: "connection", value: "close") }
            switch await judged(request, by: table, scopes: scopes, trace: context.trace) {
            case .success(let answer):
                confirmation.results.append(
                    OperationResult(index: change.operation.index, name: change.operation.name)
                )
                confirmation.answer = Array(answer.body.prefix(Fault.bodyLimit))
            case .failure(let outcome):
                return .of(done: confirmation, rest: outcome.naming(change.operation))
            }
        }
        confirmation.differences = await pending(operations, number, context)
        return .confirmed(confirmation)
    }

    /// Reads the case back where the scopes allow it, and names what is not as it should be. Never a failure: the
    /// operations were taken.
    private func pending(
        _ operations: [VorgaengeOperation],
        _ number: String,
        _ context: SendingContext
    ) async -> [ReadBackDifference] {
        let needed = TargetProfile.vorgaenge.scopes.reading(context.lead.mode)
        guard let granted = await grantedScopes(trace: context.trace), Set(needed).isSubset(of: granted),
            case .document(let bytes) = await readVorgang(
                number,
                trace: context.trace,
                deadline: settings.readBackDeadline
            ),
            let state = try? JSONValue.parse(bytes)
        else { return [] }
        return operations.flatMap { $0.pending(in: state) }.map {
            ReadBackDifference(place: $0.description, kind: .changed)
        }
    }

    /// Reads a case. Needs the scope `baufinanzierung:vorgang:lesen`.
    package func readVorgang(_ number: String, trace: String, deadline: Int64? = nil) async -> ReadOutcome {
        await read("\(endpoints.vorgaenge)/\(number)", number, trace: trace, deadline: deadline)
    }
}

extension Outcome {
    /// The same with the operation that it is about named first.
    fileprivate func naming(_ operation: Operation) -> Outcome {
        func named(_ fault: Fault) -> Fault {
            var fault = fault
            fault.message = "\(operation.place): \(fault.message)"
            if fault.violations.isEmpty {
                fault.violations = [Violation(field: operation.place.description, message: "was not taken")]
            }
            return fault
        }
        switch self {
        case .confirmed, .partial: return self
        case .dataFault(let fault): return .dataFault(named(fault))
        case .connectionFault(let fault): return .connectionFault(named(fault))
        case .transient(let fault, let after): return .transient(named(fault), retryAfterMilliseconds: after)
        case .unknown(let fault): return .unknown(named(fault))
        }
    }
}
