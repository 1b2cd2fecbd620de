package import JSON

/// One place where a document is not what was expected.
package struct Difference: Sendable, Hashable {
    package let place: JSONPointer
    /// What was expected; nil: nothing.
    package let expected: JSONValue?
    /// What was there; nil: nothing.
    package let actual: JSONValue?
    package var note: String?

    /// All differences, in the order of the expected document. Member order does not count, numbers by their value.
    package static func between(_ expected: JSONValue, _ actual: JSONValue) -> [Difference] {
        var found: [Difference] = []
        compare(expected, actual, at: .root, &found)
        return found
    }

    private static func compare(
        _ expected: JSONValue,
        _ actual: JSONValue,
        at place: JSONPointer,
        _ found: inout [Difference]
    ) {
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)):
            for member in expected.members {
                let below = place.appending(member.key)
                guard let other = actual[member.key] else {
                    found.append(Difference(place: below, expected: member.value, actual: nil))
                    continue
                }
                compare(member.value, other, at: below, &found)
            }
            for member in actual.members where expected[member.key] == nil {
                found.append(Difference(place: place.appending(member.key), expected: nil, actual: member.value))
            }
        case (.array(let expected), .array(let actual)):
            for index in 0..<max(expected.count, actual.count) {
                let below = place.appending(index)
                if index >= actual.count {
                    found.append(Difference(place: below, expected: expected[index], actual: nil))
                } else if index >= expected.count {
                    found.append(Difference(place: below, expected: nil, actual: actual[index]))
                } else {
                    compare(expected[index], actual[index], at: below, &found)
                }
            }
        default:
            if !expected.isEquivalent(to: actual) {
                found.append(Difference(place: place, expected: expected, actual: actual))
            }
        }
    }
}

extension Difference: CustomStringConvertible {
    package var description: String {
        let location = place.description.isEmpty ? "the document" : place.description
        if let note, expected == nil, actual == nil { return note }
        let label = note.map { "\($0): " } ?? ""
        switch (expected, actual) {
        case (let expected?, let actual?):
            return "\(label)\(location): expected \(expected.text()), got \(actual.text())"
        case (let expected?, nil): return "\(label)\(location): expected \(expected.text()), got nothing"
        case (nil, let actual?): return "\(label)\(location): expected nothing, got \(actual.text())"
        case (nil, nil): return "\(label)\(location)"
        }
    }
}
