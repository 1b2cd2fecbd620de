import HTTPEdge
import JSON
import NIOHTTP1
import SourceFiles
import Submissions

/// What is kept of a request beside its body: the query and the headers, without anything that is a credential, holds one or
/// belongs to the connection.
struct StoredContext: Sendable {
    let query: JSONObject
    let headers: JSONObject

    init(_ request: IntakeRequest, of verifier: CredentialVerifier) {
        var query = JSONObject()
        if let text = request.target.query, !text.isEmpty {
            for (name, value) in PercentEncoding.pairs(ofQuery: text)
            where !verifier.credentialParameters.contains(name) {
                query.add(verifier.blot.blotted(value), under: name)
            }
        }
        self.query = query
        var headers = JSONObject()
        for (name, value) in request.headers.all {
            if Self.isDropped(name) { continue }
            let name = name.asciiLowercased
            guard !verifier.credentialHeaders.contains(name) else { continue }
            let value = verifier.blot.blotted(value)
            if case .string(let before)? = headers[name] {
                headers[name] = .string("\(before), \(value)")
            } else {
                headers.append(name, .string(value))
            }
        }
        self.headers = headers
    }

    /// Credentials of any kind, and what RFC 9110 §7.6.1 calls connection-specific.
    private static let dropped = [
        "authorization", "proxy-authorization", "cookie", "cookie2", "x-authentication", "x-api-key",
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        "content-length", "content-encoding", "expect", "http2-settings",
    ]

    /// The same by their lengths: few names are as long as one of them.
    private static let droppedByLength = (0...dropped.reduce(0) { max($0, $1.utf8.count) }).map { length in
        dropped.filter { $0.utf8.count == length }
    }

    private static func isDropped(_ name: String) -> Bool {
        name.utf8.count < droppedByLength.count && droppedByLength[name.utf8.count].contains(where: name.isHeader)
    }
}

extension JSONObject {
    /// One more value of a query: a blank one never takes the place of one that says something, several become a list.
    fileprivate mutating func add(_ value: String, under name: String) {
        let isBlank = value.allSatisfy(\.isWhitespace)
        switch self[name] {
        case .string(let known)? where known.allSatisfy(\.isWhitespace): self[name] = .string(value)
        case .string(let known)?: if !isBlank, known != value { self[name] = [.string(known), .string(value)] }
        case .array(let known)?:
            if !isBlank, !known.contains(.string(value)) { self[name] = .array(known + [.string(value)]) }
        default: append(name, .string(value))
        }
    }
}
