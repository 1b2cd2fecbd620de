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

    /// The differences, in the order of what was sent.
    package static func differences(sent: JSONValue, stored: JSONValue, at place: JSONPointer) -> [ReadBackDifference] {
        var found: [ReadBackDifference] = []
        compare(sent, stored, at: place, place, &found)
        return Array(found.prefix(limit))
    }

    private static func compare(
        _ sent: JSONValue,
        _ stored: JSONValue?,
        at place: JSONPointer,
        _ storedPlace: JSONPointer,
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
                compare(member, stored, at: place.appending(member.key), storedPlace, &found)
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
        at place: JSONPointer,
        _ storedPlace: JSONPointer,
        _ found: inout [ReadBackDifference]
    ) {
        if !(stored[member.key]?.isNull ?? true) {
            compare(member.value, stored[member.key], at: place, storedPlace.appending(member.key), &found)
            return
        }
        guard says(member.value), let successor = DeprecatedMember.successor(of: member.key, in: stored) else {
            compare(member.value, nil, at: place, storedPlace.appending(member.key), &found)
            return
        }
        let moved = storedPlace.appending(successor)
        found.append(ReadBackDifference(place: place.description, kind: .moved(to: moved.description)))
        if let inner = stored[successor]?[member.key] {
            compare(member.value, inner, at: place, moved.appending(member.key), &found)
        }
    }

    private static func compare(
        _ sent: [JSONValue],
        _ stored: [JSONValue],
        at place: JSONPointer,
        _ storedPlace: JSONPointer,
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
                at: place.appending(index),
                storedPlace.appending(partner ?? index),
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
