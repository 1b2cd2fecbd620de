import HTTPTypes

/// A request as the stand-in's APIs see it: decoded, with its whole body.
struct SandboxRequest: Sendable {
    var method: HTTPRequest.Method
    /// The path as it was sent; a trailing slash counts.
    var path: String
    /// The first value of each query parameter, percent-decoded.
    var query: [String: String]
    var headers: HTTPFields
    /// Host and port that were asked, for links.
    var authority: String
    var body: [UInt8]
    /// The caller's `X-TraceId`, or one made up.
    var trace: String

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } }
    }

    /// The bearer token, if there is one.
    var bearer: String? {
        guard let value = headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7))
    }
}

/// An API of the stand-in, by the name that fault plans and the journal use.
enum SandboxAPI: String, Sendable, CaseIterable {
    case token
    case kundenangaben
    case kex
    case vorgaenge

    /// The API that a path belongs to.
    init?(path: String) {
        let parts = path.split(separator: "/")
        switch parts.first {
        case "auth": self = .token
        case "kundenangaben": self = .kundenangaben
        case "vorgang": self = .kex
        case "kreditsmart" where parts.dropFirst().first == "kex": self = .kex
        case "v1", "v2", "v3": self = .vorgaenge
        default: return nil
        }
    }
}

/// Percent and form decoding.
enum FormDecoding {
    /// The pairs of `a=b&c=d`; the first of several equal names counts.
    static func pairs(_ text: some StringProtocol) -> [String: String] {
        var pairs: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = value(parts[0]), let value = value(parts.count > 1 ? parts[1] : "") else { continue }
            if pairs[name] == nil { pairs[name] = value }
        }
        return pairs
    }

    /// One value with `+` and `%XX` decoded; `nil` if that gives no UTF-8.
    static func value(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 43: bytes.append(32)
            case 37:
                guard let code = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.count >= 2 else {
                    return nil
                }
                bytes.append(code)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
