import JSON
import Moments

extension JSONValue {
    /// A time as text, given in milliseconds since 1970.
    static func time(_ time: Int64) -> JSONValue { .string(Timestamp.text(time)) }

    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
