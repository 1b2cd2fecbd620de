import GermanValues
import JSON

/// What a rule has in hand before it is read for its place.
enum Subject {
    /// Nothing was found, or it says nothing.
    case nothing
    /// One value of the input, untouched.
    case node(Int)
    /// A value that a function or rule made.
    case value(JSONValue)
    /// Something was said that cannot be used.
    case failed(Unreadable)
}

extension Subject {
    init(_ reading: Reading) {
        switch reading {
        case .value(let value): self = .value(value)
        case .nothing: self = .nothing
        case .unreadable(let reason): self = .failed(reason)
        }
    }
}

/// What functions gave for values of the input.
///
/// A mapping with `$unread` runs twice; readings depend on nothing but the value and the day, so the second run need not
/// repeat them.
struct ReadingMemory {
    private struct Key: Hashable {
        let rule: Int
        let node: Int
    }

    private var results: [Key: Reading] = [:]

    func result(of rule: Int, _ node: Int) -> Reading? {
        results.isEmpty ? nil : results[Key(rule: rule, node: node)]
    }

    mutating func keep(_ reading: Reading, of rule: Int, _ node: Int) {
        results[Key(rule: rule, node: node)] = reading
    }
}

/// What a template put into the document.
enum Outcome {
    /// Not a byte.
    case nothing
    /// Only what the mapping says itself.
    case constant
    /// Something that source or gateway state beside the mapping, and nothing of the lead.
    case attached
    /// Something that a rule of the mapping yielded.
    case value
}
