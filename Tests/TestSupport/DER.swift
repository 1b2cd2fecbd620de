/// As much of ASN.1's DER (X.690) as certificates need.
enum DER {
    static func sequence(_ parts: [UInt8]...) -> [UInt8] { node(0x30, Array(parts.joined())) }

    static func oid(_ bytes: [UInt8]) -> [UInt8] { node(0x06, bytes) }

    static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case 0..<128: [tag, UInt8(content.count)] + content
        case 128..<256: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
        }
    }
}
