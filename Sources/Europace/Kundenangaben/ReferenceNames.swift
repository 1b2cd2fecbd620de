import JSON

/// Tells the `referenzId`s of two documents apart, which may call different objects the same: every name gets its list and
/// its origin in front, `kunden s:770` and `kunden p:770`.
struct ReferenceMarks {
    /// Server's ids of objects, and what the stored document calls them.
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

    /// The stored document with its names marked.
    func stored(_ value: JSONValue) -> JSONValue { mark(value, in: nil) { "s:" + (ids[$0] ?? $0) } }

    /// The patch with its names marked.
    func patch(_ value: JSONValue) -> JSONValue { mark(value, in: nil) { "p:" + $0 } }

    /// The marked name of a stored object that has an `id` alone.
    static func stored(id: String, in list: String?) -> String { "\(list ?? "") s:\(id)" }

    private func mark(_ value: JSONValue, in list: String?, _ name: (String) -> String) -> JSONValue {
        switch value {
        case .object(let object):
            return .object(
                JSONObject(
                    object.map { member in
                        if member.key == CallLocal.name { return (member.key, named(member.value, list, name)) }
                        guard let meant = CallLocal.references[member.key] else {
                            return (member.key, mark(member.value, in: member.key, name))
                        }
                        return (member.key, named(member.value, meant.rawValue, name))
                    }
                )
            )
        case .array(let elements): return .array(elements.map { mark($0, in: list, name) })
        default: return value
        }
    }

    private func named(_ value: JSONValue, _ list: String?, _ name: (String) -> String) -> JSONValue {
        switch value {
        case .string(let text): .string("\(list ?? "") \(name(text))")
        case .array(let elements): .array(elements.map { named($0, list, name) })
        default: value
        }
    }
}

/// Gives every object that is or has to be referred to a fresh name, and every reference the name of what it means.
struct FreshReferences {
    private(set) var document: JSONValue
    /// References that led nowhere and were left out.
    private(set) var lost: [JSONPointer] = []

    /// - Parameters:
    ///   - marked: a document with marked names, see ``ReferenceMarks``.
    ///   - aliases: marked names that mean the same object as another.
    init(_ marked: JSONValue, aliases: [String: String]) {
        var meant: Set<String> = []
        Self.collect(marked, &meant)
        for (old, new) in aliases where meant.contains(old) { meant.insert(new) }
        var names: [String: String] = [:]
        document = Self.number(marked, in: nil, meant, &names)
        for (old, new) in aliases where names[old] == nil { names[old] = names[new] }
        document = resolve(document, names, at: .root)
    }

    /// All names that something refers to.
    private static func collect(_ value: JSONValue, _ meant: inout Set<String>) {
        switch value {
        case .object(let object):
            for member in object {
                guard CallLocal.references[member.key] != nil else {
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
        in list: String?,
        _ meant: Set<String>,
        _ names: inout [String: String]
    ) -> JSONValue {
        switch value {
        case .object(var object):
            let old =
                object[CallLocal.name]?.stringValue
                ?? object["id"]?.stringValue.map { ReferenceMarks.stored(id: $0, in: list) }
            let isNamed = object[CallLocal.name] != nil || list == CallLocal.List.kunden.rawValue
            if isNamed || (old.map(meant.contains) ?? false) {
                let fresh = "ref-\(names.count + 1)"
                names[old ?? fresh] = fresh
                object[CallLocal.name] = .string(fresh)
            }
            return .object(JSONObject(object.map { ($0.key, number($0.value, in: $0.key, meant, &names)) }))
        case .array(let elements): return .array(elements.map { number($0, in: list, meant, &names) })
        default: return value
        }
    }

    private mutating func resolve(_ value: JSONValue, _ names: [String: String], at place: JSONPointer) -> JSONValue {
        switch value {
        case .object(let object):
            var resolved = JSONObject()
            for member in object {
                let here = place.appending(member.key)
                guard CallLocal.references[member.key] != nil else {
                    resolved.append(member.key, resolve(member.value, names, at: here))
                    continue
                }
                if let value = refer(member.value, names, at: here) { resolved.append(member.key, value) }
            }
            return .object(resolved)
        case .array(let elements):
            return .array(elements.enumerated().map { resolve($0.element, names, at: place.appending($0.offset)) })
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
