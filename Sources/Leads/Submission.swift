package import JSON

/// What a sender sent, byte for byte, and how it came: with the mapping's hash all that a lead's document needs.
///
/// The store keeps it sealed. What was sent never changes; a person's edits stand beside it.
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
    /// The bytes of the body that are this lead's alone; `nil` where that cannot be told, or all of it is.
    package let part: Range<Int>?
    /// Whether the parts of other leads have been destroyed in the body: then this one is found by its place, and not by
    /// counting.
    package let isPartial: Bool
    /// What a person has mended, as a JSON Patch (RFC 6902) of the decoded body; `nil` where nobody did.
    package let edits: JSONValue?

    /// A submission of its parts.
    package init(
        body: [UInt8],
        contentType: String? = nil,
        query: JSONObject = [:],
        headers: JSONObject = [:],
        item: Int? = nil,
        part: Range<Int>? = nil,
        isPartial: Bool = false,
        edits: JSONValue? = nil
    ) {
        self.body = body
        self.contentType = contentType
        self.query = query
        self.headers = headers
        self.item = item
        self.part = part
        self.isPartial = isPartial
        self.edits = edits
    }

    /// One lead of the same post.
    package func selecting(item: Int?, part: Range<Int>? = nil) -> Submission {
        Submission(
            body: body,
            contentType: contentType,
            query: query,
            headers: headers,
            item: item,
            part: part,
            isPartial: isPartial,
            edits: edits
        )
    }

    /// The same post with other edits; `nil` or an empty patch is none.
    package func edited(by patch: JSONValue?) -> Submission {
        Submission(
            body: body,
            contentType: contentType,
            query: query,
            headers: headers,
            item: item,
            part: part,
            isPartial: isPartial,
            edits: patch?.arrayValue?.isEmpty == true ? nil : patch
        )
    }

    /// The same post without what one of its leads has alone: an empty value of as many bytes stands there.
    package func destroying(_ part: Range<Int>) -> Submission {
        var body = body
        let empty: [UInt8] =
            switch (body[part.lowerBound], part.count) {
            case (UInt8(ascii: "{"), 2...): Array("{}".utf8)
            case (UInt8(ascii: "["), 2...): Array("[]".utf8)
            default: Array("0".utf8)
            }
        body.replaceSubrange(part, with: empty + [UInt8](repeating: 0x20, count: part.count - empty.count))
        return Submission(
            body: body,
            contentType: contentType,
            query: query,
            headers: headers,
            item: item,
            part: self.part,
            isPartial: true,
            edits: edits
        )
    }
}
