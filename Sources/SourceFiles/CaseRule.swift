package import MappingLanguage

/// By which the case of a lead is known, so that a later lead can change what an earlier one opened.
package struct CaseRule: Sendable {
    /// Sources of the same group share their cases.
    package let group: String
    /// Singular selectors over the input document; the values together are the sender's key of the case.
    package let key: [Selector]
}
