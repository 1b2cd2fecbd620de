import GermanValues
import JSON
import MappingLanguage

/// A field for a whole name beside those of its parts, which were sent: "M. Muster", "Muster" or "Max Muster" says nothing that
/// "Max Peter" and "Muster" do not.
struct SaidName {
    /// The words of the given names and surnames that are in the document, folded.
    private let words: Set<Substring>
    /// The nodes of fields that the mapping takes a whole name from.
    private let fields: Set<Int>

    /// - Parameter leaves: the nodes that may be whole names; without one of a name's field, nothing is looked up.
    init(among leaves: [Int], _ record: FateRecord, _ plan: Plan, _ input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        var fields: Set<Int> = []
        for selector in plan.wholeNames {
            evaluation.forEach(plan.selectors[selector]) { if leaves.contains($0) { fields.insert($0) } }
        }
        self.fields = fields
        guard !fields.isEmpty else {
            words = []
            return
        }
        var words: Set<Substring> = []
        for event in record.events where event.outcome == FateRecord.Event.used && !fields.contains(Int(event.node)) {
            guard let member = record.places.pointer(to: event.place, in: plan).tokens.last,
                ["vorname", "nachname"].contains(member), let text = input.document.string(at: Int(event.node))
            else { continue }
            words.formUnion(folded(text).split(separator: " "))
        }
        self.words = words
    }

    /// Whether every word of a name is one that is sent, or its initial; a form of address and a title may stand before them.
    func says(_ node: Int, in input: ComposedInput) -> Bool {
        guard fields.contains(node), let text = input.document.string(at: node) else { return false }
        let own = folded(text).split(separator: " ").filter { !RepeatedName.forms.contains(String($0)) }
        return !own.isEmpty
            && own.allSatisfy { word in
                words.contains(word) || word.count == 1 && words.contains { $0.hasPrefix(word) }
            }
    }
}

extension Plan {
    /// The selectors of rules that take a part of a whole name.
    static func wholeNames(of compiler: PlanCompiler) -> [Int] {
        let selectors = compiler.reads.compactMap { read -> Int? in
            guard case .select(let selector, _) = compiler.operations[read.from],
                !compiler.selectors[selector].isRelative, case .name? = read.functions.first?.function.leaving
            else { return nil }
            return selector
        }
        return Set(selectors).sorted()
    }
}
