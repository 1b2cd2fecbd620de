package import JSON

/// What a PUT sends: a patch merged into what the case holds.
///
/// A PUT replaces everything (fact sheet 2.4), so what the patch does not name must come along from the GET. The rules:
/// - Members: as JSON Merge Patch (RFC 7396); `null` removes. An object of another `@type` takes the place of the old one.
/// - Lists of objects: an element with an `id` changes the stored one of that id; any other changes the stored one at the
///   same place, if that has the same `@type` and no `id` claims it; else it is new. Stored elements that are not named stay:
///   silence deletes nothing. `null` at a place removes the element there, `[]` removes all.
/// - Other lists are replaced.
/// - `id`s of identical objects are kept, those of new objects left out: self-made ones are ignored.
/// - `referenzId`s hold for one call only: all are made anew, and all references follow. One that leads nowhere is left out
///   and named.
/// - The validation status of a phone number or an e-mail address stays with it, and is left out when it changes; a status
///   in the patch is not ours to set.
/// - A deprecated member of the patch changes what its stored successor holds; the successor would win otherwise.
package struct ReplaceMerge: Sendable, Hashable {
    /// The `kundenangaben` to send.
    package private(set) var kundenangaben: JSONValue
    /// References that led nowhere and were left out, as places in ``kundenangaben``.
    package private(set) var lostReferences: [JSONPointer] = []

    /// Merges a patch into what a GET returned.
    package init(_ patch: JSONValue, into stored: JSONValue) {
        var merging = Merging()
        let marks = ReferenceMarks(stored: stored)
        let merged = merging.merge(marks.patch(patch), into: marks.stored(stored))
        let references = FreshReferences(merged, aliases: merging.aliases)
        kundenangaben = references.document
        lostReferences = references.lost
    }
}

/// Merging two documents whose `referenzId`s are told apart already.
private struct Merging {
    /// Names of the stored document that mean the same object as one of the patch.
    var aliases: [String: String] = [:]

    mutating func merge(_ patch: JSONValue, into stored: JSONValue?) -> JSONValue {
        switch (patch, stored) {
        case (.object(let patch), .object(let stored)?) where Self.isSameType(patch, stored):
            return .object(merge(patch, into: stored))
        case (.object(let patch), _): return .object(fresh(patch))
        case (.array(let patch), .array(let stored)?) where (patch + stored).contains { $0.objectValue != nil }:
            return .array(merge(patch, into: stored))
        case (.array(let patch), _):
            return .array(patch.filter { !$0.isNull }.map { merge($0, into: nil) })
        default: return patch
        }
    }

    private mutating func merge(_ patch: JSONObject, into stored: JSONObject) -> JSONObject {
        var merged = stored
        for member in patch {
            switch member.key {
            case "id": continue
            case "validierungTelefonnummer", "validierungEmail": continue
            case CallLocal.name:
                if let old = stored[member.key]?.stringValue, let new = member.value.stringValue { aliases[old] = new }
                merged[member.key] = member.value
            default:
                if member.value.isNull {
                    merged[member.key] = nil
                    continue
                }
                var base = stored[member.key]
                if base?.isNull ?? true, patch[member.key + "Erfassung"] == nil,
                    let successor = DeprecatedMember.successor(of: member.key, in: stored), patch[successor] == nil
                {
                    base = stored[successor]?[member.key]
                    merged[successor] = nil
                }
                merged[member.key] = merge(member.value, into: base)
            }
        }
        for (value, status) in [("telefonnummer", "validierungTelefonnummer"), ("email", "validierungEmail")]
        where merged[status] != nil && !Self.isSame(merged[value], stored[value]) {
            merged[status] = nil
        }
        return merged
    }

    private mutating func merge(_ patch: [JSONValue], into stored: [JSONValue]) -> [JSONValue] {
        if patch.isEmpty { return [] }
        let ids = Dictionary(
            stored.enumerated().compactMap { place, element in element["id"]?.stringValue.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first }
        )
        var claimed: Set<Int> = []
        var partners: [Int: Int] = [:]
        for (index, element) in patch.enumerated() {
            guard let id = element["id"]?.stringValue, let place = ids[id], claimed.insert(place).inserted else {
                continue
            }
            partners[index] = place
        }
        var removed: Set<Int> = []
        for (index, element) in patch.enumerated() where partners[index] == nil && index < stored.count {
            if element.isNull {
                if claimed.insert(index).inserted { removed.insert(index) }
            } else if element["id"]?.stringValue == nil, !claimed.contains(index),
                Self.isSameType(element.objectValue ?? JSONObject(), stored[index].objectValue ?? JSONObject())
            {
                claimed.insert(index)
                partners[index] = index
            }
        }
        var merged = stored.map(Optional.some)
        for place in removed { merged[place] = nil }
        var added: [JSONValue] = []
        for (index, element) in patch.enumerated() where !element.isNull {
            if let place = partners[index] {
                merged[place] = merge(element, into: stored[place])
            } else {
                added.append(merge(element, into: nil))
            }
        }
        return merged.compactMap { $0 } + added
    }

    /// An object that the case does not have yet.
    private mutating func fresh(_ patch: JSONObject) -> JSONObject {
        var object = JSONObject()
        for member in patch where !member.value.isNull {
            if ["id", "validierungTelefonnummer", "validierungEmail"].contains(member.key) { continue }
            object.append(member.key, merge(member.value, into: nil))
        }
        return object
    }

    private static func isSameType(_ one: JSONObject, _ other: JSONObject) -> Bool {
        guard let type = one["@type"], let otherType = other["@type"] else { return true }
        return type == otherType
    }

    private static func isSame(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
        switch (one, other) {
        case (let one?, let other?): one.isEquivalent(to: other)
        case (nil, let value?), (let value?, nil): value.isNull
        case (nil, nil): true
        }
    }
}
