/// One place where a target stored something else than was sent. It names the place and the kind, never a value.
package struct ReadBackDifference: Sendable, Hashable {
    /// How what is stored differs.
    package enum Kind: Sendable, Hashable {
        /// It is not there: the target dropped it.
        case missing
        /// It has another value.
        case changed
        /// It stands elsewhere, under the name that succeeds the one sent; a JSON Pointer.
        case moved(to: String)
    }

    /// Where in the document that was sent, as a JSON Pointer.
    package var place: String
    /// How it differs.
    package var kind: Kind

    /// A difference at a place.
    package init(place: String, kind: Kind) {
        self.place = place
        self.kind = kind
    }
}
