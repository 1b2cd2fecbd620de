import JSON
import Mapping

/// Writes a part of the input anew, with other values at some of its leaves.
struct PayloadRebuilder {
    let input: ComposedInput
    /// Nodes that are left out with all they hold.
    var dropping: Set<Int> = []
    /// The new values, by place from where the writing starts.
    let values: [JSONPointer: JSONValue]

    /// The value at a node. A text that holds JSON which the form took apart is written as text again.
    func value(at node: Int, _ place: JSONPointer = .root) -> JSONValue {
        let document = input.document
        if document.count(at: node) == 0 {
            if let inner = input.expanded[node] { return .string(value(at: inner, place).text()) }
            return values[place] ?? JSONNode(document: document, index: node).value
        }
        if document.kind(at: node) == .array {
            var elements: [JSONValue] = []
            var index = 0
            document.forEachElement(of: node) { element in
                if !dropping.contains(element) { elements.append(value(at: element, place.appending(index))) }
                index += 1
            }
            return .array(elements)
        }
        var object = JSONObject()
        document.forEachMember(of: node) { key, member in
            let name = document.string(at: key) ?? ""
            if !dropping.contains(member) { object.append(name, value(at: member, place.appending(name))) }
        }
        return .object(object)
    }
}
