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
            if Self.dropped.contains(where: name.isHeader) { continue }
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
