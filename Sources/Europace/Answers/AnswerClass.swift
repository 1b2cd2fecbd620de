/// The classes of an answer that is no success (fact sheet 2.6).
package enum AnswerClass: Sendable, Hashable {
    /// The document is refused; others are not affected.
    case data
    /// Credentials, rights or configuration.
    case connection
    /// Nothing was taken, or it may be sent again without harm.
    case transient
    /// It may have taken effect, and would take effect twice.
    case unknown
}
