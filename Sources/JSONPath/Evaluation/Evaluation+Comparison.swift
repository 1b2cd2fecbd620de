import JSON

/// Comparisons by RFC 9535 §2.3.5.2.2.
///
/// Numbers are compared by their exact decimal value, strings by Unicode scalars (which is the order of their UTF-8
/// bytes), arrays and objects by content. Values of different kinds, and Nothing, are neither equal to nor less than a
/// value; nothing is converted.
extension Evaluation {
    mutating func compare(
        _ left: Value,
        _ comparison: ComparisonOperator,
        _ right: Value
    ) throws(Interruption) -> Bool {
        switch comparison {
        case .equal: return try isEqual(left, right)
        case .notEqual: return try !isEqual(left, right)
        case .less: return try isLess(left, right)
        case .greater: return try isLess(right, left)
        case .lessOrEqual:
            if try isLess(left, right) { return true }
            return try isEqual(left, right)
        case .greaterOrEqual:
            if try isLess(right, left) { return true }
            return try isEqual(left, right)
        }
    }

    private mutating func isEqual(_ left: Value, _ right: Value) throws(Interruption) -> Bool {
        try charge(1 &+ cost(left, right))
        switch (left, right) {
        case (.nothing, .nothing), (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.number(let left), .number(let right)): return left.isEqual(to: right)
        case (.string(let left), .string(let right)): return left == right
        case (.node(let left), .node(let right)): return try isEqual(left, right)
        case (.node(let node), let literal), (let literal, .node(let node)): return isEqual(node, literal)
        default: return false
        }
    }

    /// A value of the document and one of the query.
    private func isEqual(_ node: Int, _ literal: Value) -> Bool {
        switch literal {
        case .nothing, .node: false
        case .null: view.kind(at: node) == .null
        case .bool(let bool): view.bool(at: node) == bool
        case .number(let number): document.number(at: node)?.isEqual(to: number) ?? false
        case .string(let text):
            view.kind(at: node) == .string && text.utf8.withUnsafeBufferPointer { view.text(at: node).isSame(as: $0) }
        }
    }

    /// Two values of the document, with all they hold.
    private mutating func isEqual(_ left: Int, _ right: Int) throws(Interruption) -> Bool {
        try charge(1 &+ cost(.node(left), .node(right)))
        if left == right { return true }
        let kind = view.kind(at: left)
        guard kind == view.kind(at: right) else { return false }
        switch kind {
        case .null: return true
        case .bool: return view.bool(at: left) == view.bool(at: right)
        case .number:
            guard let left = document.number(at: left), let right = document.number(at: right) else { return false }
            return left.isEqual(to: right)
        case .string: return order(left, right) == 0
        case .array, .object:
            guard view.count(at: left) == view.count(at: right) else { return false }
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.depthLimit else { throw .limit(.depth(Self.depthLimit)) }
            return kind == .array ? try haveEqualElements(left, right) : try haveEqualMembers(left, right)
        }
    }

    private mutating func haveEqualElements(_ left: Int, _ right: Int) throws(Interruption) -> Bool {
        let document = document
        var others = JSONNode(document: document, index: right).elements.makeIterator()
        for element in JSONNode(document: document, index: left).elements {
            guard let other = others.next(), try isEqual(element.index, other.index) else { return false }
        }
        return true
    }

    /// Names are unique in an object, so equal counts and a partner for each member are enough.
    private mutating func haveEqualMembers(_ left: Int, _ right: Int) throws(Interruption) -> Bool {
        let document = document
        var others = JSONNode(document: document, index: right).members.makeIterator()
        var index: [JSONKey: Int]?
        for member in JSONNode(document: document, index: left).members {
            // Members usually come in the same order; an index is made only when they do not.
            if index == nil, let other = others.next() {
                if order(member.key.index, other.key.index) == 0 {
                    guard try isEqual(member.value.index, other.value.index) else { return false }
                    continue
                }
                try charge(view.count(at: right))
                var names: [JSONKey: Int] = [:]
                for other in JSONNode(document: document, index: right).members {
                    names[JSONKey(other.name)] = other.value.index
                }
                index = names
            }
            guard let other = index?[JSONKey(member.name)], try isEqual(member.value.index, other) else { return false }
        }
        return true
    }

    private mutating func isLess(_ left: Value, _ right: Value) throws(Interruption) -> Bool {
        try charge(1 &+ cost(left, right))
        if let left = number(left), let right = number(right) { return left.compared(to: right) == .less }
        switch (left, right) {
        case (.string(let left), .string(let right)):
            return left.utf8.withUnsafeBufferPointer { left in
                right.utf8.withUnsafeBufferPointer { order(left, $0) < 0 }
            }
        case (.node(let left), .string(let right)):
            return view.kind(at: left) == .string && order(left, right) < 0
        case (.string(let left), .node(let right)):
            return view.kind(at: right) == .string && order(right, left) > 0
        case (.node(let left), .node(let right)):
            return view.kind(at: left) == .string && view.kind(at: right) == .string && order(left, right) < 0
        default:
            return false
        }
    }

    private func number(_ value: Value) -> JSONNumber? {
        switch value {
        case .number(let number): number
        case .node(let node): document.number(at: node)
        case .nothing, .null, .bool, .string: nil
        }
    }

    /// What comparing two scalars costs beyond a visit: long texts take longer.
    private func cost(_ left: Value, _ right: Value) -> Int { min(weight(left), weight(right)) }

    /// The length of a scalar's text, in visits.
    func weight(_ value: Value) -> Int {
        switch value {
        case .nothing, .null, .bool: 0
        case .number(let number): number.text.utf8.count &>> 6
        case .string(let text): text.utf8.count &>> 6
        case .node(let node):
            view.kind(at: node).isContainer ? 0 : view.sourceLength(at: node) &>> 6
        }
    }

    // MARK: Strings as bytes

    /// Negative, zero or positive, as the left string (or member name) comes before, is, or comes after the right.
    private func order(_ left: Int, _ right: Int) -> Int {
        order(view.text(at: left), view.text(at: right))
    }

    private func order(_ left: Int, _ right: JSONKey) -> Int {
        right.utf8.withUnsafeBufferPointer { order(view.text(at: left), $0) }
    }

    private func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        let shared = min(left.count, right.count)
        var place = 0
        while place < shared {
            let difference = Int(left[place]) - Int(right[place])
            if difference != 0 { return difference }
            place += 1
        }
        return left.count - right.count
    }
}
