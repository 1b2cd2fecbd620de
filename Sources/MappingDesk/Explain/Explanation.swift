import GermanValues
import JSON
package import Mapping
import MappingLanguage
import Targets

/// A mapping in sentences, for those who review it and write no programs.
///
/// ```
/// kundenangaben › finanzierungsbedarf › finanzierungszweck
///   Kaufpreis ← Formularfeld „kaufpreis“, als Betrag gelesen; fehlt es, bleibt das Feld leer.
/// ```
package struct Explanation {
    package enum Language: String, Sendable, CaseIterable {
        case de, en
    }

    private let plan: Plan
    private let words: ExplanationWords
    private var lines: [String] = []
    private var heading = ""

    /// The whole mapping as text.
    package static func text(of mapping: Mapping, language: Language = .de) -> String {
        var explanation = Explanation(plan: mapping.plan, words: ExplanationWords(language: language))
        explanation.head(mapping)
        explanation.members(of: mapping.plan.root, path: [])
        return explanation.lines.joined(separator: "\n") + "\n"
    }

    private init(plan: Plan, words: ExplanationWords) {
        self.plan = plan
        self.words = words
    }

    private mutating func head(_ mapping: Mapping) {
        lines.append("\(mapping.name): \(mapping.description ?? mapping.target.rawValue)")
        lines.append(words.target(mapping.target))
        if let preset = plan.form?.preset { lines.append(words.preset(preset)) }
        if let leads = plan.leads { lines.append(words.leads(leads.text)) }
        let content = mapping.content
        lines.append(words.policies(missing: content.missing, unreadable: content.unreadable))
        if !plan.unused.isEmpty {
            lines.append(words.unused(plan.unused.map { words.source(of: $0) }))
        }
    }

    // MARK: Walking

    private mutating func members(of position: Int, path: [String]) {
        guard case .object(let members, _) = plan.operations[position] else {
            explain(position, path: path)
            return
        }
        for member in members {
            let key = plan.members[member].key.name
            explain(plan.members[member].operation, path: path + [key])
        }
    }

    private mutating func explain(_ position: Int, path: [String], condition: String = "") {
        switch plan.operations[position] {
        case .object(let members, _):
            for member in members {
                explain(
                    plan.members[member].operation,
                    path: path + [plan.members[member].key.name],
                    condition: condition
                )
            }
        case .array(let operations, _), .concatenation(let operations), .operations(let operations):
            for (offset, place) in operations.enumerated() {
                explain(plan.lists[place], path: path + [words.element(offset + 1)], condition: condition)
            }
        case .each(let each, _):
            let each = plan.eaches[each]
            say(path, condition, words.each(words.source(of: plan.selectors[each.selector])))
            explain(each.element, path: path + [words.element(nil)], condition: condition)
        case .when(let test, let then, let otherwise):
            let source = phrase(test)
            explain(then, path: path, condition: condition + words.when(source))
            if otherwise >= 0 { explain(otherwise, path: path, condition: condition + words.otherwise(source)) }
        case .read(let read, let rule):
            self.read(plan.reads[read], plan.rules[rule], path: path, condition: condition)
        case .kept(let inner), .attached(let inner), .reference(let inner), .demanding(let inner, _),
            .heeding(let inner, _), .late(let inner):
            explain(inner, path: path, condition: condition)
        case .literal(let literal):
            say(path, condition, words.constant(plan.literals[literal].value))
        case .select(_, let rule), .first(_, let rule), .join(_, let rule), .sum(_, let rule),
            .pickedUp(_, let rule):
            let rule = plan.rules[rule]
            say(path, condition, phrase(position) + words.reading(rule.reader) + words.policy(rule))
        case .unread:
            say(path, condition, words.unread)
        case .labelled, .leadID:
            say(path, condition, phrase(position))
        }
    }

    private mutating func read(_ read: Plan.Read, _ rule: Plan.Rule, path: [String], condition: String) {
        let source = phrase(read.from) + words.functions(read.functions)
        if let wanted = read.wanted {
            say(path, condition, words.has(source, wanted.texts) + words.policy(rule))
            return
        }
        guard let lookup = read.lookup else {
            say(path, condition, source + words.reading(rule.reader) + words.policy(rule))
            return
        }
        var texts: [(operation: Int, keys: [String])] = []
        // A table's rows stand in its own file.
        let table = lookup.table.map { words.table($0, lookup.ofTable) } ?? ""
        for branch in lookup.exact.dropLast(lookup.ofTable) {
            let text = String(decoding: branch.text, as: UTF8.self)
            if let place = texts.firstIndex(where: { $0.operation == branch.operation }) {
                texts[place].keys.append(text)
            } else {
                texts.append((branch.operation, [text]))
            }
        }
        let simple = texts.compactMap { branch -> String? in
            guard case .literal(let literal) = plan.operations[branch.operation],
                case let value = plan.literals[literal].value,
                value.objectValue == nil
            else { return nil }
            return words.branch(branch.keys, words.text(value))
        }
        if simple.count == texts.count {
            let known = (simple + (table.isEmpty ? [] : [table])).joined(separator: ", ")
            say(path, condition, source + ": " + known + words.policy(rule))
            return
        }
        say(path, condition, source + words.decides + (table.isEmpty ? "" : ", \(table)") + words.policy(rule))
        for branch in texts {
            explain(branch.operation, path: path, condition: condition + words.equals(branch.keys))
        }
    }

    /// Where a value comes from, in words.
    private func phrase(_ position: Int) -> String {
        switch plan.operations[position] {
        case .select(let selector, _): words.source(of: plan.selectors[selector])
        case .literal(let literal): words.text(plan.literals[literal].value)
        case .first(let operations, _): words.first(operations.map { phrase(plan.lists[$0]) })
        case .join(let join, _): words.join(plan.joins[join].operations.map { phrase(plan.lists[$0]) })
        case .sum(let sum, _): words.sum(plan.joins[sum].operations.map { phrase(plan.lists[$0]) })
        case .read(let read, _): phrase(of: plan.reads[read])
        case .when(let test, let then, _): words.whenPhrase(phrase(test), phrase(then))
        case .labelled(let label, let inner): "„\(plan.labels[label])“ + " + phrase(inner)
        case .kept(let inner), .attached(let inner), .reference(let inner), .demanding(let inner, _),
            .heeding(let inner, _), .late(let inner):
            phrase(inner)
        case .pickedUp(let names, _): words.pickedUp(plan.parameters[names].map(\.name))
        case .leadID: words.leadID
        case .unread: words.unread
        case .object, .array, .each, .concatenation, .operations: words.structure
        }
    }

    private func phrase(of read: Plan.Read) -> String {
        let source = phrase(read.from) + words.functions(read.functions)
        return read.wanted.map { words.has(source, $0.texts) } ?? source
    }

    private mutating func say(_ path: [String], _ condition: String, _ sentence: String) {
        let above =
            path.dropLast().joined(separator: " › ") + (condition.isEmpty ? "" : "  (\(condition.dropFirst(2)))")
        if above != heading {
            heading = above
            lines.append("")
            lines.append(above.isEmpty ? words.document : above)
        }
        let name = path.last ?? ""
        lines.append("  \(name.prefix(1).uppercased() + name.dropFirst()) ← \(sentence).")
    }
}
