import GermanValues
import JSON
import MappingLanguage

// What happens when a rule finds nothing, or nothing that can be used.

extension PlanRunner {
    @inline(__always)
    mutating func missing(_ rule: Int) -> Outcome {
        if recorder.pending.isEmpty, tables.places[rule].omitsMissing { return .nothing }
        return noteMissing(rule)
    }

    /// As above, of a rule that has looked at a value and found it blank.
    @inline(__always)
    mutating func missing(_ rule: Int, blank node: Int) -> Outcome {
        recorder.touch(node)
        return noteMissing(rule)
    }

    @inline(never)
    private mutating func noteMissing(_ rule: Int) -> Outcome {
        settle(saysSomething() ? Self.withoutPlace : .nothing, rule: rule)
        let rule = plan.rules[rule]
        switch rule.missing {
        case .omit: return .nothing
        case .use(let literal):
            writer.value(literal)
            return .value
        case .fail:
            problems.append(
                MappingProblem(
                    reason: nil,
                    rule: rule.pointer,
                    target: pointer(),
                    place: nil,
                    message: "Nothing was sent for \(pointer()), and the mapping requires it."
                )
            )
            return .nothing
        }
    }

    /// A known answer that the target has no value for ("Divers") yields nothing and is yet an answer.
    private static let withoutPlace = FateRecorder.Outcome.unreadable(
        .ohneZielwert,
        message: "Das Ziel hat keinen Wert für diese Angabe."
    )

    /// "selbstständig", where the target takes the kind only together with something about it.
    static let withoutDetails = FateRecorder.Outcome.unreadable(
        .ohneAngaben,
        message: "Die Antwort hat nur zusammen mit weiteren Angaben einen Platz im Ziel, und keine von ihnen liegt vor."
    )

    /// Whether what the running rule touched is more than a way of saying nothing ("k.A."), whatever kind of value it is.
    private func saysSomething() -> Bool {
        for place in 0..<recorder.pending.count {
            let node = recorder.pending[place]
            if view.kind(at: node) == .string, QuickReading.isPlainText(view.text(at: node).span) { return true }
            if !view.isPlainlyBlank(at: node), Blank.saysSomething(JSONNode(document: document, index: node).value) {
                return true
            }
        }
        return false
    }

    mutating func unreadable(_ reason: Unreadable, _ rule: Int) -> Outcome {
        let nodes = recorder.touched(since: 0)
        settle(.unreadable(reason.reason, message: reason.message), rule: rule)
        let rule = plan.rules[rule]
        switch rule.unreadable {
        case .omit: return .nothing
        case .use(let literal):
            writer.value(literal)
            return .value
        case .fail:
            let place = nodes.first.flatMap { PayloadPlaces.pointer(to: $0, in: input) }
            problems.append(
                MappingProblem(
                    reason: reason.reason,
                    rule: rule.pointer,
                    target: pointer(),
                    place: place,
                    message: reason.message
                )
            )
            return .nothing
        }
    }
}
