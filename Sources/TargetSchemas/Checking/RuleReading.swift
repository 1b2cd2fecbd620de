import JSON

/// The rules between the members of an object, as a target follows them when it reads.
extension DocumentReader {
    /// What is kept of an object after its rules; nil if nothing is.
    ///
    /// - Parameters:
    ///   - object: what was sent.
    ///   - kept: the members that were understood.
    mutating func follow(
        _ rules: [ObjectRule],
        of type: TypeID,
        _ object: JSONObject,
        kept: JSONObject
    ) -> JSONObject? {
        var kept = kept
        for rule in rules {
            switch rule {
            case .single: single(object, of: type)
            case .atLeastOne(let names, let isDisputed): atLeastOne(names, in: object, isDisputed: isDisputed)
            case .readWithout(let member, let other):
                guard kept[member] != nil, kept[other] != nil else { continue }
                drop(member, from: &kept, "'\(member)' is only read if '\(other)' is not set")
            case .readWith(let member, let other, let value):
                guard kept[member] != nil, kept[other]?.stringValue != value else { continue }
                drop(member, from: &kept, "'\(member)' is only read if '\(other)' is \(value)")
            case .selects(let selector):
                guard !kept.isEmpty else { continue }
                guard select(by: selector, in: &kept) else { return nil }
            case .unread(let path, let other):
                unread(path[...], of: &kept, at: path, other: other)
            }
        }
        return kept
    }

    private mutating func single(_ object: JSONObject, of type: TypeID) {
        let count = object.members.count { !$0.value.isNull }
        guard count != 1 else { return }
        report(
            .notOneOperation,
            count == 0 ? "names no operation" : "holds \(count) operations",
            advice: count == 0
                ? FindingText.allowed(schema[type].memberNames) : "Make each an element of the list, in their order"
        )
    }

    private mutating func atLeastOne(_ names: [String], in object: JSONObject, isDisputed: Bool) {
        guard names.allSatisfy({ object[$0]?.isNull ?? true }) else { return }
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        if isDisputed {
            report(
                .disputedMember,
                "none of \(list) is there, and one published version demands it",
                severity: .warning
            )
        } else {
            report(.missingMember, "one of \(list) is required here", violation: "must not be null")
        }
    }

    private mutating func drop(_ member: String, from object: inout JSONObject, _ message: String) {
        object[member] = nil
        report(.notConsidered, message, at: [member], advice: nil)
    }

    /// Keeps the one member that the selector names; false if there is none, and then nothing is read.
    private mutating func select(by selector: String, in object: inout JSONObject) -> Bool {
        let selected = object[selector]?.stringValue?.lowercased()
        let others = object.members.map(\.key).filter { $0 != selector }
        guard let selected, object[selected] != nil else {
            report(
                .notConsidered,
                "nothing here is read unless '\(selector)' names the member that is filled in",
                advice: selected.map { "Fill in '\($0)'" }
                    ?? others.first.map { "Set '\(selector)' to \($0.uppercased())" }
            )
            return false
        }
        for other in others where other != selected {
            drop(other, from: &object, "'\(other)' is not read beside '\(selector)' \(selected.uppercased())")
        }
        return true
    }

    private mutating func unread(
        _ rest: ArraySlice<String>,
        of object: inout JSONObject,
        at path: [String],
        other: String
    ) {
        guard let name = rest.first, let value = object[name] else { return }
        guard rest.count > 1 else {
            object[name] = nil
            report(.notConsidered, "'\(name)' is only read in '\(other)'", at: path, advice: "Put it there")
            return
        }
        guard var inner = value.objectValue else { return }
        unread(rest.dropFirst(), of: &inner, at: path, other: other)
        object[name] = .object(inner)
    }
}
