/// How far a member (or a type) may be relied on.
package enum FieldStatus: Sendable, Hashable {
    /// Documented today; use it.
    case current
    /// Still read, but to be replaced; the successor's name within the same object, where there is one.
    case deprecated(successor: String?)
    /// Once documented and gone from the documentation of today: what is sent there is lost, as far as is known.
    case removed
    /// Only the published schema knows it, no documentation ever did.
    case schemaOnly
    /// The target fills it in and removes what a partner sends (`validierung…`, fact sheet 2.4).
    case readOnly
    /// An identifier that the target gives; what a sender invents is ignored on creation (fact sheet 2.2).
    case serverAssigned
    /// The number of the case that the document is about: the gateway writes it, a mapping does not.
    case fromCase

    /// The word for it in schema files, findings and `schema show`.
    package var name: String {
        switch self {
        case .current: "current"
        case .deprecated: "deprecated"
        case .removed: "removed"
        case .schemaOnly: "schema-only"
        case .readOnly: "read-only"
        case .serverAssigned: "server-assigned"
        case .fromCase: "from-case"
        }
    }
}
