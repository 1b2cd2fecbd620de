import HTTPTypes
import JSON

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

    /// The path's parts; an empty last one is a trailing slash.
    var parts: [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    }

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " && $0 != "\t" } }
    }

    /// The `charset` of the media type, in lower case.
    var charset: String? {
        for parameter in headers[.contentType]?.split(separator: ";").dropFirst() ?? [] {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased().filter({ $0 != " " }) == "charset" else { continue }
            return parts[1].lowercased().filter { $0 != " " && $0 != "\"" }
        }
        return nil
    }

    /// The bearer token, if there is one; clients of the older kind send it alone in `X-Authentication` (fact sheet 1.0).
    var bearer: String? {
        if headers[.authorization] == nil { return headers[.oldAuthentication] }
        guard let value = headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// The body as a JSON object.
    var object: JSONObject? {
        (try? JSONValue.parse(body, limits: .sandbox))?.objectValue
    }
}

extension JSONLimits {
    /// The sandbox takes what the APIs take; nothing is known of their limits.
    static let sandbox = JSONLimits(bytes: 64 * 1024 * 1024)
}
