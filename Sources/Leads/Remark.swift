/// What a target remarked about one place of a document that it took all the same: a value it dropped or adapted.
package struct Remark: Sendable, Hashable {
    /// Where in the document that was sent, as a JSON Pointer.
    package var place: String
    /// The target's own words. They may quote the lead: sealed at rest, never logged.
    package var words: String

    /// A remark about a place.
    package init(place: String, words: String) {
        self.place = place
        self.words = words
    }
}
