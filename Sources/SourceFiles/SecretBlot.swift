import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Blots out a source's secrets in what is kept of its posts and of its vendor's answers: some senders write the address that
/// they post to, secret and all, or the token itself, among the fields, and some answers link to their next page with it. Then
/// it is in no document, note or report, and in no file.
///
/// Each of its bytes becomes an asterisk, so that everything else stays where it was.
package struct SecretBlot: Sendable {
    /// Secrets of fewer bytes may be a customer's word.
    private static let leastBytes = 8

    private let secrets: [[UInt8]]

    /// One for these secrets.
    package init(_ secrets: [[UInt8]]) {
        self.secrets = secrets.filter { $0.count >= Self.leastBytes }
    }

    /// The bytes, with every secret in them overwritten.
    package func blotted(_ bytes: [UInt8]) -> [UInt8] {
        let places = bytes.withUnsafeBufferPointer { self.places(in: $0) }
        if places.isEmpty { return bytes }
        var blotted = bytes
        for place in places {
            for index in place { blotted[index] = UInt8(ascii: "*") }
        }
        return blotted
    }

    /// The text, with every secret in it overwritten.
    package func blotted(_ text: String) -> String {
        var text = text
        guard text.withUTF8({ !places(in: $0).isEmpty }) else { return text }
        return String(decoding: blotted(Array(text.utf8)), as: UTF8.self)
    }

    private func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        guard let start = bytes.baseAddress else { return places }
        func next(_ byte: UInt8, from place: Int) -> Int {
            guard let found = memchr(start + place, Int32(byte), bytes.count - place) else { return bytes.count }
            return UnsafeRawPointer(found) - UnsafeRawPointer(start)
        }
        for secret in secrets {
            guard let first = secret.first else { continue }
            // Most bytes begin nothing.
            var (asItIs, escaped, encoded) = (0, 0, 0)
            var place = 0
            while true {
                if asItIs <= place { asItIs = next(first, from: place) }
                if escaped <= place { escaped = next(UInt8(ascii: "\\"), from: place) }
                if encoded <= place { encoded = next(UInt8(ascii: "%"), from: place) }
                place = min(asItIs, escaped, encoded)
                guard place < bytes.count else { break }
                if let end = Self.end(of: secret, in: bytes, from: place) {
                    places.append(place..<end)
                    place = end
                } else {
                    place += 1
                }
            }
        }
        return places
    }

    /// Where a secret ends that begins here: as it is, or with bytes escaped as in addresses (`%2F`) or in JSON (`\/`).
    private static func end(of secret: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        for wanted in secret {
            guard place < bytes.count else { return nil }
            if bytes[place] == wanted {
                place += 1
            } else if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == wanted {
                place += 2
            } else if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let high = bytes[place + 1].hexadecimalValue, let low = bytes[place + 2].hexadecimalValue,
                high << 4 | low == wanted
            {
                place += 3
            } else {
                return nil
            }
        }
        return place
    }
}
