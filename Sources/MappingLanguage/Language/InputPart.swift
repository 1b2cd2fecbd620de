/// The parts of the one input document that selectors read.
package enum InputPart: String, Sendable, Hashable, CaseIterable {
    /// The decoded body.
    case payload
    /// The body's fields by name, as the mapping's `form` makes them.
    case form
    case query
    /// Lower-case names, credentials removed.
    case headers
    /// The source's `attributes`.
    case source
    /// `id` and `receivedAt`.
    case lead
    /// The case that the lead belongs to: `vorgangsnummer`, `reference`, ids of what its first lead brought.
    case `case`
    /// The element, where one post carries several leads.
    case item
}
