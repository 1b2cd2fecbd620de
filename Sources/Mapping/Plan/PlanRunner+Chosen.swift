import GermanValues
import JSON

// `$has`: whether an answer is among those that were chosen.

extension PlanRunner {
    /// Whether one of the wanted answers was chosen, in whatever form the choice came; nothing if nothing was, or if that cannot
    /// be told for sure.
    ///
    /// What else was chosen is not used by the rule: it stays for the other rules, and for the notes.
    mutating func chosen(_ wanted: Plan.Wanted, _ read: Plan.Read) -> Subject {
        if read.functions.isEmpty, case .select(let selector, _) = plan.operations[read.from] {
            return chosen(wanted, among: nodes(selector))
        }
        let start = recorder.pending.count
        switch applied(read, to: source(of: read)) {
        case .nothing: return .nothing
        case .failed(let reason): return .failed(reason)
        case .node(let node): return chosen(wanted, among: [node])
        case .value(let value):
            let touched = recorder.touched(since: start)
            recorder.forget(since: start)
            return chosen(wanted, in: value, madeOf: touched)
        }
    }

    /// What values say about the wanted answers; of several the surest counts.
    private enum Finding: Int {
        case nothing
        /// Others were chosen.
        case others
        /// A text holds a wanted answer among other words: "keine Garage", "große Garage".
        case unsure
        case chosen

        var subject: Subject {
            switch self {
            case .nothing, .unsure: .nothing
            case .others: .value(false)
            case .chosen: .value(true)
            }
        }
    }

    private mutating func chosen(_ wanted: Plan.Wanted, among nodes: [Int]) -> Subject {
        var finding = Finding.nothing
        for node in answers(below: nodes) {
            let next = take(wanted, at: node)
            if next.rawValue > finding.rawValue { finding = next }
        }
        return finding.subject
    }

    /// The nodes that name answers: the elements of lists, also of lists in lists.
    private func answers(below nodes: [Int]) -> [Int] {
        let elements = elements(below: nodes, takesElements: true)
        return elements.contains { document.kind(at: $0) == .array } ? answers(below: elements) : elements
    }

    private mutating func take(_ wanted: Plan.Wanted, at node: Int) -> Finding {
        let value = JSONNode(document: document, index: node).value
        if case .object(let object) = value {
            guard let names = ChosenAnswers.names(of: object) else { return .nothing }
            guard names.contains(where: wanted.contains) else { return without(wanted, names) }
            recorder.touch(node)
            return .chosen
        }
        guard let answers = ChosenAnswers(value)?.texts else { return .nothing }
        let rests = answers.map { ChosenAnswers.rest(of: $0, taking: wanted.contains) }
        guard rests != answers.map({ [$0] }) else { return without(wanted, answers) }
        if rests.allSatisfy(\.isEmpty) {
            recorder.touch(node)
        } else {
            recorder.take(of: answers, at: node) { ChosenAnswers.rest(of: $0, taking: wanted.contains) }
        }
        return .chosen
    }

    /// What answers say that are none of the wanted ones. A bare "on" or "ja" of a single box says that it was ticked, and not
    /// which it is, unless the answers are yes and no themselves.
    private func without(_ wanted: Plan.Wanted, _ answers: [String]) -> Finding {
        if answers.contains(where: wanted.isMentioned) { return .unsure }
        guard !wanted.isYesOrNo, answers.allSatisfy({ JaNein.answer($0) == true }) else { return .others }
        return .unsure
    }

    /// The answers that functions made of a value: those of a list are not taken apart any further.
    private mutating func chosen(_ wanted: Plan.Wanted, in value: JSONValue, madeOf nodes: [Int]) -> Subject {
        let isList = value.arrayValue != nil
        let answers = (value.arrayValue ?? [value]).compactMap(ChosenAnswers.init).flatMap(\.texts)
        guard !answers.isEmpty else { return .nothing }
        func rest(of answer: String) -> [String] {
            if isList { return wanted.contains(answer) ? [] : [answer] }
            return ChosenAnswers.rest(of: answer, taking: wanted.contains)
        }
        guard answers.contains(where: { rest(of: $0) != [$0] }) else {
            return without(wanted, answers).subject
        }
        // Of several values that went into one it cannot be told which is used up: they stay for the notes.
        if !isList, answers.allSatisfy({ rest(of: $0).isEmpty }) {
            for node in nodes { recorder.touch(node) }
        } else if let node = nodes.first, nodes.count == 1 {
            recorder.take(of: answers, at: node, leaving: rest)
        }
        return .value(true)
    }
}
