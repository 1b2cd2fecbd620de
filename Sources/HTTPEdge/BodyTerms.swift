/// On what terms a request may have a body, judged by its head alone.
package struct BodyTerms: Sendable, Hashable {
    /// Bytes it may have at most.
    package let limit: Int
    /// Whether head or URL have shown that the sender may post.
    package let isProven: Bool

    package init(limit: Int, isProven: Bool) {
        self.limit = limit
        self.isProven = isProven
    }
}
