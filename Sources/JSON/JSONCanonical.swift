/// Why a value has no canonical form.
package struct JSONCanonicalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The place of the number.
    package let pointer: JSONPointer

    package var description: String {
        "The number at \"\(pointer)\" is too large for the canonical form (RFC 8785 §3.2.2.3); write it as text."
    }
}

extension JSONValue {
    /// The canonical form (RFC 8785): members sorted by UTF-16, numbers as ECMAScript writes their double, no white space.
    ///
    /// What a value's hash is taken of. As the RFC has it, numbers are rounded to doubles, so two numbers with the same
    /// double have the same form; one that no double can hold is an error.
    package var canonical: [UInt8] {
        get throws(JSONCanonicalError) {
            var writer = JSONWriter()
            try writer.canonical(self, at: .root)
            return writer.finish()
        }
    }
}

extension JSONWriter {
    fileprivate mutating func canonical(_ value: JSONValue, at pointer: JSONPointer) throws(JSONCanonicalError) {
        switch value {
        case .null, .bool, .string: self.value(value)
        case .number(let number):
            guard let canonical = JSONNumber(number.double) else { throw JSONCanonicalError(pointer: pointer) }
            self.number(canonical)
        case .array(let elements):
            beginArray()
            for (index, element) in elements.enumerated() { try canonical(element, at: pointer.appending(index)) }
            endArray()
        case .object(let object):
            beginObject()
            let sorted = object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for member in sorted {
                key(member.key)
                try canonical(member.value, at: pointer.appending(member.key))
            }
            endObject()
        }
    }
}
