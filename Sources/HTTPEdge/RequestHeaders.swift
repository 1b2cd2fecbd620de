package import NIOHTTP1

/// The headers that listeners act on, found in one pass over the head.
package struct RequestHeaders: Sendable {
    /// All of them, as they came, without the blanks around their values.
    package let all: HTTPHeaders
    package private(set) var host: String?
    package private(set) var hostCount = 0
    package private(set) var contentLength: String?
    package private(set) var contentLengthCount = 0
    package private(set) var transferEncoding: String?
    package private(set) var transferEncodingCount = 0
    package private(set) var contentEncoding: String?
    package private(set) var contentType: String?
    /// How many there are that say different things.
    package private(set) var contentTypeCount = 0
    package private(set) var expect: String?
    /// Nil also where there are several that differ: which of them the sender meant is not ours to guess, and whoever has
    /// looked at the request before us may have looked at another one.
    package private(set) var authorization: String?
    package private(set) var hasSeveralAuthorizations = false
    package private(set) var idempotencyKey: String?
    /// Of Standard Webhooks, or of Svix.
    package private(set) var webhookID: String?
    package private(set) var prefer: String?
    package private(set) var accept: String?
    package private(set) var origin: String?
    package private(set) var hasUpgrade = false

    package init(_ headers: HTTPHeaders) {
        all = Self.withoutOptionalWhitespace(headers)
        for (name, value) in all {
            switch name.utf8.count {
            case 4 where name.isHeader("host"):
                host = value
                hostCount += 1
            case 6 where name.isHeader("expect"): expect = value
            case 6 where name.isHeader("prefer"): prefer = prefer.map { "\($0), \(value)" } ?? value
            case 6 where name.isHeader("accept"): accept = accept.map { "\($0), \(value)" } ?? value
            case 6 where name.isHeader("origin"): origin = value
            case 7 where name.isHeader("upgrade"): hasUpgrade = true
            case 7 where name.isHeader("svix-id"): webhookID = webhookID ?? value
            case 10 where name.isHeader("webhook-id"): webhookID = value
            case 12 where name.isHeader("content-type"):
                let both = Self.contentType(contentType, value)
                if contentType == nil || both == nil { contentTypeCount += 1 }
                contentType = both ?? value
            case 13 where name.isHeader("authorization"):
                if let authorization, authorization != value { hasSeveralAuthorizations = true }
                authorization = value
            case 14 where name.isHeader("content-length"):
                contentLength = value
                contentLengthCount += 1
            case 15 where name.isHeader("idempotency-key"): idempotencyKey = value
            case 16 where name.isHeader("content-encoding"):
                contentEncoding = contentEncoding.map { "\($0), \(value)" } ?? value
            case 17 where name.isHeader("transfer-encoding"):
                transferEncoding = value
                transferEncodingCount += 1
            default: break
            }
        }
        if hasSeveralAuthorizations { authorization = nil }
    }

    /// What two content types mean together, such as an HTTP library makes of a header that is set under two spellings: nil
    /// unless they name one media type, of whose parameters one of them at most says anything.
    private static func contentType(_ first: String?, _ second: String) -> String? {
        guard let first, first != second else { return second }
        func mediaType(_ text: String) -> String {
            String(text.prefix { $0 != ";" }).withoutOuterBlanks.asciiLowercased
        }
        guard mediaType(first) == mediaType(second) else { return nil }
        if !first.contains(";") { return second }
        return second.contains(";") ? nil : first
    }

    /// Whether a header is there, by its lower-case name.
    package func has(_ name: String) -> Bool { all.contains { $0.name.isHeader(name) } }

    /// Blanks and tabs around a value are no part of it (RFC 9110 §5.5), whatever the header.
    private static func withoutOptionalWhitespace(_ headers: HTTPHeaders) -> HTTPHeaders {
        guard headers.contains(where: { $0.value.hasOuterBlanks }) else { return headers }
        return HTTPHeaders(headers.map { ($0.name, $0.value.withoutOuterBlanks) })
    }

    /// The value of a header by its lower-case name; nil if it is missing or comes several times with different values
    /// (which of them the sender meant is not ours to guess where a credential depends on it).
    package func single(_ name: String) -> String? {
        var found: String?
        for (candidate, value) in all where candidate.isHeader(name) {
            if let found, found != value { return nil }
            found = value
        }
        return found
    }
}

extension String {
    fileprivate var hasOuterBlanks: Bool { utf8.first?.isBlank == true || utf8.last?.isBlank == true }

    fileprivate var withoutOuterBlanks: String {
        let start = utf8.drop { $0.isBlank }
        let end = start.lastIndex { !$0.isBlank }.map { start.index(after: $0) } ?? start.startIndex
        return String(start[..<end]) ?? self
    }

    /// Whether this is the header of a lower-case name.
    package func isHeader(_ lowercased: String) -> Bool {
        guard utf8.count == lowercased.utf8.count else { return false }
        var (name, wanted) = (self, lowercased)
        return name.withUTF8 { name in
            wanted.withUTF8 { wanted in name.indices.allSatisfy { name[$0].asciiLowercased == wanted[$0] } }
        }
    }

    /// ASCII letters lowered; header names have no others.
    package var asciiLowercased: String {
        if !utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) { return self }
        var text = self
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { lowered in
                for index in bytes.indices { lowered[index] = bytes[index].asciiLowercased }
                return bytes.count
            }
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }

    package var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
