/// The types of RFC 9535 §2.4.1.
enum ExpressionType: Sendable {
    /// A JSON value, or Nothing.
    case value
    /// True or false, which are no JSON values.
    case logical
    /// A list of nodes.
    case nodes
}

/// The function extensions that RFC 9535 registers (§2.4.4–2.4.8). This table is what the type checker works from.
enum Function: String, CaseIterable, Sendable {
    /// Characters of a string, elements of an array or members of an object; Nothing for anything else.
    case length
    /// How many nodes a query selects.
    case count
    /// Whether an I-Regexp describes a whole string.
    case match
    /// Whether an I-Regexp describes a part of a string.
    case search
    /// The value of the only node a query selects; Nothing if there is none or more than one.
    case value

    var parameters: [ExpressionType] {
        switch self {
        case .length: [.value]
        case .count, .value: [.nodes]
        case .match, .search: [.value, .value]
        }
    }

    var result: ExpressionType {
        switch self {
        case .length, .count, .value: .value
        case .match, .search: .logical
        }
    }

    /// How a call is written, for messages.
    var usage: String {
        switch self {
        case .length: "length(value)"
        case .count: "count(query)"
        case .match: "match(text, 'pattern')"
        case .search: "search(text, 'pattern')"
        case .value: "value(query)"
        }
    }
}
