import JSON
import MappingLanguage

/// Walks the payload and names the place of every value.
struct SightingWalk {
    private let input: ComposedInput
    private let looked: Set<Int>
    private let declared: Set<Int>
    private let names: [Int: InputPlace]
    private let root: InputPlace
    private(set) var fields: [LeadSighting.Field] = []
    private(set) var places: [Int: InputPlace] = [:]
    private var positions: [InputPlace: Int] = [:]
    private var remaining = SightingWalk.mostValues

    /// Values of one lead that are looked at; a form has no more, and the work stays bounded.
    private static let mostValues = 2_000

    init(input: ComposedInput, plan: Plan, rules: MappingRules, events: [FateRecord.Detail]) {
        self.input = input
        var looked = Set(events.map(\.node))
        looked.formUnion(looked.compactMap { input.replaced[$0] })
        self.looked = looked
        let evaluation = SelectorEvaluation(input: input)
        declared = Set(plan.unused.flatMap { evaluation.nodes($0) })
        names = Self.names(input, rules)
        root = InputPlace([(plan.form == nil ? InputPart.form : .payload).rawValue])
    }

    mutating func walk() {
        walk(input.parts[.payload], root, isRead: false, isDeclared: false)
    }

    private mutating func walk(_ node: Int, _ around: InputPlace, isRead: Bool, isDeclared: Bool) {
        guard remaining > 0, !input.structure.contains(node), !input.otherLeads.contains(node) else { return }
        let document = input.document
        let isItem = node == input.parts[.item]
        let place = names[node] ?? (isItem ? InputPlace([InputPart.item.rawValue]) : around)
        let isRead = isRead || looked.contains(node)
        let isDeclared = isDeclared || declared.contains(node)
        places[node] = place
        if document.count(at: node) == 0 {
            if let inner = input.expanded[node] {
                walk(inner, place, isRead: isRead, isDeclared: isDeclared)
            } else if !document.isBlank(at: node) {
                note(place, isRead: isRead, isDeclared: isDeclared)
            }
            return
        }
        var members: [(name: String, node: Int)] = []
        var elements: [Int] = []
        document.forEachMember(of: node) { name, value in members.append((document.string(at: name) ?? "", value)) }
        document.forEachElement(of: node) { elements.append($0) }
        for (name, value) in members {
            walk(value, place.appending(name), isRead: isRead, isDeclared: isDeclared || Self.isTracking(name))
        }
        for element in elements { walk(element, place.elements, isRead: isRead, isDeclared: isDeclared) }
    }

    private mutating func note(_ place: InputPlace, isRead: Bool, isDeclared: Bool) {
        remaining -= 1
        if let position = positions[place] {
            fields[position].isRead = fields[position].isRead || isRead
            fields[position].isDeclared = fields[position].isDeclared || isDeclared
        } else {
            positions[place] = fields.count
            fields.append(LeadSighting.Field(place: place, isRead: isRead, isDeclared: isDeclared))
        }
    }

    /// Campaign parameters are kept with every lead, whether a rule reads them or not.
    private static func isTracking(_ name: String) -> Bool { trackingNames.contains(name) }

    private static let trackingNames = Set(TrackingParameters.all.map(\.name))

    /// The fields of a form that a preset made, by the payload's nodes. A field with several names has the one that the
    /// mapping reads.
    private static func names(_ input: ComposedInput, _ rules: MappingRules) -> [Int: InputPlace] {
        let form = input.parts[.form]
        guard form >= 0, form != input.parts[.payload] else { return [:] }
        let document = input.document
        let part = InputPlace([InputPart.form.rawValue])
        var names: [Int: InputPlace] = [:]
        func name(_ node: Int, _ place: InputPlace) {
            if let known = names[node], rules.reads(known) || !rules.reads(place) { return }
            names[node] = place
        }
        document.forEachMember(of: form) { key, value in
            guard let text = document.string(at: key) else { return }
            let place = part.appending(text)
            name(value, place)
            document.forEachElement(of: value) { name($0, place.elements) }
        }
        for (text, id) in input.replaced where names[id] == nil { names[id] = names[text] }
        return names
    }
}
