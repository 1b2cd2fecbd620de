import GermanValues
import JSON
import MappingLanguage
package import Names

/// Sees what the leads of one source show of its form, under one version of its mapping. It remembers what they have in
/// common, which is most of it: the names of their places, and which rules fill which targets.
package struct Lookout: Sendable {
    /// The version.
    package let mapping: MappingHash
    package let rules: MappingRules
    private var places = PlaceTable()
    /// By the number of a place for each rule whether it reads it; of the places that it was asked for.
    private var readers: [Int: [Bool]] = [:]
    /// Of the plan that made the last document.
    private var targets: TargetTable?

    package init(_ mapping: Mapping) {
        self.mapping = mapping.hash
        rules = MappingRules(mapping)
    }

    /// What a lead shows, as the run that made its document noted it.
    ///
    /// - Parameters:
    ///   - document: made by that version of the mapping.
    ///   - salt: for the fingerprints of unknown options.
    package mutating func sighting(of document: LeadDocument, salt: UInt64) -> LeadSighting {
        sighting(of: document.result, salt: salt)
    }

    private mutating func sighting(of result: MappingResult, salt: UInt64) -> LeadSighting {
        let input = result.composed
        let plan = result.plan
        let root = InputPlace([(plan.form == nil ? InputPart.form : .payload).rawValue])
        var walk = SightingWalk(
            input: input,
            unused: plan.unused,
            record: result.record,
            named: namedFields(of: input),
            &places
        )
        walk.walk(from: places.number(of: root), &places)
        let known = self.targets.take()
        var targets = if let known, known.plan === plan { known } else { TargetTable(plan: plan, rules: rules) }
        let (hits, options) = yields(of: result, walk, &targets, salt: salt)
        self.targets = targets
        if places.isLarge {
            places = PlaceTable()
            readers = [:]
        }
        return LeadSighting(fields: walk.fields, hits: hits, options: options)
    }

    /// The rules that yielded something, and the answers that they do not know.
    private mutating func yields(
        of result: MappingResult,
        _ walk: SightingWalk,
        _ targets: inout TargetTable,
        salt: UInt64
    ) -> (hits: [Int], options: [LeadSighting.Option]) {
        let record = result.record
        let replaced = result.composed.replaced
        let targetOfPlace = targets.targets(of: record.places)
        // Only where the plan does not tell which of several rules it was, it counts what the document has there.
        lazy var written = (try? JSONDocument(parsing: result.document))?.root
        var isHit = [Bool](repeating: false, count: rules.rules.count)
        var options: [LeadSighting.Option] = []
        var known: Set<LeadSighting.Option> = []
        for event in record.events where event.outcome != FateRecord.Event.nothing {
            let node = Int(event.node)
            let place = walk.place(of: node) ?? replaced[node].flatMap { walk.place(of: $0) }
            if event.outcome == FateRecord.Event.used {
                let candidates: [Int]
                switch targets.fillers(of: event.place < 0 ? 0 : Int(targetOfPlace[Int(event.place)])) {
                case .one(let rule):
                    isHit[rule] = true
                    continue
                case .several(let rules): candidates = rules
                case .variant(let rules) where event.rule >= 0: candidates = rules
                case .variant, .open:
                    let target = record.places.pointer(to: event.place, in: result.plan)
                    candidates = rules.candidates(for: target, in: written)
                }
                for rule in narrowed(candidates, to: place) { isHit[rule] = true }
                continue
            }
            guard record.failures[Int(event.outcome)].reason.isUnknownOption, let place,
                let text = JSONNode(document: result.composed.document, index: node).optionText
            else { continue }
            let target = record.places.pointer(to: event.place, in: result.plan)
            let candidates = narrowed(rules.candidates(for: target, in: written), to: place)
            let rule = candidates.first { rules.rules[$0].looksUp } ?? candidates.first
            let option = LeadSighting.Option(
                place: places.places[place],
                rule: rule,
                target: rule.map { rules.rules[$0].target } ?? target,
                fingerprint: OptionFingerprint.of(folded: folded(text), salt: salt)
            )
            if known.insert(option).inserted { options.append(option) }
        }
        return (isHit.indices.filter { isHit[$0] }, options)
    }

    /// Of several rules those that read the place; all of them if none does.
    private mutating func narrowed(_ candidates: [Int], to place: Int?) -> [Int] {
        guard candidates.count > 1, let place else { return candidates }
        let isReader = readers(of: place)
        let reading = candidates.filter { isReader[$0] }
        return reading.isEmpty ? candidates : reading
    }

    /// For each rule whether it reads the place.
    private mutating func readers(of place: Int) -> [Bool] {
        if let known = readers[place] { return known }
        let found = rules.rules.map { $0.reads(places.places[place]) }
        readers[place] = found
        return found
    }

    /// The places of the fields of a form that a preset made, by the payload's nodes. A field with several names has the
    /// one that the mapping reads.
    private mutating func namedFields(of input: ComposedInput) -> [Int: Int] {
        let form = input.parts[.form]
        guard form >= 0, form != input.parts[.payload] else { return [:] }
        let part = places.number(of: InputPlace([InputPart.form.rawValue]))
        var named: [Int: Int] = [:]
        input.document.withView { view in
            view.forEachMember(of: form) { name, fingerprint, value in
                let place = places.member(view.text(at: name), fingerprint, of: part).place
                self.name(value, place, &named)
                guard view.kind(at: value) == .array else { return }
                let elements = places.elements(of: place)
                view.forEachElement(of: value) { self.name($0, elements, &named) }
            }
        }
        for (text, id) in input.replaced where named[id] == nil { named[id] = named[text] }
        return named
    }

    private mutating func name(_ node: Int, _ place: Int, _ named: inout [Int: Int]) {
        if let known = named[node], readers(of: known).contains(true) || !readers(of: place).contains(true) { return }
        named[node] = place
    }
}

extension JSONNode {
    /// What was chosen, as text; nil for a structure.
    fileprivate var optionText: String? {
        switch kind {
        case .string: string
        case .number: number?.text
        case .bool: bool == true ? "true" : "false"
        default: nil
        }
    }
}
