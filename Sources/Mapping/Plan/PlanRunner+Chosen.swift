import GermanValues
import JSON

// `$has`: whether an answer is among those that were chosen.

extension PlanRunner {
    /// Whether one of the wanted answers was chosen, in whatever form the choice came; nothing if nothing was.
    ///
    /// What else was chosen is not used by the rule: it stays for the other rules, and for the notes.
    mutating func chosen(_ wanted: Plan.Wanted, _ read: Plan.Read) -> Subject {
        if read.functions.isEmpty, case .select(let selector, _) = plan.operations[read.from] {
            return chosen(wanted, among: elements(selector))
        }
        let start = recorder.pending.count
        switch applied(read, to: source(of: read)) {
        case .nothing: return .nothing
        case .failed(let reason): return .failed(reason)
        case .node(let node): return chosen(wanted, among: elements(below: [node], takesElements: true))
        case .value(let value):
            let touched = recorder.touched(since: start)
            recorder.forget(since: start)
            return chosen(wanted, in: value, madeOf: touched)
        }
    }

    private mutating func chosen(_ wanted: Plan.Wanted, among nodes: [Int]) -> Subject {
        var has: Bool?
        for node in nodes {
            guard let answers = ChosenAnswers(JSONNode(document: document, index: node).value) else { continue }
            let isTaken = take(wanted, answers, at: node)
            has = has == true || isTaken
        }
        return has.map { .value(.bool($0)) } ?? .nothing
    }

    private mutating func take(_ wanted: Plan.Wanted, _ answers: ChosenAnswers, at node: Int) -> Bool {
        if wanted.contains(answers.whole) {
            recorder.touch(node)
            return true
        }
        let taken = answers.parts.indices.filter { wanted.contains(answers.parts[$0]) }
        guard !taken.isEmpty else { return false }
        recorder.take(taken, of: answers.parts, at: node)
        return true
    }

    /// The answers that functions made of a value.
    private mutating func chosen(_ wanted: Plan.Wanted, in value: JSONValue, madeOf nodes: [Int]) -> Subject {
        let answers = (value.arrayValue ?? [value]).compactMap(ChosenAnswers.init)
        guard !answers.isEmpty else { return .nothing }
        if let only = answers.first, answers.count == 1, wanted.contains(only.whole) {
            for node in nodes { recorder.touch(node) }
            return .value(true)
        }
        let parts = value.arrayValue == nil ? answers.flatMap(\.parts) : answers.map(\.whole)
        let taken = parts.indices.filter { wanted.contains(parts[$0]) }
        guard !taken.isEmpty else { return .value(false) }
        // Of several values that went into one it cannot be told which is used up: they stay for the notes.
        if let node = nodes.first, nodes.count == 1 { recorder.take(taken, of: parts, at: node) }
        return .value(true)
    }
}
