import JSON
import MappingLanguage
import Targets

/// Finds what can never come into effect, whatever a lead holds: alternatives behind one that always yields, conditions that
/// are no question, keys that no reading can give.
struct ReachCheck {
    /// The column of the choice tables with the target's values.
    let choices: String?
    let log: FindingLog

    /// The alternatives of `$first`.
    func check(_ alternatives: [Template]) {
        guard let end = alternatives.firstIndex(where: Self.alwaysYields), end + 1 < alternatives.count else { return }
        log.add(
            .unreachableBranch,
            at: alternatives[end + 1].pointer,
            "It is never reached: what stands before it in $first always yields something.",
            advice: "Put what always yields something last."
        )
    }

    /// `$when` needs something to look at.
    func check(_ when: WhenRule) {
        guard case .literal(let value) = when.condition.form, !value.isNull else { return }
        log.add(
            .unreachableBranch,
            at: when.condition.pointer,
            "The condition is a constant: it is the same for every lead.",
            advice: Self.selectorAdvice(value)
        )
    }

    /// `$from` needs something to read, and a `$lookup` keys that what was read can be.
    func check(_ read: ReadRule, at pointer: JSONPointer) {
        if case .literal(let value) = read.from.form, !value.isNull {
            log.add(
                .unreachableBranch,
                at: read.from.pointer,
                "\"$from\" takes a constant: it reads nothing of the lead.",
                advice: Self.selectorAdvice(value)
            )
        }
        if let deaf = ChainCheck.deaf(in: read.functions) {
            let names = read.functions.map(\.name)
            log.add(
                .unreadableChain,
                at: pointer.appending("$as").appending(deaf),
                "\"\(names[deaf])\" can read nothing of what \"\(names[deaf - 1])\" gives."
            )
        }
        guard let table = read.lookup else { return }
        let texts = read.functions.last.flatMap { LookupTexts(of: $0, choices: choices) }
        for branch in table.branches {
            if branch.texts.isEmpty {
                unreachable(branch, at: pointer, "A blank value yields nothing and is never looked up.")
            } else if let texts, !branch.texts.contains(where: texts.contain) {
                let name = read.functions.last?.name ?? ""
                unreachable(
                    branch,
                    at: pointer,
                    "\"\(name)\" never gives \"\(branch.key)\": it gives \(texts.words).",
                    advice: texts.advice(for: branch.key)
                )
            }
        }
    }

    private func unreachable(
        _ branch: LookupTable.Branch,
        at pointer: JSONPointer,
        _ message: String,
        advice: String? = nil
    ) {
        let place = pointer.appending("$lookup").appending(branch.key)
        log.add(.unreachableBranch, at: place, atKey: true, message, advice: advice)
    }

    private static func selectorAdvice(_ value: JSONValue) -> String {
        let name = value.stringValue ?? ""
        if let selector = Selector.forgotten(in: name) { return "Write \"\(selector)\"." }
        let isField = !name.isEmpty && name.utf8.allSatisfy { $0 == 0x5F || (0x30...0x7A).contains($0) }
        return "Write a selector, such as \"$.form.\(isField ? name : "name")\"."
    }

    /// Whether a template yields something for every lead.
    private static func alwaysYields(_ template: Template) -> Bool {
        switch template.form {
        case .literal(let value): !value.isNull && value.stringValue?.isEmpty != true
        case .object, .array: !template.isDynamic
        case .read(let read): isUse(read.missing) && isUse(read.unreadable)
        case .first(let alternatives, let missing): isUse(missing) || alternatives.contains(where: alwaysYields)
        case .when(let when): alwaysYields(when.then) && when.otherwise.map(alwaysYields) == true
        case .join(let join): join.unreadable == nil && join.parts.contains(where: alwaysYields)
        case .sum(let sum): sum.unreadable == nil && sum.parts.contains(where: alwaysYields)
        case .select, .each, .unread, .concatenation, .labelled, .reference, .pickedUp, .leadID, .kept,
            .attached:
            false
        }
    }

    private static func isUse(_ policy: Policy?) -> Bool {
        if case .use? = policy { return true }
        return false
    }
}
