/// Blots out a source's secrets in what is kept of its posts: some senders write the address that they post to, secret and all,
/// or the token itself, among the fields. Then it is in no document, note or report, and in no file.
///
/// Each of its bytes becomes an asterisk, so that everything else stays where it was.
struct SecretBlot: Sendable {
    /// Secrets of fewer bytes may be a customer's word.
    static let leastBytes = 8

    private let secrets: [[UInt8]]

    init(_ secrets: [[UInt8]]) {
        self.secrets = secrets.filter { $0.count >= Self.leastBytes }
    }

    func blotted(_ bytes: [UInt8]) -> [UInt8] {
        var blotted = bytes
        for secret in secrets {
            var place = 0
            while place < bytes.count {
                if let end = Self.end(of: secret, in: bytes, from: place) {
                    for index in place..<end { blotted[index] = UInt8(ascii: "*") }
                    place = end
                } else {
                    place += 1
                }
            }
        }
        return blotted
    }

    func blotted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let blotted = blotted(bytes)
        return blotted == bytes ? text : String(decoding: blotted, as: UTF8.self)
    }

    /// Where a secret ends that begins here: as it is, or with bytes escaped as in addresses (`%2F`) or in JSON (`\/`).
    private static func end(of secret: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        for wanted in secret {
            guard place < bytes.count else { return nil }
            if bytes[place] == wanted {
                place += 1
            } else if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == wanted {
                place += 2
            } else if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let high = digit(bytes[place + 1]), let low = digit(bytes[place + 2]), high << 4 | low == wanted
            {
                place += 3
            } else {
                return nil
            }
        }
        return place
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
