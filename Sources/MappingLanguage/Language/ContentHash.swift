import Crypto
package import JSON

/// Content addresses: what a lead was mapped with can always be told.
package enum ContentHash {
    /// SHA-256, in hexadecimal, of the value's canonical form (RFC 8785).
    package static func of(_ value: JSONValue) -> String {
        hexadecimal(SHA256.hash(data: bytes(of: value)))
    }

    /// What is hashed.
    package static func bytes(of value: JSONValue) -> [UInt8] {
        // A number without canonical form (1e999) cannot be in a file that passes its checks; its text still hashes.
        (try? value.canonical) ?? value.serialized
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
