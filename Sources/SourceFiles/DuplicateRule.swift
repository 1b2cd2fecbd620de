package import MappingLanguage

/// How a repeat of a lead is known, and what becomes of one that is not quite the same.
package struct DuplicateRule: Sendable {
    /// What a post under a known key and with other content is.
    package enum Difference: String, Sendable, Hashable, CaseIterable {
        /// Still a repeat: the lead that is there stays, and what came is kept beside it for a person.
        case keep
        /// What counts: a lead that is not at the target yet gives way to it.
        case supersede
        /// A change of the case that the lead before opened.
        case followUp = "follow-up"
        /// A lead of its own.
        case new
    }

    /// Singular selectors over the input document; the values together are the key.
    package let key: [Selector]
    /// How long a key is remembered, in seconds.
    package let windowSeconds: Int
    /// What other content under the same key means.
    package let differs: Difference
    /// The mapping for follow-ups; only with ``Difference/followUp``.
    package let mapping: String?
}
