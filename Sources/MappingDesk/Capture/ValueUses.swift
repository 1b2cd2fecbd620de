import GermanValues
import JSON
import Mapping
import MappingLanguage
import TargetSchemas
import Targets

/// Which rules of a mapping select which nodes of one lead, and how they read them.
///
/// Found by walking the templates, not by running them: a rule in a branch that this lead did not take counts, too.
struct ValueUses {
    /// One reading of a value.
    struct Use {
        /// What is applied to it, in order.
        let functions: [FunctionCall]
        let lookup: LookupTable?
        /// The answers that `$has` asks for.
        let wanted: [String]
        /// The member of the target that it goes to, and what encloses that, innermost first.
        let target: [String]
    }

    private(set) var byNode: [Int: [Use]] = [:]
    private let evaluation: SelectorEvaluation

    init(mapping: Mapping, input: ComposedInput) {
        evaluation = SelectorEvaluation(input: input)
        walk(mapping.content.document, Way())
    }

    /// How the walk came to a template.
    private struct Way {
        var functions: [FunctionCall] = []
        var lookup: LookupTable?
        var wanted: [String] = []
        var target: [String] = []
        var element: Int?

        func below(_ name: String) -> Way {
            var way = self
            way.target.insert(name, at: 0)
            return way
        }
    }

    private mutating func walk(_ template: Template, _ way: Way) {
        switch template.form {
        case .literal, .unread, .pickedUp, .leadID: break
        case .select(let selector):
            let use = Use(functions: way.functions, lookup: way.lookup, wanted: way.wanted, target: way.target)
            for node in evaluation.nodes(selector, from: way.element) { byNode[node, default: []].append(use) }
        case .object(let members): for member in members { walk(member.template, way.below(member.key)) }
        case .array(let elements), .concatenation(let elements): for element in elements { walk(element, way) }
        case .read(let rule):
            var inner = way
            inner.functions = rule.functions + way.functions
            inner.lookup = rule.lookup ?? way.lookup
            inner.wanted += rule.wanted
            walk(rule.from, inner)
            for branch in rule.lookup?.branches ?? [] { walk(branch.template, way) }
        case .first(let alternatives, _): for alternative in alternatives { walk(alternative, way) }
        case .each(let rule):
            var inner = way
            for node in evaluation.nodes(rule.selector, from: way.element) {
                inner.element = node
                walk(rule.element, inner)
            }
        case .when(let rule):
            // What is asked for in a condition is an answer that the mapping knows; the rest of a condition says nothing of that.
            if case .read(let read) = rule.condition.form, !read.wanted.isEmpty { walk(rule.condition, way) }
            walk(rule.then, way)
            if let otherwise = rule.otherwise { walk(otherwise, way) }
        case .join(let rule): for part in rule.parts { walk(part, way) }
        case .sum(let rule): for part in rule.parts { walk(part, way) }
        case .labelled(_, let inner), .reference(let inner), .kept(let inner), .attached(let inner): walk(inner, way)
        }
    }
}

/// Tells the answers that are known word by word: the keys of a lookup, the words of a choice, the target's values.
///
/// All of them are compared as whole texts, so a text that is one holds nothing else.
struct OptionReader {
    let context: ReadingContext
    /// Every value of the target's lists, for objects that are copied as they are.
    private let targetValues: Set<String>

    init(context: ReadingContext, schema: TargetSchema) {
        self.context = context
        targetValues = Set(schema.enumerations.flatMap(\.values))
    }

    /// Whether a value inside an object that is copied is a word of the target's own.
    func isTargetValue(_ value: JSONValue) -> Bool { value.stringValue.map(targetValues.contains) ?? false }

    /// Functions that read from a closed list of words.
    private static let choices: Set<String> = [
        "anrede", "beschaeftigung", "familienstand", "finanzierungszweck", "ja-nein", "land", "nutzung", "objektart",
        "verwendungszweck", "wohnart", "zeitrahmen",
    ]

    /// Readings by the target's type that do.
    private static let readings: Set<String> = ["auswahl", "ja-nein", "land", "list of auswahl"]

    /// Bytes of an option at most; what is longer is looked at as text.
    private static let longest = 80

    /// Whether the mapping knew the value.
    func knows(_ fate: Fate, _ uses: [ValueUses.Use]) -> Bool {
        guard fate.value.plainText.utf8.count <= Self.longest else { return false }
        if InventedWords.isTitles(fate.value.plainText) { return true }
        if fate.kind == .used, Self.readings.contains(fate.reading), uses.contains(where: \.isPlain) { return true }
        return uses.contains { knows(fate.value, $0) } || asksForAll(of: fate.value, uses)
    }

    /// Whether `$has` rules ask for every answer that the value names.
    private func asksForAll(of value: JSONValue, _ uses: [ValueUses.Use]) -> Bool {
        let wanted = Set(uses.flatMap(\.wanted).map { squeezed(folded($0)) })
        guard !wanted.isEmpty, let answers = ChosenAnswers(value) else { return false }
        return answers.texts.allSatisfy { answer in
            ChosenAnswers.rest(of: answer) { wanted.contains(squeezed(folded($0))) }.isEmpty
        }
    }

    /// Whether a use finds the whole value in its list.
    func knows(_ value: JSONValue, _ use: ValueUses.Use) -> Bool {
        guard value.plainText.utf8.count <= Self.longest else { return false }
        guard use.lookup != nil || use.functions.contains(where: { Self.choices.contains($0.name) }) else {
            return false
        }
        var value = value
        for call in use.functions {
            guard let function = ValueFunction.named(call.name) else { return false }
            switch function.apply(value, arguments: call.arguments, context: context) {
            case .value(let next): value = next
            // A known answer that the target has no value for: "Divers", "keine Angabe".
            case .nothing: return Self.choices.contains(call.name)
            case .unreadable: return false
            }
        }
        guard let lookup = use.lookup else { return true }
        let key = folded(value.plainText)
        return lookup.branches.contains { $0.texts.contains { folded($0) == key } }
    }
}

extension ValueUses.Use {
    /// Read by the target's type alone.
    var isPlain: Bool { functions.isEmpty && lookup == nil && wanted.isEmpty }
}
