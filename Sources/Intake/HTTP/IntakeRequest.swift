import HTTPEdge
import NIOHTTP1

/// One whole request: head checked, body complete.
struct IntakeRequest: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    let headers: RequestHeaders
    var body: [UInt8]
    /// The source as it was when the head alone has shown that it may post (``BodyTerms/provenBy``).
    var provenBy: (any AnyObject & Sendable)?
    /// The certificate that the sender has shown in the TLS handshake; nil for none.
    var certificate: ClientCertificate?
    /// The scheme that the sender speaks, `http` or `https`, where that is known.
    var scheme: String?

    /// Whether the body is compressed by gzip.
    var isGzipped: Bool {
        let coding = headers.contentEncoding?.asciiLowercased
        return coding == "gzip" || coding == "x-gzip"
    }
}
