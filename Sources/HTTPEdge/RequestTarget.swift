/// The path and query of a request (RFC 9112 §3.2: origin form, or absolute form with its authority taken off).
package struct RequestTarget: Sendable, Hashable {
    /// The path as it was sent, still percent-encoded. It may hold a secret: it is never logged.
    package let path: String
    /// The query as it was sent, without the question mark; nil without one.
    package let query: String?

    package init(path: String, query: String? = nil) {
        self.path = path
        self.query = query
    }

    /// Reads a request target; nil for anything but origin form, absolute form and `*`.
    package init?(_ target: String) {
        var rest = target[...]
        if !rest.hasPrefix("/") {
            if target == "*" {
                self.init(path: "*")
                return
            }
            guard rest.hasPrefix("http://") || rest.hasPrefix("https://"), let scheme = rest.firstRange(of: "://")
            else {
                return nil
            }
            let authority = rest[scheme.upperBound...]
            let end = authority.firstIndex { $0 == "/" || $0 == "?" } ?? authority.endIndex
            guard end > authority.startIndex else { return nil }
            rest = authority[end...]
            if !rest.hasPrefix("/") { rest = "/" + rest }
        }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else { return nil }
        if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
            self.init(path: String(rest[..<mark]), query: String(rest[rest.index(after: mark)...]))
        } else {
            self.init(path: String(rest))
        }
    }
}
