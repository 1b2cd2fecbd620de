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
        isKept(sent, in: stored) ? [] : differences(sent: sent.value, stored: stored.value, at: place)
    }

    /// Whether all of what was sent stands there in the same bytes: mostly it does, and nobody has to look closer.
    private static func isKept(_ sent: JSONNode, in stored: JSONNode) -> Bool {
        guard sent.kind == stored.kind else { return false }
        switch sent.kind {
        case .object:
            return sent.members.allSatisfy { member in
                let name = member.name
                return CallLocal.isLocal(name) || stored[name].map { isKept(member.value, in: $0) } ?? false
            }
        case .array:
            return sent.count <= stored.count
                && zip(sent.elements, stored.elements).allSatisfy { isKept($0, in: $1) }
        default: return sent.document.bytes[sent.sourceBytes] == stored.document.bytes[stored.sourceBytes]
        }
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
