/// A media type with its parameters (RFC 9110 §8.3.1), as in `Content-Type: text/xml; charset="iso-8859-15"`.
package struct MediaType: Sendable, Hashable {
    /// `type/subtype` in lower case.
    package let essence: String
    private let parameters: HeaderParameters

    /// Reads a header value; nil if it is not a media type.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
        let name = bytes[..<end].trimmed()
        guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        guard slash > name.startIndex, slash + 1 < name.endIndex else { return nil }
        guard name.indices.allSatisfy({ $0 == slash || name[$0].isTokenByte }) else { return nil }
        guard let parameters = HeaderParameters(bytes[end...]) else { return nil }
        essence = String(decoding: name.map(\.lowercased), as: UTF8.self)
        self.parameters = parameters
    }

    /// The value of a parameter; its name in lower case.
    package subscript(parameter: String) -> String? {
        parameters[parameter].map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The `; name=value; name="quoted value"` tail of a header, as media types and content dispositions have it.
struct HeaderParameters: Sendable, Hashable {
    private var list: [Parameter] = []

    private struct Parameter: Sendable, Hashable {
        let name: String
        let value: [UInt8]
    }

    /// Reads the tail, which is empty or starts with `;`; nil if it is malformed or a parameter comes twice.
    init?(_ text: ArraySlice<UInt8>) {
        var position = text.startIndex
        func skipSpace() {
            while position < text.endIndex, text[position].isLinearSpace { position += 1 }
        }
        while true {
            skipSpace()
            if position == text.endIndex { return }
            guard text[position] == UInt8(ascii: ";") else { return nil }
            position += 1
            skipSpace()
            let nameStart = position
            while position < text.endIndex, text[position].isTokenByte { position += 1 }
            if nameStart == position { continue }  // a trailing or doubled semicolon says nothing
            let name = String(decoding: text[nameStart..<position].map(\.lowercased), as: UTF8.self)
            guard position < text.endIndex, text[position] == UInt8(ascii: "=") else { return nil }
            position += 1
            guard let value = Self.value(text, &position), self[name] == nil else { return nil }
            list.append(Parameter(name: name, value: value))
        }
    }

    subscript(name: String) -> [UInt8]? {
        list.first { $0.name == name }?.value
    }

    private static func value(_ text: ArraySlice<UInt8>, _ position: inout Int) -> [UInt8]? {
        guard position < text.endIndex, text[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < text.endIndex, text[position] != UInt8(ascii: ";"), !text[position].isLinearSpace {
                position += 1
            }
            return start == position ? nil : Array(text[start..<position])
        }
        position += 1
        var value: [UInt8] = []
        while position < text.endIndex {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return value
            case UInt8(ascii: "\\") where position < text.endIndex && text[position] == UInt8(ascii: "\""):
                // Only \" is an escape: browsers put Windows paths with single backslashes into file names.
                value.append(UInt8(ascii: "\""))
                position += 1
            default:
                value.append(byte)
            }
        }
        return nil
    }
}
