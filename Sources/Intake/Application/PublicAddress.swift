import HTTPEdge

/// Where the sender believes to have posted to: what signatures over the address cover.
///
/// A proxy rewrites the Host header, and sometimes the path. So the configured address counts; without one it is the Host
/// header, and the scheme that a trusted proxy tells (`https` if nobody does: no vendor posts in clear).
struct PublicAddress {
    /// The whole address, with the query.
    let url: String
    /// Its path.
    let path: String

    /// - Parameter base: scheme, authority and the path before `/hooks`, without a slash at the end.
    init(of request: IntakeRequest, _ base: String?) {
        let base = base ?? "\(request.scheme ?? "https")://\(request.headers.host ?? "")"
        let authority = base.firstRange(of: "://").map { base[$0.upperBound...] } ?? base[...]
        path = (authority.firstIndex(of: "/").map { authority[$0...] } ?? "") + request.target.path
        url = base + request.target.path + (request.target.query.map { "?\($0)" } ?? "")
    }
}
