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

/// What a template put into the document.
enum Outcome {
    /// Not a byte.
    case nothing
    /// Only what the mapping says itself.
    case constant
    /// Something that a rule yielded.
    case value
}
