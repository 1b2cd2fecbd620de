import JSON

/// A value in an expression: of the query, of the document, or Nothing (RFC 9535 §2.4.1).
enum Value {
    case nothing
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(JSONKey)
    /// A value of the document, by its index.
    case node(Int)
}

extension Evaluation {
    /// Whether a condition holds for a node, `@` (§2.3.5.2).
    mutating func isTrue(_ condition: LogicalExpression, of node: Int) throws(Interruption) -> Bool {
        switch condition {
        case .or(let terms):
            for term in terms where try isTrue(term, of: node) { return true }
            return false
        case .and(let terms):
            for term in terms where try !isTrue(term, of: node) { return false }
            return true
        case .not(let term):
            return try !isTrue(term, of: node)
        case .comparison(let left, let comparison, let right):
            return try compare(try value(left, of: node), comparison, try value(right, of: node))
        case .exists(let path):
            if let slot = path.slot { return try !fixedNodes(of: path, slot: slot).isEmpty }
            return try !firstNodes(1, of: path, from: node).isEmpty
        case .regexp(let test):
            return try isTrue(test, of: node)
        }
    }

    /// The value of an operand.
    private mutating func value(_ operand: Operand, of node: Int) throws(Interruption) -> Value {
        switch operand {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let number): return .number(number)
        case .string(let text): return .string(text)
        case .singular(let path):
            if let slot = path.slot { return try fixedNodes(of: path, slot: slot).first.map { .node($0) } ?? .nothing }
            return try singularNode(of: path, from: node).map { .node($0) } ?? .nothing
        case .length(let operand):
            let value = try value(operand, of: node)
            try charge(1 &+ weight(value))
            return length(value).map { .number(JSONNumber($0)) } ?? .nothing
        case .count(let path):
            return .number(JSONNumber(try count(of: path, from: node)))
        case .value(let path):
            let nodes: [Int]
            if let slot = path.slot {
                nodes = try fixedNodes(of: path, slot: slot)
            } else {
                nodes = try firstNodes(2, of: path, from: node)
            }
            return nodes.count == 1 ? .node(nodes[0]) : .nothing
        }
    }

    // MARK: Nested queries

    private mutating func singularNode(of path: PathExpression, from node: Int) throws(Interruption) -> Int? {
        guard let (node, cost) = path.singular?.nodeAndCost(in: view, from: node) else { return nil }
        try charge(cost)
        return node
    }

    private mutating func firstNodes(
        _ limit: Int,
        of path: PathExpression,
        from node: Int
    ) throws(Interruption) -> [Int] {
        var collector = FirstNodes(limit)
        try runNested(path.segments, from: node, into: &collector)
        return collector.nodes
    }

    private mutating func count(of path: PathExpression, from node: Int) throws(Interruption) -> Int {
        if let slot = path.slot { return try fixedNodes(of: path, slot: slot).count }
        var collector = NodeCount()
        try runNested(path.segments, from: node, into: &collector)
        return collector.count
    }

    private mutating func fixedNodes(of path: PathExpression, slot: Int) throws(Interruption) -> [Int] {
        try charge(1)
        if let nodes = fixed[slot] { return nodes }
        var collector = AllNodes()
        try runNested(path.segments, from: root, into: &collector)
        fixed[slot] = collector.nodes
        return collector.nodes
    }

    private mutating func runNested<Collector: NodeCollector>(
        _ segments: [Segment],
        from start: Int,
        into collector: inout Collector
    ) throws(Interruption) {
        // A nested walk that stops early does not count its way back up.
        let before = depth
        defer { depth = before }
        do throws(JSONPathLimitExceeded) {
            try run(segments, from: start, into: &collector)
        } catch {
            throw .limit(error)
        }
    }

    // MARK: Functions

    /// `length` (§2.4.4): Unicode scalars of a string, children of an array or object.
    private func length(_ value: Value) -> Int? {
        switch value {
        case .string(let text):
            return text.name.unicodeScalars.count
        case .node(let node):
            switch view.kind(at: node) {
            case .array, .object: return view.count(at: node)
            // Every byte of UTF-8 but the continuations starts a scalar.
            case .string: return view.text(at: node).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            case .null, .bool, .number: return nil
            }
        case .nothing, .null, .bool, .number:
            return nil
        }
    }

    /// `match` and `search` (§2.4.6, §2.4.7): false unless both arguments are strings and the second is an I-Regexp.
    private mutating func isTrue(_ test: RegexpTest, of node: Int) throws(Interruption) -> Bool {
        let subject = try value(test.subject, of: node)
        try charge(1 &+ weight(subject))
        guard let text = text(subject), let regexp = try regexp(test.pattern, of: node) else { return false }
        // A step of the machine is worth an eighth of a visit.
        let limit = budget.remaining.multipliedReportingOverflow(by: 8)
        var machine = IRegexpMachine(regexp.program)
        let isMatch = machine.run(
            on: text.unicodeScalars,
            whole: test.isWhole,
            limit: limit.overflow ? .max : limit.partialValue
        )
        try charge(machine.steps / 8)
        guard let isMatch else { throw .limit(.visits(budget.visits)) }
        return isMatch
    }

    private mutating func regexp(_ pattern: RegexpTest.Pattern, of node: Int) throws(Interruption) -> IRegexp? {
        switch pattern {
        case .fixed(let regexp):
            return regexp
        case .computed(let operand):
            let value = try value(operand, of: node)
            try charge(1 &+ weight(value))
            guard let pattern = text(value) else { return nil }
            if let last = lastPattern, last.text.hasSameBytes(as: pattern) { return last.regexp }
            let regexp = try? IRegexp(parsing: pattern)
            try charge(pattern.utf8.count / 8 + (regexp?.program.instructions.count ?? 0))
            lastPattern = (pattern, regexp)
            return regexp
        }
    }

    private func text(_ value: Value) -> String? {
        switch value {
        case .string(let text): text.name
        case .node(let node): document.string(at: node)
        case .nothing, .null, .bool, .number: nil
        }
    }
}
