/// How much work queries may do before they are stopped.
///
/// A query is short and its cost is not: `$..[?@..[?@..x]]` grows with the cube of the document. Work is counted in
/// *visits*, about one for each node that a selector, filter or comparison looks at, so that the same query on the same
/// document always stops at the same place, on every machine. Within the budget, results do not depend on it.
///
/// Several queries can share one budget: pass the same variable to each.
package struct JSONPathBudget: Sendable {
    /// The visits a single evaluation may make if nothing else is said: 4 million, some tenths of a second.
    package static let standard = 4_000_000

    /// The visits allowed in all.
    package let visits: Int
    /// The visits left.
    package private(set) var remaining: Int

    package init(visits: Int = standard) {
        self.visits = max(visits, 0)
        remaining = self.visits
    }

    /// Takes visits from the budget.
    ///
    /// - Throws: ``JSONPathLimitExceeded`` once there are not enough left.
    @inline(__always)
    mutating func charge(_ visits: Int = 1) throws(JSONPathLimitExceeded) {
        remaining &-= visits
        if remaining < 0 {
            remaining = 0
            throw .visits(self.visits)
        }
    }
}

/// A query was stopped because it would have cost too much; there is no partial result.
package enum JSONPathLimitExceeded: Error, Sendable, Hashable, CustomStringConvertible {
    /// More visits than the budget holds, which is given.
    case visits(Int)
    /// The document nests deeper than the evaluator follows, which is given. A document parsed from text never does.
    case depth(Int)

    package var description: String {
        switch self {
        case .visits(let visits):
            "the query looks at more than \(visits) nodes: "
                + "name the members on the way instead of using '..', and do not nest '..' in filters"
        case .depth(let levels):
            "the document nests more than \(levels) levels deep"
        }
    }
}
