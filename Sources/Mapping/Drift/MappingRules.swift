import GermanValues
package import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// The rules of a mapping as a table: where each stands in the file, what it is for, and what it reads.
///
/// Made once per version of a mapping. By it, what is seen of leads is told in words that somebody who edits the file
/// can act on.
package struct MappingRules: Sendable {
    /// One rule.
    package struct Rule: Sendable {
        /// Where in the file it stands, with all that the file extends.
        package let pointer: JSONPointer
        /// The member of the target document that it fills; positions are `*`.
        package let target: JSONPointer
        /// The folded keys of its `$lookup`; nil for a rule without.
        package let keys: [String]?
        let reaches: [SelectorReach]
        /// The variant that it belongs to, where a `$lookup` chooses between several.
        package let tag: Tag?

        /// Whether it has a `$lookup`.
        package var looksUp: Bool { keys != nil }

        package func reads(_ place: InputPlace) -> Bool { reaches.contains { $0.covers(place) } }
    }

    /// A constant `@type` around a rule.
    package struct Tag: Sendable {
        /// The object that has it; positions are `*`.
        package let target: JSONPointer
        package let value: String

        /// Whether the document's object on the way to `target` (with positions) is of this type.
        func holds(in document: JSONNode?, onTheWayTo target: JSONPointer) -> Bool {
            let place = JSONPointer(Array(target.tokens.prefix(self.target.tokens.count)))
            return document?[pointer: place.appending(TypeUnion.discriminator)]?.string == value
        }
    }

    /// In the order of the file.
    package let rules: [Rule]
    /// Tells mappings apart that see the same payload as other places: what `form` and `leads` say.
    package let shape: String
    private let unused: [SelectorReach]
    /// Of each rule the variant that it belongs to: asked for far more often than the rest of it.
    private let tags: [Tag?]
    private let byTarget: [JSONPointer: [Int]]

    package init(_ mapping: Mapping) {
        let content = mapping.content
        let formIsPayload = content.form == nil
        var reader = RuleReader(formIsPayload: formIsPayload)
        reader.read(content.document, target: .root, base: nil)
        rules = reader.rules
        tags = reader.rules.map(\.tag)
        byTarget = Dictionary(grouping: rules.indices, by: { [rules = reader.rules] in rules[$0].target })
        unused = content.unused.map { SelectorReach($0, base: nil, formIsPayload: formIsPayload) }
        let file = mapping.file
        shape = ContentHash.of(.array([file["form"] ?? .null, file["leads"] ?? .null]))
    }

    /// The rules that read the place.
    package func rules(reading place: InputPlace) -> [Rule] { rules.filter { $0.reads(place) } }

    /// Whether a rule reads the place.
    package func reads(_ place: InputPlace) -> Bool { rules.contains { $0.reads(place) } }

    /// Whether the mapping says that nothing needs to read the place.
    package func declaresUnused(_ place: InputPlace) -> Bool { unused.contains { $0.covers(place) } }

    /// Whether the rules that fill a target now know an option, by its fingerprint.
    package func know(_ option: UInt64, salt: UInt64, target: JSONPointer) -> Bool {
        byTarget[target, default: []].contains { position in
            rules[position].keys?.contains { OptionFingerprint.of(folded: $0, salt: salt) == option } ?? false
        }
    }

    /// Whether there is a rule for the target that reads the place.
    package func fill(_ target: JSONPointer, from place: InputPlace) -> Bool {
        byTarget[target, default: []].contains { rules[$0].reads(place) }
    }

    /// The rules for a target (with positions or `*`), by their places in ``rules``.
    func candidates(for target: JSONPointer) -> [Int] {
        let tokens = target.tokens.map { JSONPointer.index(of: $0) == nil ? $0 : InputPlace.any }
        return byTarget[JSONPointer(tokens), default: []]
    }

    /// Whether rules for one target are told apart by the variant that they belong to.
    func areVariants(_ candidates: [Int]) -> Bool {
        candidates.count > 1 && candidates.contains { tags[$0] != nil }
    }

    /// Of several rules for one target those of the variant that is there; all of them if it is none of theirs.
    func chosen(among candidates: [Int], isThere: (Tag) -> Bool) -> [Int] {
        let chosen = candidates.filter { tags[$0].map(isThere) ?? true }
        return chosen.isEmpty ? candidates : chosen
    }

    /// The rules for a target (with positions); where several share it, those of the variant that the document has there.
    func candidates(for target: JSONPointer, in document: @autoclosure () -> JSONNode?) -> [Int] {
        let candidates = candidates(for: target)
        guard areVariants(candidates) else { return candidates }
        return chosen(among: candidates) { $0.holds(in: document(), onTheWayTo: target) }
    }
}

