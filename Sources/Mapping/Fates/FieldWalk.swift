import JSON
import MappingLanguage

/// Goes through all that holds fields of a lead and counts the ends of the ways to it: what the sender's form adds and other
/// leads of the post are no fields of this lead.
struct FieldWalk {
    /// The ends that count.
    private(set) var endings: WayEndings
    /// What the ways to all fields begin with.
    var shared: [String] { common ?? [] }
    private var common: [String]?
    private let input: ComposedInput
    private let names: FieldNames
    private let expanded: [Int: Int]
    private let declared: NodeSet
    /// What is no field of this lead.
    private let around: NodeSet
    /// The way to where the walk is.
    private var tokens: [Token] = []

    private enum Token {
        /// What the form calls it: the way begins here.
        case name(String)
        /// By the node of the member's name.
        case member(Int)
        case element(Int)
        case parameter(Int)
    }

    /// - Parameter declared: the nodes that the mapping declares unused; they are fields all the same.
    init(input: ComposedInput, names: FieldNames, declared: [Int], endings: WayEndings) {
        self.input = input
        self.names = names
        self.endings = endings
        expanded = input.expanded
        self.declared = NodeSet().union(declared)
        around = input.structure.union(input.technical).union(input.otherLeads)
    }

    mutating func walk() {
        input.document.withView { view in
            enter(input.parts[.payload], nil, Standing(), view)
            let query = input.parts[.query]
            guard query >= 0 else { return }
            let standing = standing(of: query, within: Standing())
            view.forEachMember(of: query) { name, _, value in
                var standing = standing
                if TrackingParameters.all.contains(where: { $0.utf8.elementsEqual(view.text(at: name)) }) {
                    standing.isAround = true
                }
                enter(value, .parameter(name), standing, view)
            }
        }
    }

    /// What is known of a node by itself and what encloses it.
    private struct Standing {
        var isDeclared = false
        var isAround = false

        var isField: Bool { isDeclared || !isAround }
    }

    private func standing(of node: Int, within outer: Standing) -> Standing {
        Standing(
            isDeclared: outer.isDeclared || declared.contains(node),
            isAround: outer.isAround || around.contains(node)
        )
    }

    private mutating func enter(_ node: Int, _ token: Token?, _ outer: Standing, _ view: JSONView) {
        let token = names.name(of: node).map(Token.name) ?? token
        if let token { tokens.append(token) }
        walk(node, standing(of: node, within: outer), view)
        if token != nil { tokens.removeLast() }
    }

    private mutating func walk(_ node: Int, _ standing: Standing, _ view: JSONView) {
        guard view.count(at: node) > 0 else {
            if let inner = expanded[node] {
                enter(inner, nil, standing, view)
            } else if standing.isField {
                share(way(view).dropLast())
            }
            return
        }
        let isFile = UploadedFile.isFile(node, input)
        let isObject = view.kind(at: node) == .object
        let areSeveral = !isObject && view.count(at: node) > 1
        if standing.isField, isObject, !isFile { endings.count(way(view).reversed()) }
        view.forEachMember(of: node) { name, _, value in
            var standing = standing
            if isFile, view.count(at: value) == 0, expanded[value] == nil {
                let text = view.text(at: name)
                if text.elementsEqual("filename".utf8) {
                    // A file is called by its field.
                    if self.standing(of: value, within: standing).isField { share(way(view).dropLast()) }
                    return
                }
                if UploadedFile.describing.contains(where: { $0.utf8.elementsEqual(text) }) { standing.isAround = true }
            }
            enter(value, .member(name), standing, view)
        }
        var number = 0
        view.forEachElement(of: node) { element in
            number += 1
            enter(element, areSeveral ? .element(number) : nil, standing, view)
        }
    }

    /// Keeps of what is shared what the way to one more field begins with.
    private mutating func share(_ way: ArraySlice<String>) {
        guard let common else {
            self.common = Array(way)
            return
        }
        if common.isEmpty { return }
        self.common = zip(common, way).prefix { $0 == $1 }.map(\.0)
    }

    /// The way to where the walk is.
    private func way(_ view: JSONView) -> [String] {
        let start = tokens.lastIndex { if case .name = $0 { true } else { false } } ?? 0
        return tokens[start...].map { token in
            switch token {
            case .name(let name): name
            case .member(let name): String(decoding: view.text(at: name), as: UTF8.self)
            case .element(let number): String(number)
            case .parameter(let name): "?" + String(decoding: view.text(at: name), as: UTF8.self)
            }
        }
    }
}
