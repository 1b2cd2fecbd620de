import GermanValues
import JSON

// Which members of an object a reading took: `{"value": "Max", "kommentar": "Rufname"}` read as a text is "Max", and the
// rest is still nobody's.

extension PlanRunner {
    /// The nodes that a reading took of a value: of an object only the members without which something else would have
    /// been read.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - read: how, to try it without a member.
    func taken(of node: Int, _ value: JSONValue, _ reading: Reading, by read: (JSONValue) -> Reading) -> [Int] {
        guard case .object(let object) = value, case .value = reading, object.count > 1 else { return [node] }
        var taken: [Int] = []
        document.forEachMember(of: node) { name, member in
            guard let name = document.string(at: name), let inner = object[name] else { return }
            var rest = object
            rest[name] = nil
            if read(.object(rest)) != reading || describes(name, inner) { taken.append(member) }
        }
        // Members of which each says it all are read together.
        return taken.isEmpty ? [node] : taken
    }

    /// Whether a member only tells what its neighbour is, or says it once more.
    private func describes(_ name: String, _ value: JSONValue) -> Bool {
        switch name {
        case "unix", "timestamp", "id", "key", "ref", "type", "label", "format": true
        // The targets' addresses are German.
        case "country", "land": TargetReading.country(value, context: context) == .value("DE")
        default: false
        }
    }
}
