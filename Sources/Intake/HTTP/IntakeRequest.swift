import HTTPEdge
import NIOHTTP1

/// One whole request: head checked, body complete.
struct IntakeRequest: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    let headers: RequestHeaders
    let body: [UInt8]
    /// SHA-256 of the certificate that the sender has shown in the TLS handshake; nil for none.
    var certificate: [UInt8]?
    /// The scheme that the sender speaks, `http` or `https`, where that is known.
    var scheme: String?
}
