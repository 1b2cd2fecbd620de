import JSON
import Leads

/// What an answered KEX update means for each of its operations, and for the whole (fact sheet 1.5, 2.6).
///
/// Pure. GraphQL carries the mutations out in their order and reports each by its alias. Where a failed one takes all of
/// `data` with it, as a result that may not be null does (GraphQL specification 6.4.4), those before it were carried out, and
/// of those behind it nobody knows.
struct KEXUpdateOutcome: Sendable {
    private enum End {
        case done(GraphQLAnswer.Result?)
        case refused(AnswerClass, status: Int?)
        case lost
        /// Not carried out, because the request as a whole was refused for another.
        case untouched
    }

    let number: String
    /// The operations that were sent.
    let operations: [Operation]
    /// What earlier attempts got through.
    let earlier: [OperationResult]
    /// Whether an earlier attempt may have carried out operations of which nobody heard.
    let isRepeat: Bool

    /// Reads a 200.
    func outcome(_ answer: HTTPAnswer, table: AnswerTable) -> Outcome {
        guard let read = GraphQLAnswer(answer.body, aliases: operations.map(KEXUpdateRequest.alias)) else {
            let rest = table.lost(
                answer,
                code: "answer-unreadable",
                says: "it is no GraphQL answer, so nobody knows what was carried out"
            )
            return .of(done: confirmation(earlier, answer), rest: rest)
        }
        let ends = ends(read)
        var results = earlier
        for (operation, end) in zip(operations, ends) {
            guard case .done(let result) = end else { continue }
            results.append(
                OperationResult(
                    index: operation.index,
                    name: operation.name,
                    id: result?.id,
                    messages: result?.messages ?? []
                )
            )
        }
        var done = confirmation(results, answer)
        done.messages += read.messages
        return .of(done: done, rest: rest(ends, answer))
    }

    private func confirmation(_ results: [OperationResult], _ answer: HTTPAnswer) -> Confirmation {
        let sorted = results.sorted { $0.index < $1.index }
        return Confirmation(
            vorgangsnummer: number,
            results: sorted,
            messages: sorted.flatMap(\.messages),
            remarks: sorted.flatMap { result in
                result.messages.map {
                    Remark(place: JSONPointer([String(result.index), result.name]).description, words: $0)
                }
            },
            answer: Array(answer.body.prefix(Fault.bodyLimit))
        )
    }

    private func ends(_ answer: GraphQLAnswer) -> [End] {
        var hasFailed = false
        let somethingFailed = operations.contains { !answer.failures(of: KEXUpdateRequest.alias($0)).isEmpty }
        return operations.map { operation in
            let alias = KEXUpdateRequest.alias(operation)
            if let failure = answer.failures(of: alias).first ?? whole(answer, alias) {
                hasFailed = true
                if isGone(operation, failure) {
                    return .done(GraphQLAnswer.Result(id: nil, messages: [Self.wasGone]))
                }
                return .refused(`class`(of: failure.status, operation), status: failure.status)
            }
            if let result = answer.result(alias) { return .done(result) }
            if !answer.wasExecuted, !answer.failures.isEmpty { return .untouched }
            return somethingFailed && !answer.hasData && !hasFailed ? .done(nil) : .lost
        }
    }

    /// An error of the request as a whole speaks for every operation that brought no result.
    private func whole(_ answer: GraphQLAnswer, _ alias: String) -> GraphQLAnswer.Failure? {
        answer.result(alias) == nil ? answer.wholeFailures.first : nil
    }

    /// Whether a deletion was refused because an attempt before, whose answer was lost, has carried it out: an id has to exist
    /// (fact sheet 4), and one that does not is a wrong value, 400. What was to be gone is gone.
    private func isGone(_ operation: Operation, _ failure: GraphQLAnswer.Failure) -> Bool {
        isRepeat && KEXMutation.isDeletion(operation.name) && failure.alias != nil && failure.status == 400
    }

    /// What is said of such a deletion.
    private static let wasGone = "war schon gelöscht: ein früherer Versuch, dessen Antwort verloren ging, hat es getan"

    /// Without a status it is an error inside of the target: who knows how far it came.
    private func `class`(of status: Int?, _ operation: Operation) -> AnswerClass {
        AnswerTable.kexUpdateOperation(number, effect: KEXMutation.effect(of: operation.name))
            .class(of: status ?? 500, missingScopes: [])
    }

    /// The worst of what was not done decides; the others are named with it.
    private func rest(_ ends: [End], _ answer: HTTPAnswer) -> Outcome? {
        var classes: Set<AnswerClass> = []
        var violations: [Violation] = []
        var code: String?
        for (operation, end) in zip(operations, ends) {
            let effect = KEXMutation.effect(of: operation.name)
            switch end {
            case .done, .untouched: continue
            case .lost:
                classes.insert(effect == .twice ? .unknown : .transient)
                violations.append(
                    Violation(
                        field: operation.place.description,
                        message: effect == .twice
                            ? "was not answered, so it may or may not have been carried out"
                            : "was not answered; sending it again does no harm"
                    )
                )
            case .refused(let `class`, let status):
                classes.insert(`class`)
                if code == nil || `class` == .unknown { code = status.map { "graphql-\($0)" } ?? "graphql-error" }
                let words =
                    status.map {
                        AnswerTable.kexUpdateOperation(number, effect: effect).explanation(of: $0, missingScopes: [])
                    } ?? "an error that names no status"
                violations.append(Violation(field: operation.place.description, message: words))
            }
        }
        guard !violations.isEmpty else { return nil }
        let named = violations.prefix(5).map { "\($0.field): \($0.message)" }.joined(separator: "; ")
        let more = violations.count > 5 ? "; and \(violations.count - 5) more" : ""
        let fault = Fault(
            code: code ?? "answer-incomplete",
            message: "\(violations.count) of \(operations.count) operations on case \(number) failed: \(named)\(more)",
            status: answer.status,
            violations: violations,
            traceID: answer.headers["x-traceid"].flatMap { SafeWords.traceID($0) },
            body: Array(answer.body.prefix(Fault.bodyLimit))
        )
        if classes.contains(.unknown) { return .unknown(fault) }
        if classes.contains(.data) { return .dataFault(fault) }
        if classes.contains(.connection) { return .connectionFault(fault) }
        return .transient(fault, retryAfterMilliseconds: nil)
    }
}
