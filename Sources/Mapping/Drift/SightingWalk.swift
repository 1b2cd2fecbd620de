import JSON
import MappingLanguage

/// Walks the payload and numbers the place of every value.
struct SightingWalk {
    private let input: ComposedInput
    private let structure: NodeSet
    private let otherLeads: Set<Int>
    private let expanded: [Int: Int]
    /// The places of values that have names of their own.
    private let named: [Int: Int]
    /// Where an element of the post begins, if it carries several leads.
    private let item: Int?
    /// For each node whether a rule looked at it, and whether it is declared unused.
    private var marks: [UInt8]
    /// By node the number of its place; -1 for one that the walk has not come by.
    private var placeOfNode: [Int32]
    /// By the number of a place where in the fields it is; -1 for one that is not among them.
    private var fieldOfPlace: [Int32]
    private(set) var fields: [LeadSighting.Field] = []
    private var remaining = SightingWalk.mostValues

    private static let looked: UInt8 = 1
    private static let declared: UInt8 = 2
    /// Values of one lead that are looked at; a form has no more, and the work stays bounded.
    private static let mostValues = 2_000

    /// - Parameters:
    ///   - unused: the selectors of what is declared unused.
    ///   - named: the places of the fields of a form that a preset made, by the payload's nodes.
    init(input: ComposedInput, unused: [Selector], record: FateRecord, named: [Int: Int], _ places: inout PlaceTable) {
        self.input = input
        structure = input.structure
        otherLeads = input.otherLeads
        expanded = input.expanded
        self.named = named
        item = input.parts[.item] < 0 ? nil : places.number(of: InputPlace([InputPart.item.rawValue]))
        marks = [UInt8](repeating: 0, count: input.document.nodeCount)
        placeOfNode = [Int32](repeating: -1, count: input.document.nodeCount)
        fieldOfPlace = [Int32](repeating: -1, count: places.places.count)
        fields.reserveCapacity(64)
        let replaced = input.replaced
        for event in record.events {
            marks[Int(event.node)] |= Self.looked
            if !replaced.isEmpty, let id = replaced[Int(event.node)] { marks[id] |= Self.looked }
        }
        let evaluation = SelectorEvaluation(input: input)
        for selector in unused { evaluation.forEach(selector) { marks[$0] |= Self.declared } }
    }

    /// Walks the payload, which is at `root`.
    mutating func walk(from root: Int, _ places: inout PlaceTable) {
        input.document.withView { view in
            walk(input.parts[.payload], root, isRead: false, isDeclared: false, view, &places)
        }
    }

    /// The number of a node's place; nil for one that the walk has not come by.
    func place(of node: Int) -> Int? { placeOfNode[node] < 0 ? nil : Int(placeOfNode[node]) }

    private mutating func walk(
        _ node: Int,
        _ around: Int,
        isRead: Bool,
        isDeclared: Bool,
        _ view: JSONView,
        _ places: inout PlaceTable
    ) {
        guard remaining > 0, !structure.contains(node), !otherLeads.contains(node) else { return }
        let place = named[node] ?? (node == input.parts[.item] ? item : nil) ?? around
        let isRead = isRead || marks[node] & Self.looked != 0
        let isDeclared = isDeclared || marks[node] & Self.declared != 0
        placeOfNode[node] = Int32(truncatingIfNeeded: place)
        guard view.count(at: node) > 0 else {
            if let inner = expanded[node] {
                walk(inner, place, isRead: isRead, isDeclared: isDeclared, view, &places)
            } else if !view.isBlank(at: node) {
                note(place, isRead: isRead, isDeclared: isDeclared, places)
            }
            return
        }
        if view.kind(at: node) == .array {
            let elements = places.elements(of: place)
            view.forEachElement(of: node) {
                walk($0, elements, isRead: isRead, isDeclared: isDeclared, view, &places)
            }
            return
        }
        view.forEachMember(of: node) { name, fingerprint, value in
            let member = places.member(view.text(at: name), fingerprint, of: place)
            walk(value, member.place, isRead: isRead, isDeclared: isDeclared || member.isTracking, view, &places)
        }
    }

    private mutating func note(_ place: Int, isRead: Bool, isDeclared: Bool, _ places: borrowing PlaceTable) {
        remaining -= 1
        while fieldOfPlace.count <= place { fieldOfPlace.append(-1) }
        let known = Int(fieldOfPlace[place])
        if known >= 0 {
            fields[known].isRead = fields[known].isRead || isRead
            fields[known].isDeclared = fields[known].isDeclared || isDeclared
        } else {
            fieldOfPlace[place] = Int32(fields.count)
            fields.append(LeadSighting.Field(place: places.places[place], isRead: isRead, isDeclared: isDeclared))
        }
    }
}
