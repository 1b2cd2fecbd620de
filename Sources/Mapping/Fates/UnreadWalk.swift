import JSON
import MappingLanguage

/// Finds the values that nobody read and that say something.
struct UnreadWalk {
    private let input: ComposedInput
    private let document: JSONDocument
    private let marks: NodeMarks
    private let expanded: [Int: Int]
    private(set) var unread: [PayloadPlaces.Leaf] = []
    /// The way to where the walk is.
    private var tokens: [Token] = []
    private var lineage: [Int] = []

    /// A member, by the node of its name; of an element its index.
    private enum Token {
        case member(Int)
        case element(Int)
        case parameter(Int)
    }

    init(input: ComposedInput, marks: NodeMarks) {
        self.input = input
        document = input.document
        self.marks = marks
        expanded = input.expanded
    }

    mutating func walk() {
        let document = document
        document.withView { view in
            walk(input.parts[.payload], view)
            let query = input.parts[.query]
            guard query >= 0, !marks.isDone(query) else { return }
            lineage = [query]
            view.forEachMember(of: query) { name, _, value in
                guard !TrackingParameters.all.contains(where: { document.isName($0, at: name) }) else { return }
                tokens = [.parameter(name)]
                walk(value, view)
            }
        }
    }

    private mutating func walk(_ node: Int, _ view: JSONView) {
        guard !marks.isDone(node) else { return }
        lineage.append(node)
        defer { lineage.removeLast() }
        guard view.count(at: node) > 0 else {
            if let inner = expanded[node] { return walk(inner, view) }
            if !view.isBlank(at: node) { note(node) }
            return
        }
        let isFile = UploadedFile.isFile(node, input)
        let document = document
        view.forEachMember(of: node) { name, _, value in
            // Most values are done: the way to them is never asked for.
            guard !marks.isDone(value) else { return }
            if isFile, UploadedFile.describing.contains(where: { document.isName($0, at: name) }),
                document.count(at: value) == 0, expanded[value] == nil
            {
                return
            }
            tokens.append(.member(name))
            walk(value, view)
            tokens.removeLast()
        }
        var index = 0
        view.forEachElement(of: node) { element in
            tokens.append(.element(index))
            walk(element, view)
            tokens.removeLast()
            index += 1
        }
    }

    private mutating func note(_ node: Int) {
        let pointer = JSONPointer(
            tokens.map { token in
                switch token {
                case .member(let name): document.string(at: name) ?? ""
                case .element(let index): String(index)
                case .parameter(let name): "?" + (document.string(at: name) ?? "")
                }
            }
        )
        unread.append(PayloadPlaces.Leaf(node: node, pointer: pointer, lineage: lineage))
    }
}

extension JSONDocument {
    /// Whether a member's name, at `index`, is this one.
    fileprivate func isName(_ name: JSONKey, at index: Int) -> Bool {
        withUTF8(at: index) { $0.elementsEqual(name.utf8) }
    }
}
