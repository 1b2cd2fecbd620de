package import NIOHTTP1
import Problems

/// What a request's head must look like before anything else is done with it (RFC 9112; request smuggling).
///
/// The parser has already refused what is no HTTP at all. These are the rules above it, where two readers of the same
/// bytes could come to two different requests: they are refused, not repaired.
package enum HeadRules {
    /// A head that may go on. Passed on by reference: it is a third of a kilobyte, and holds twenty references.
    package final class Plan: Sendable {
        package let method: HTTPMethod
        package let target: RequestTarget
        package let headers: RequestHeaders
        /// The body's length if it was announced; nil for a chunked body.
        package let contentLength: Int?
        package let expectsContinue: Bool
        /// Whether the body is compressed by gzip, which only some listeners take (``BodyTerms/takesGzip``).
        package let isGzipped: Bool
        package let keepsAlive: Bool

        init(
            method: HTTPMethod,
            target: RequestTarget,
            headers: RequestHeaders,
            contentLength: Int?,
            expectsContinue: Bool,
            isGzipped: Bool,
            keepsAlive: Bool
        ) {
            self.method = method
            self.target = target
            self.headers = headers
            self.contentLength = contentLength
            self.expectsContinue = expectsContinue
            self.isGzipped = isGzipped
            self.keepsAlive = keepsAlive
        }
    }

    enum Verdict {
        case proceed(Plan)
        case refuse(EdgeRefusal)
    }

    static func check(_ head: HTTPRequestHead) -> Verdict {
        guard head.version.major == 1, head.version.minor <= 1 else {
            return .refuse(EdgeRefusal(.httpVersion, "Use HTTP/1.1."))
        }
        let isOld = head.version.minor == 0
        let headers = RequestHeaders(head.headers)
        guard headers.hostCount == 1 || (isOld && headers.hostCount == 0) else {
            return .refuse(malformed("Send exactly one Host header."))
        }
        if let host = headers.host, !isHost(host) { return .refuse(malformed("The Host header is malformed.")) }
        guard let target = RequestTarget(head.uri) else {
            return .refuse(malformed("The request target is malformed."))
        }
        guard head.method != .CONNECT, head.method != .TRACE else {
            return .refuse(EdgeRefusal(.method, "This method is not understood."))
        }
        var length: Int?
        if headers.transferEncodingCount > 0 {
            guard headers.contentLengthCount == 0 else {
                return .refuse(malformed("Send either Content-Length or Transfer-Encoding, not both."))
            }
            guard !isOld, headers.transferEncodingCount == 1, headers.transferEncoding?.asciiLowercased == "chunked"
            else {
                return .refuse(malformed("The only transfer coding understood is chunked."))
            }
        } else {
            guard headers.contentLengthCount <= 1 else {
                return .refuse(malformed("Send Content-Length once."))
            }
            guard let parsed = contentLength(headers.contentLength) else {
                return .refuse(malformed("Content-Length is not a number."))
            }
            length = parsed
        }
        guard headers.contentTypeCount <= 1 else {
            return .refuse(malformed("Send Content-Type once; here are two that differ."))
        }
        let coding = headers.contentEncoding?.asciiLowercased ?? "identity"
        let isGzipped = coding == "gzip" || coding == "x-gzip"
        guard isGzipped || coding == "identity" || coding.isEmpty else { return .refuse(unknownCoding) }
        var expectsContinue = false
        if let expect = headers.expect {
            guard expect.asciiLowercased == "100-continue" else {
                return .refuse(EdgeRefusal(.expectation, "Only Expect: 100-continue is understood."))
            }
            expectsContinue = !isOld && length != 0
        }
        return .proceed(
            Plan(
                method: head.method,
                target: target,
                headers: headers,
                contentLength: length,
                expectsContinue: expectsContinue,
                isGzipped: isGzipped,
                keepsAlive: !isOld && head.isKeepAlive && !headers.hasUpgrade
            )
        )
    }

    /// The answer to a body that is compressed in a way that is not taken here.
    static let unknownCoding = EdgeRefusal(
        .contentEncoding,
        "Send the body as it is; where a source takes compressed posts, it is by gzip, once.",
        headers: [("accept-encoding", "identity")]
    )

    private static func malformed(_ detail: String) -> EdgeRefusal { EdgeRefusal(.malformedRequest, detail) }

    /// Digits only, no sign, no list (RFC 9110 §8.6); nil if it is anything else. No header at all means no body.
    private static func contentLength(_ text: String?) -> Int? {
        guard let text else { return 0 }
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }

    /// `name`, `name:port`, `[v6]:port`: no user, path, list or space.
    private static func isHost(_ host: String) -> Bool {
        host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "%"), UInt8(ascii: "~"):
                true
            default: false
            }
        }
    }
}
