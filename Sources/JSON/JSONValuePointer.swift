extension JSONValue {
    /// The value a pointer names; nil if there is none.
    package subscript(pointer pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            guard let next = value.child(token) else { return nil }
            value = next
        }
        return value
    }

    private func child(_ token: String) -> JSONValue? {
        switch self {
        case .object(let object): object[token]
        case .array(let elements): JSONPointer.index(of: token).flatMap { $0 < elements.count ? elements[$0] : nil }
        default: nil
        }
    }

    /// Puts a value where the pointer points: replaces what is there, or adds a member to an object or, at `-` or the
    /// index behind the last, an element to an array. `creatingParents` makes missing (or null) objects on the way.
    ///
    /// - Returns: whether there was a place for it; if not, nothing has changed.
    @discardableResult
    package mutating func set(_ value: JSONValue, at pointer: JSONPointer, creatingParents: Bool = false) -> Bool {
        change(pointer.tokens[...], creatingParents: creatingParents) { target in
            target = value
            return true
        }
    }

    /// Takes out what the pointer names: a member or an element; later elements move up. The whole document cannot be
    /// taken out.
    ///
    /// - Returns: what was there; nil if nothing was.
    @discardableResult
    package mutating func remove(at pointer: JSONPointer) -> JSONValue? {
        guard let last = pointer.tokens.last else { return nil }
        var removed: JSONValue?
        _ = change(pointer.tokens.dropLast(), creatingParents: false) { parent in
            switch parent {
            case .object(var object)?:
                parent = nil
                removed = object.removeValue(forKey: last)
                parent = .object(object)
            case .array(var elements)?:
                parent = nil
                if let index = JSONPointer.index(of: last), index < elements.count {
                    removed = elements.remove(at: index)
                }
                parent = .array(elements)
            default: break
            }
            return removed != nil
        }
        return removed
    }

    /// Walks to a place and lets `body` change what is there (nil: nothing yet); says whether it did. Values on the way
    /// are moved out and back, so that nothing is copied.
    mutating func change(
        _ tokens: ArraySlice<String>,
        creatingParents: Bool,
        _ body: (inout JSONValue?) -> Bool
    ) -> Bool {
        guard let token = tokens.first else {
            var value: JSONValue? = self
            self = .null
            let original = value
            let isDone = body(&value)
            self = value ?? original ?? .null
            return isDone
        }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var object):
            self = .null
            defer { self = .object(object) }
            if var child = object[token] {
                if rest.isEmpty {
                    var slot: JSONValue? = child
                    let isDone = body(&slot)
                    if isDone { object[token] = slot }
                    return isDone
                }
                if creatingParents, child.isNull { child = .object(JSONObject()) }
                object[token] = .null
                let isDone = child.change(rest, creatingParents: creatingParents, body)
                object[token] = child
                return isDone
            }
            guard rest.isEmpty || creatingParents else { return false }
            var slot: JSONValue?
            if !rest.isEmpty {
                var child = JSONValue.object(JSONObject())
                guard child.change(rest, creatingParents: true, body) else { return false }
                slot = child
            } else if !body(&slot) {
                return false
            }
            if let slot { object.append(token, slot) }
            return true
        case .array(var elements):
            self = .null
            defer { self = .array(elements) }
            let index = token == "-" ? elements.count : JSONPointer.index(of: token) ?? -1
            if index >= 0, index < elements.count {
                return elements[index].change(rest, creatingParents: creatingParents, body)
            }
            guard index == elements.count else { return false }
            var slot: JSONValue?
            if !rest.isEmpty {
                guard creatingParents else { return false }
                var child = JSONValue.object(JSONObject())
                guard child.change(rest, creatingParents: true, body) else { return false }
                slot = child
            } else if !body(&slot) {
                return false
            }
            if let slot { elements.append(slot) }
            return true
        default:
            guard creatingParents, isNull else { return false }
            var object = JSONValue.object(JSONObject())
            guard object.change(tokens, creatingParents: true, body) else { return false }
            self = object
            return true
        }
    }
}
