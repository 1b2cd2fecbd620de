package import JSON

/// What a sender sent, byte for byte, and how it came: with the mapping's hash all that a lead's document needs.
///
/// The store keeps it sealed. It never changes; a replay with edits keeps its patches beside it.
package struct Submission: Sendable, Hashable {
    /// The raw body.
    package let body: [UInt8]
    /// The declared media type with its parameters.
    package let contentType: String?
    /// The query of the URL, without the credential.
    package let query: JSONObject
    /// The headers with lower-case names, without credentials.
    package let headers: JSONObject
    /// Which lead of a batch this is, from 0; `nil` when the body is one lead.
    package let item: Int?

    /// A submission of its parts.
    package init(
        body: [UInt8],
        contentType: String? = nil,
        query: JSONObject = [:],
        headers: JSONObject = [:],
        item: Int? = nil
    ) {
        self.body = body
        self.contentType = contentType
        self.query = query
        self.headers = headers
        self.item = item
    }

    /// One lead of the same post.
    package func selecting(item: Int) -> Submission {
        Submission(body: body, contentType: contentType, query: query, headers: headers, item: item)
    }
}
