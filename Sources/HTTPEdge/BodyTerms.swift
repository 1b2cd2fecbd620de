/// On what terms a request may have a body, judged by its head alone.
package struct BodyTerms: Sendable {
    /// Bytes it may have at most.
    package let limit: Int
    /// Whether head or URL have shown that the sender may post.
    package let isProven: Bool
    /// What has shown that, where whoever answers wants to know it again.
    package let provenBy: (any AnyObject & Sendable)?
    /// Whether it may be compressed by gzip.
    package let takesGzip: Bool
    /// What an answer needs that is given before the body has come, so that a page of a browser may read it.
    package let headers: [(name: String, value: String)]

    package init(
        limit: Int,
        isProven: Bool = false,
        provenBy: (any AnyObject & Sendable)? = nil,
        takesGzip: Bool = false,
        headers: [(name: String, value: String)] = []
    ) {
        self.limit = limit
        self.isProven = isProven
        self.provenBy = provenBy
        self.takesGzip = takesGzip
        self.headers = headers
    }
}
