package import JSON
package import Leads

/// What a target stored against what it was sent, place by place, without a value.
///
/// Kundenangaben drops unknown names and values and answers 201 all the same (fact sheet 0.4); reading the case back is the
/// only way to see it. Rules: `null`, `{}` and `[]` say nothing; more than was sent is no difference; numbers count by their
/// value; `id` and `referenzId` and what refers to it hold within one call only (2.4). Elements of a list that are stored as
/// they were sent are paired first, wherever they stand now, the others by their order. A deprecated member that stands
/// under its successor's name (`kinder` in `kinderErfassung`) has moved.
package enum ReadBack {
    /// How many differences are named.
    private static let limit = 200

    /// What is read back, as a place in the document that was sent.
    static let root = JSONPointer(["kundenangaben"])

    /// The differences, in the order of what was sent.
    static func differences(sent: JSONNode, stored: JSONNode, at place: JSONPointer) -> [ReadBackDifference] {
        let isKept = isKept(sent.index, of: sent.document, in: stored.index, of: stored.document)
        return isKept ? [] : differences(sent: sent.value, stored: stored.value, at: place)
    }

    /// Whether all of what was sent stands there in the same bytes: mostly it does, and nobody has to look closer.
    private static func isKept(
        _ node: Int,
        of sent: JSONDocument,
        in other: Int,
        of stored: JSONDocument
    ) -> Bool {
        guard sent.kind(at: node) == stored.kind(at: other) else { return false }
        var isKept = true
        var place = 0
        switch sent.kind(at: node) {
        case .object:
            var members: [(name: Int, value: Int)] = []
            stored.forEachMember(of: other) { members.append((name: $0, value: $1)) }
            sent.forEachMember(of: node) { name, value in
                guard isKept else { return }
                let isNamed = { (member: (name: Int, value: Int)) in
                    isSame(name, of: sent, as: member.name, of: stored)
                }
                // Mostly they stand there in the order in which they were sent.
                let found =
                    place < members.count && isNamed(members[place]) ? place : members.firstIndex(where: isNamed)
                place = (found ?? place) + 1
                isKept =
                    found.map { Self.isKept(value, of: sent, in: members[$0].value, of: stored) } ?? false
                    || CallLocal.isLocal(sent.string(at: name) ?? "")
            }
        case .array:
            var elements: [Int] = []
            stored.forEachElement(of: other) { elements.append($0) }
            sent.forEachElement(of: node) { element in
                guard isKept else { return }
                isKept = place < elements.count && Self.isKept(element, of: sent, in: elements[place], of: stored)
                place += 1
            }
        default: isKept = isSame(node, of: sent, as: other, of: stored)
        }
        return isKept
    }

    /// Whether two scalars or names are written alike.
    private static func isSame(_ node: Int, of sent: JSONDocument, as other: Int, of stored: JSONDocument) -> Bool {
        sent.bytes[sent.sourceBytes(at: node)] == stored.bytes[stored.sourceBytes(at: other)]
    }

    /// The differences, in the order of what was sent.
    package static func differences(sent: JSONValue, stored: JSONValue, at place: JSONPointer) -> [ReadBackDifference] {
        var found: [ReadBackDifference] = []
        compare(sent, stored, at: .start(place), .start(place), &found)
        return Array(found.prefix(limit))
    }

    /// A way down a document; it is put into words only where something is found.
    private indirect enum Place {
        case start(JSONPointer)
        case member(String, of: Place)
        case element(Int, of: Place)

        var description: String { pointer.description }

        private var pointer: JSONPointer {
            switch self {
            case .start(let pointer): pointer
            case .member(let name, let container): container.pointer.appending(name)
            case .element(let index, let list): list.pointer.appending(index)
            }
        }
    }

    private static func compare(
        _ sent: JSONValue,
        _ stored: JSONValue?,
        at place: Place,
        _ storedPlace: Place,
        _ found: inout [ReadBackDifference]
    ) {
        guard says(sent) else { return }
        guard let stored, !stored.isNull else {
            found.append(ReadBackDifference(place: place.description, kind: .missing))
            return
        }
        switch (sent, stored) {
        case (.object(let sent), .object(let stored)):
            for member in sent where !CallLocal.isLocal(member.key) {
                compare(member, stored, at: .member(member.key, of: place), storedPlace, &found)
            }
        case (.array(let sent), .array(let stored)):
            compare(sent, stored, at: place, storedPlace, &found)
        default:
            if !sent.isEquivalent(to: stored) {
                found.append(ReadBackDifference(place: place.description, kind: .changed))
            }
        }
    }

    private static func compare(
        _ member: JSONObject.Member,
        _ stored: JSONObject,
        at place: Place,
        _ storedPlace: Place,
        _ found: inout [ReadBackDifference]
    ) {
        let inside = stored[member.key]
        if let inside, !inside.isNull {
            compare(member.value, inside, at: place, .member(member.key, of: storedPlace), &found)
            return
        }
        guard says(member.value), let successor = DeprecatedMember.successor(of: member.key, in: stored) else {
            compare(member.value, nil, at: place, .member(member.key, of: storedPlace), &found)
            return
        }
        let moved = Place.member(successor, of: storedPlace)
        found.append(ReadBackDifference(place: place.description, kind: .moved(to: moved.description)))
        if let inner = stored[successor]?[member.key] {
            compare(member.value, inner, at: place, .member(member.key, of: moved), &found)
        }
    }

    private static func compare(
        _ sent: [JSONValue],
        _ stored: [JSONValue],
        at place: Place,
        _ storedPlace: Place,
        _ found: inout [ReadBackDifference]
    ) {
        var free = Array(stored.indices)
        var unpaired: [Int] = []
        for (index, element) in sent.enumerated() {
            let same = free.firstIndex { candidate in
                var none: [ReadBackDifference] = []
                compare(element, stored[candidate], at: place, storedPlace, &none)
                return none.isEmpty
            }
            if let same { free.remove(at: same) } else { unpaired.append(index) }
        }
        for index in unpaired {
            let partner = free.isEmpty ? nil : free.removeFirst()
            compare(
                sent[index],
                partner.map { stored[$0] },
                at: .element(index, of: place),
                .element(partner ?? index, of: storedPlace),
                &found
            )
        }
    }

    /// Whether a value says anything that could be lost.
    private static func says(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .object(let object): object.contains { !CallLocal.isLocal($0.key) && says($0.value) }
        case .array(let elements): elements.contains(where: says)
        default: true
        }
    }
}
