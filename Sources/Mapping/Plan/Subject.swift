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
