import JSON
import MappingLanguage

/// The names that nodes of the payload have in the form, and the texts of the options whose ids the payload holds: what the
/// mapping calls the field, else the question, else its own name; `E-Mail` rather than `fields.5.value`.
///
/// Few nodes are ever asked for, so a name is made when one is.
struct FieldNames {
    /// By the node of an option's id: the node of its text. The id says nothing to a reader.
    let options: [Int: Int]
    /// Whether no node has a name: the form is the payload.
    let isEmpty: Bool
    private let input: ComposedInput
    /// The names that the mapping gives: they go first.
    private let given: Set<String>
    /// What the form's members lead to.
    private var members: [Member] = []
    /// By node the last of its members; -1 for a node that no member leads to.
    private var last: [Int32] = []

    private struct Member {
        /// The node of its name.
        let name: Int32
        /// The array that the node stands in, if the member has several values.
        let list: Int32
        /// The member before that leads to the same node.
        let previous: Int32
    }

    init(input: ComposedInput, plan: Plan) {
        self.input = input
        given = plan.givenNames
        options = Dictionary(input.replaced.map { ($0.value, $0.key) }) { first, _ in first }
        let root = input.parts[.form]
        isEmpty = root < 0 || root == input.parts[.payload]
        guard !isEmpty else { return }
        last = Array(repeating: -1, count: input.document.nodeCount)
        input.document.withView { view in
            view.forEachMember(of: root) { name, _, value in add(name, value) }
            // A field with several values is an array of the form, its elements are nodes of the payload.
            view.forEachMember(of: root) { name, _, list in
                view.forEachElement(of: list) { element in add(name, element, of: list) }
            }
        }
    }

    private mutating func add(_ name: Int, _ node: Int, of list: Int = -1) {
        let member = Member(
            name: Int32(truncatingIfNeeded: name),
            list: Int32(truncatingIfNeeded: list),
            previous: last[node]
        )
        last[node] = Int32(truncatingIfNeeded: members.count)
        members.append(member)
    }

    /// The name of a node; nil if it has none.
    func name(of node: Int) -> String? {
        if isEmpty { return nil }
        guard let name = ownName(of: node) else { return options[node].flatMap { ownName(of: $0) } }
        guard let number = number(of: node) else { return name }
        return "\(name).\(number)"
    }

    /// Which of several objects of its field a node is, from 1: two children are `kinder.1` and `kinder.2`.
    private func number(of node: Int) -> Int? {
        let document = input.document
        guard document.kind(at: node).isContainer, !UploadedFile.isFile(node, input) else { return nil }
        var place = last[node]
        while place >= 0, members[Int(place)].list < 0 { place = members[Int(place)].previous }
        guard place >= 0 else { return nil }
        let list = Int(members[Int(place)].list)
        guard document.count(at: list) > 1 else { return nil }
        var number = 0
        var found: Int?
        document.forEachElement(of: list) { element in
            number += 1
            if element == node, found == nil { found = number }
        }
        return found
    }

    private func ownName(of node: Int) -> String? {
        let name = fieldName(of: node)
        if let name, given.contains(name) { return name }
        return input.labels[node] ?? name
    }

    /// The last of the given names, else the first name.
    private func fieldName(of node: Int) -> String? {
        var place = last[node]
        var first: Member?
        while place >= 0 {
            let member = members[Int(place)]
            if let name = input.document.string(at: Int(member.name)), given.contains(name) { return name }
            first = member
            place = member.previous
        }
        return first.flatMap { member in
            (member.list < 0 ? nil : input.labels[Int(member.list)]) ?? input.document.string(at: Int(member.name))
        }
    }
}
