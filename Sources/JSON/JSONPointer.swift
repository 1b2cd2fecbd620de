/// A JSON Pointer (RFC 6901): the address of a value in a document. `""` is the whole document, `/a/0` the first element
/// of its member `a`.
package struct JSONPointer: Sendable {
    /// The member names and indices on the way, unescaped.
    package let tokens: [String]

    /// The whole document.
    package static let root = JSONPointer([])

    /// A pointer from unescaped tokens.
    package init(_ tokens: [String]) { self.tokens = tokens }

    /// Reads a pointer from its text (RFC 6901 §3).
    package init(parsing text: String) throws(JSONPointerError) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        let bytes = Array(text.utf8)
        guard bytes[0] == 0x2F else { throw JSONPointerError(text: text, reason: .missingSlash) }
        var tokens: [String] = []
        for part in bytes.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
            var token: [UInt8] = []
            var rest = part[...]
            while let byte = rest.popFirst() {
                guard byte == 0x7E else {
                    token.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case 0x30: token.append(0x7E)
                case 0x31: token.append(0x2F)
                default: throw JSONPointerError(text: text, reason: .badEscape)
                }
            }
            tokens.append(String(decoding: token, as: UTF8.self))
        }
        self.tokens = tokens
    }

    /// The address of a member of what this points at.
    package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

    /// The address of an element of what this points at.
    package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// The address within what this points at.
    package func appending(_ pointer: JSONPointer) -> JSONPointer { JSONPointer(tokens + pointer.tokens) }

    /// The address of the container around; nil for the whole document.
    package var parent: JSONPointer? { tokens.isEmpty ? nil : JSONPointer(Array(tokens.dropLast())) }

    /// Whether the other pointer is this one or leads further from here.
    package func isPrefix(of other: JSONPointer) -> Bool {
        tokens.count <= other.tokens.count && zip(tokens, other.tokens).allSatisfy { $0.hasSameBytes(as: $1) }
    }

    /// The array index a token stands for (RFC 6901 §4: digits without leading zeros); nil for any other token.
    package static func index(of token: String) -> Int? {
        let digits = token.utf8
        guard let first = digits.first, digits.allSatisfy({ $0 &- 0x30 < 10 }), first != 0x30 || digits.count == 1
        else { return nil }
        return Int(token)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer's text (RFC 6901 §3).
    package var description: String {
        var text: [UInt8] = []
        for token in tokens {
            text.append(0x2F)
            for byte in token.utf8 {
                switch byte {
                case 0x7E: text += [0x7E, 0x30]
                case 0x2F: text += [0x7E, 0x31]
                default: text.append(byte)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension JSONPointer: Hashable {
    /// Whether both are the same tokens, by bytes.
    package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.count == right.tokens.count && left.isPrefix(of: right)
    }

    package func hash(into hasher: inout Hasher) {
        for token in tokens { token.hashBytes(into: &hasher) }
    }
}

/// Why a text is no JSON Pointer.
package struct JSONPointerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stable name of the reason.
    package enum Reason: String, Sendable, Hashable {
        case missingSlash = "missing-slash"
        case badEscape = "bad-escape"
    }

    /// The text that was read.
    package let text: String
    /// What is wrong with it.
    package let reason: Reason

    package var description: String {
        switch reason {
        case .missingSlash: "\"\(text)\" is no JSON Pointer: it must be empty or start with \"/\"."
        case .badEscape: "\"\(text)\" is no JSON Pointer: \"~\" must be written \"~0\" and \"/\" in a name \"~1\"."
        }
    }
}