/// Recognises an option again without keeping it.
enum OptionFingerprint {
    /// - Parameters:
    ///   - text: what came, folded as `$lookup` folds its keys.
    ///   - salt: a random number of its own for every source.
    static func of(folded text: String, salt: UInt64) -> UInt64 {
        var hash = salt ^ 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}

/// Walks a mapping's templates and notes each rule.
private struct RuleReader {
    let formIsPayload: Bool
    private(set) var rules: [MappingRules.Rule] = []
    private var tag: MappingRules.Tag?

    init(formIsPayload: Bool) { self.formIsPayload = formIsPayload }

    /// - Parameter base: what relative selectors start from.
    mutating func read(_ template: Template, target: JSONPointer, base: SelectorReach?) {
        switch template.form {
        case .object(let members):
            let outer = tag
            if let own = members.constantTag { tag = MappingRules.Tag(target: target, value: own) }
            for member in members { read(member.template, target: target.appending(member.key), base: base) }
            tag = outer
        case .array(let elements):
            for element in elements { read(element, target: target.appending(InputPlace.any), base: base) }
        case .each(let each):
            let element = SelectorReach(each.selector, base: base, formIsPayload: formIsPayload)
            read(each.element, target: target.appending(InputPlace.any), base: element)
        case .read(let rule):
            add(template, target, base, keys: rule.lookup?.branches.flatMap(\.texts).map { folded($0) })
            for branch in rule.lookup?.branches ?? [] { read(branch.template, target: target, base: base) }
        case .first(let alternatives, _):
            let whole = alternatives.filter(\.isStructure)
            if whole.count < alternatives.count { add(template, target, base, leavingOut: whole) }
            for alternative in whole { read(alternative, target: target, base: base) }
        case .when(let rule):
            let branches = [rule.then, rule.otherwise].compactMap { $0 }.filter(\.isDynamic)
            if branches.isEmpty { add(template, target, base) }
            for branch in branches { read(branch, target: target, base: base) }
        case .select, .join, .sum:
            add(template, target, base)
        case .literal, .unread, .concatenation, .labelled, .reference, .pickedUp, .leadID, .kept, .attached:
            break
        }
    }

    private mutating func add(
        _ template: Template,
        _ target: JSONPointer,
        _ base: SelectorReach?,
        keys: [String]? = nil,
        leavingOut: [Template] = []
    ) {
        let skipped = Set(leavingOut.map(\.pointer))
        let reaches = template.sources(leavingOut: skipped).map {
            SelectorReach($0, base: base, formIsPayload: formIsPayload)
        }
        rules.append(
            MappingRules.Rule(pointer: template.pointer, target: target, keys: keys, reaches: reaches, tag: tag)
        )
    }
}

extension [MemberTemplate] {
    /// The `@type` that these members say themselves.
    fileprivate var constantTag: String? {
        guard case .literal(let value)? = first(where: { $0.key == TypeUnion.discriminator })?.template.form else {
            return nil
        }
        return value.stringValue
    }
}

extension Template {
    /// Whether it yields a structure with rules of its own in it.
    fileprivate var isStructure: Bool {
        switch form {
        case .object, .array, .each: true
        case .when(let rule): rule.then.isStructure || rule.otherwise?.isStructure == true
        default: false
        }
    }

    /// The selectors by which this one rule comes to its value.
    fileprivate func sources(leavingOut: Set<JSONPointer>) -> [Selector] {
        guard !leavingOut.contains(pointer) else { return [] }
        switch form {
        case .select(let selector): return [selector]
        case .read(let rule): return rule.from.sources(leavingOut: leavingOut)
        case .first(let alternatives, _): return alternatives.flatMap { $0.sources(leavingOut: leavingOut) }
        case .join(let rule): return rule.parts.flatMap { $0.sources(leavingOut: leavingOut) }
        case .sum(let rule): return rule.parts.flatMap { $0.sources(leavingOut: leavingOut) }
        case .when(let rule):
            return [rule.condition, rule.then, rule.otherwise].compactMap { $0 }
                .flatMap { $0.sources(leavingOut: leavingOut) }
        default: return []
        }
    }
}
