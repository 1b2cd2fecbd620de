import JSON

/// Marks whose `referenzId`s are whose: both documents may call different objects the same.
struct Renaming {
    private let ids: [String: String]

    /// - Parameter stored: where an object has an `id` and no `referenzId`, references to its `id` are understood, too.
    init(stored: JSONValue) {
        var ids: [String: String] = [:]
        func collect(_ value: JSONValue) {
            switch value {
            case .object(let object):
                if let id = object["id"]?.stringValue { ids[id] = object[CallLocal.name]?.stringValue ?? id }
                for member in object { collect(member.value) }
            case .array(let elements): elements.forEach(collect)
            default: break
            }
        }
        collect(stored)
        self.ids = ids
    }

    func stored(_ value: JSONValue) -> JSONValue { rename(value) { "s:" + (ids[$0] ?? $0) } }
    func patch(_ value: JSONValue) -> JSONValue { rename(value) { "p:" + $0 } }

    private func rename(_ value: JSONValue, _ name: (String) -> String) -> JSONValue {
        switch value {
        case .object(let object):
            return .object(
                JSONObject(
                    object.map { member in
                        let isName = member.key == CallLocal.name || CallLocal.references.contains(member.key)
                        return (member.key, isName ? named(member.value, name) : rename(member.value, name))
                    }
                )
            )
        case .array(let elements): return .array(elements.map { rename($0, name) })
        default: return value
        }
    }

    private func named(_ value: JSONValue, _ name: (String) -> String) -> JSONValue {
        switch value {
        case .string(let text): .string(name(text))
        case .array(let elements): .array(elements.map { named($0, name) })
        default: value
        }
    }
}

/// Gives every object that is or can be referred to a fresh name, and every reference the name of what it means.
struct References {
    private(set) var renumbered: JSONValue
    private(set) var lost: [JSONPointer] = []

    init(_ document: JSONValue, aliases: [String: String]) {
        var names: [String: String] = [:]
        var meant: Set<String> = []
        Self.collect(document, &meant)
        for (old, new) in aliases where meant.contains(old) { meant.insert(new) }
        let numbered = Self.number(document, parent: nil, meant, &names)
        renumbered = numbered
        for (old, new) in aliases where names[old] == nil { names[old] = names[new] }
        renumbered = resolve(numbered, names, at: .root) ?? .null
    }

    /// All names that something refers to.
    private static func collect(_ value: JSONValue, _ meant: inout Set<String>) {
        switch value {
        case .object(let object):
            for member in object {
                guard CallLocal.references.contains(member.key) else {
                    collect(member.value, &meant)
                    continue
                }
                meant.formUnion((member.value.arrayValue ?? [member.value]).compactMap(\.stringValue))
            }
        case .array(let elements):
            for element in elements { collect(element, &meant) }
        default: break
        }
    }

    /// Applicants need a name, referred to or not (`referenzId` is required of a Kunde); others keep having one.
    private static func number(
        _ value: JSONValue,
        parent: String?,
        _ meant: Set<String>,
        _ names: inout [String: String]
    ) -> JSONValue {
        switch value {
        case .object(var object):
            let old = object[CallLocal.name]?.stringValue ?? object["id"]?.stringValue.map { "s:\($0)" }
            if parent == "kunden" || object[CallLocal.name] != nil || (old.map(meant.contains) ?? false) {
                let fresh = "ref-\(names.count + 1)"
                names[old ?? fresh] = fresh
                object[CallLocal.name] = .string(fresh)
            }
            return .object(JSONObject(object.map { ($0.key, number($0.value, parent: $0.key, meant, &names)) }))
        case .array(let elements): return .array(elements.map { number($0, parent: parent, meant, &names) })
        default: return value
        }
    }

    private mutating func resolve(_ value: JSONValue, _ names: [String: String], at place: JSONPointer) -> JSONValue? {
        switch value {
        case .object(let object):
            var resolved = JSONObject()
            for member in object {
                let here = place.appending(member.key)
                let isReference = CallLocal.references.contains(member.key)
                let value = isReference ? refer(member.value, names, at: here) : resolve(member.value, names, at: here)
                if let value { resolved.append(member.key, value) }
            }
            return .object(resolved)
        case .array(let elements):
            return .array(
                elements.enumerated().compactMap { resolve($0.element, names, at: place.appending($0.offset)) }
            )
        default: return value
        }
    }

    private mutating func refer(_ value: JSONValue, _ names: [String: String], at place: JSONPointer) -> JSONValue? {
        switch value {
        case .string(let text):
            if let name = names[text] { return .string(name) }
            lost.append(place)
            return nil
        case .array(let elements):
            return .array(elements.enumerated().compactMap { refer($0.element, names, at: place.appending($0.offset)) })
        default: return value
        }
    }
}
