import JSON

/// What a query starts from: `$`, the document's root, or `@`, the current node.
enum RootIdentifier: Sendable {
    case root
    case current
}

/// A query anywhere: the whole text, an existence test, one side of a comparison, an argument.
struct PathExpression: Sendable {
    let identifier: RootIdentifier
    let segments: [Segment]
    /// Set for a `$` query inside a filter. Its result is the same for every node the filter tests, so it is found once
    /// per evaluation and kept under this number.
    let slot: Int?
    /// The same way for the fast path, if it is one of names and indexes alone.
    let singular: SingularPath?

    init(identifier: RootIdentifier, segments: [Segment], slot: Int?) {
        self.identifier = identifier
        self.segments = segments
        self.slot = slot
        singular = SingularPath(segments)
    }
}

/// `.name`, `[…]`, or either after `..` (RFC 9535 §2.5).
struct Segment: Sendable {
    let isDescendant: Bool
    let selectors: [Selector]
}

/// RFC 9535 §2.3.
enum Selector: Sendable {
    case name(JSONKey)
    case wildcard
    case index(Int)
    case slice(Slice)
    case filter(LogicalExpression)
}

/// `start:end:step` (RFC 9535 §2.3.4).
struct Slice: Sendable {
    let start: Int?
    let end: Int?
    let step: Int

    /// The indexes selected from an array of `count` elements, in order (§2.3.4.2.2).
    func indexes(count: Int) -> StrideTo<Int>? {
        guard step != 0, count > 0 else { return nil }
        if step > 0 {
            let lower = min(max(normalized(start ?? 0, count), 0), count)
            let upper = min(max(normalized(end ?? count, count), 0), count)
            return stride(from: lower, to: upper, by: step)
        }
        let upper = min(max(start.map { normalized($0, count) } ?? count - 1, -1), count - 1)
        let lower = min(max(end.map { normalized($0, count) } ?? -1, -1), count - 1)
        return stride(from: upper, to: lower, by: step)
    }

    private func normalized(_ index: Int, _ count: Int) -> Int { index >= 0 ? index : count + index }
}

/// An expression that is true or false of a node: `LogicalType` in RFC 9535 §2.4.1.
indirect enum LogicalExpression: Sendable {
    case or([LogicalExpression])
    case and([LogicalExpression])
    case not(LogicalExpression)
    case comparison(Operand, ComparisonOperator, Operand)
    /// True if the query selects at least one node.
    case exists(PathExpression)
    case regexp(RegexpTest)
}

/// RFC 9535 §2.3.5.2.2.
enum ComparisonOperator: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// An expression that is a JSON value or Nothing: `ValueType` in RFC 9535 §2.4.1.
///
/// The functions stand here as what they take and give, so that an ill-typed query cannot be built.
indirect enum Operand: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(JSONKey)
    /// A singular query; Nothing if it selects no node.
    case singular(PathExpression)
    /// `length(…)`
    case length(Operand)
    /// `count(…)`
    case count(PathExpression)
    /// `value(…)`
    case value(PathExpression)
}

/// `match(…)` and `search(…)`.
struct RegexpTest: Sendable {
    enum Pattern: Sendable {
        /// A literal, compiled with the query; nil if it is no I-Regexp, which never matches.
        case fixed(IRegexp?)
        /// Known only when the query runs.
        case computed(Operand)
    }

    let subject: Operand
    let pattern: Pattern
    /// `match`: the whole text; `search`: some part of it.
    let isWhole: Bool
}
