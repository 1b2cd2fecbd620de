package import JSON

/// What a sender sent, byte for byte, and how it came: with the mapping's hash all that a lead's document needs.
///
/// The store keeps it sealed. What was sent never changes; a person's edits stand beside it.
package struct Submission: Sendable, Hashable {
    /// The raw body; only its source's secrets are blotted out in it.
    package private(set) var body: [UInt8]
    /// The declared media type with its parameters.
    package let contentType: String?
    /// The query of the URL, without the credential.
    package let query: JSONObject
    /// The headers with lower-case names, without credentials.
    package let headers: JSONObject
    /// Which lead of a batch this is, from 0; `nil` when the body is one lead.
    package private(set) var item: Int?
    /// The bytes of the body that are this lead's alone; `nil` where that cannot be told, or all of it is.
    package private(set) var part: Range<Int>?
    /// Whether the parts of other leads have been destroyed in the body: then this one is found by its place, and not by
    /// counting.
    package private(set) var isPartial: Bool
    /// What a person has mended, as a JSON Patch (RFC 6902) of the decoded body; `nil` where nobody did.
    package private(set) var edits: JSONValue?
    /// What was fetched for it from its vendor, who has sent its id only: JSON that is read in the place of the body.
    package private(set) var data: [UInt8]?

    /// A submission of its parts.
    package init(
        body: [UInt8],
        contentType: String? = nil,
        query: JSONObject = [:],
        headers: JSONObject = [:],
        item: Int? = nil,
        part: Range<Int>? = nil,
        isPartial: Bool = false,
        edits: JSONValue? = nil,
        data: [UInt8]? = nil
    ) {
        self.body = body
        self.contentType = contentType
        self.query = query
        self.headers = headers
        self.item = item
        self.part = part
        self.isPartial = isPartial
        self.edits = edits
        self.data = data
    }

    /// The post as it is read: what was fetched for it stands in the place of its body.
    package var readable: Submission {
        guard let data else { return self }
        return Submission(body: data, contentType: "application/json", query: query, headers: headers, edits: edits)
    }

    /// What the sender has said: the body; where that is empty, as a `GET`'s is, the values of the address as JSON.
    package var content: [UInt8] {
        let isBlank = body.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard isBlank, !query.isEmpty else { return body }
        // The order of parameters says nothing.
        let values = query.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return JSONValue.object(JSONObject(values)).serialized
    }

    /// The same post with what was fetched for it.
    package func bearing(_ data: [UInt8]?) -> Submission {
        var post = self
        post.data = data
        return post
    }

    /// One lead of the same post.
    package func selecting(item: Int?, part: Range<Int>? = nil) -> Submission {
        var lead = self
        (lead.item, lead.part) = (item, part)
        return lead
    }

    /// The same post with other edits; `nil` or an empty patch is none.
    package func edited(by patch: JSONValue?) -> Submission {
        var mended = self
        mended.edits = patch?.arrayValue?.isEmpty == true ? nil : patch
        return mended
    }

    /// The same post, of which parts have been destroyed.
    package var partial: Submission {
        var rest = self
        rest.isPartial = true
        return rest
    }

    /// The same post without what one of its leads has alone: an empty value of as many bytes stands there.
    package func destroying(_ part: Range<Int>) -> Submission {
        let empty: [UInt8] =
            switch (body[part.lowerBound], part.count) {
            case (UInt8(ascii: "{"), 2...): Array("{}".utf8)
            case (UInt8(ascii: "["), 2...): Array("[]".utf8)
            default: Array("0".utf8)
            }
        var rest = partial
        rest.body.replaceSubrange(part, with: empty + [UInt8](repeating: 0x20, count: part.count - empty.count))
        return rest
    }
}
