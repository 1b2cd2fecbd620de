package import JSON

/// One thing that is wrong with a document, or worth knowing about it, seen from its target.
package struct DocumentFinding: Sendable, Hashable {
    /// What was found. The raw values are stable: scripts, tests and the sandbox compare them.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case unknownMember = "unknown-member"
        case unknownValue = "unknown-value"
        case unknownType = "unknown-type"
        case missingType = "missing-type"
        case missingMember = "missing-member"
        case wrongKind = "wrong-kind"
        case badDate = "bad-date"
        case badPostcode = "bad-postcode"
        case unknownCountry = "unknown-country"
        case outOfRange = "out-of-range"
        case badLength = "bad-length"
        case badFormat = "bad-format"
        case badCount = "bad-count"
        case unresolvedReference = "unresolved-reference"
        case duplicateReference = "duplicate-reference"
        case deprecatedMember = "deprecated-member"
        case deprecatedType = "deprecated-type"
        case removedMember = "removed-member"
        case undocumentedMember = "undocumented-member"
        case readOnlyMember = "read-only-member"
        case serverAssignedMember = "server-assigned-member"
        /// Right in itself, but not read beside what else the document says (KEX, fact sheet 2.9).
        case notConsidered = "not-considered"
        /// Missing, and the published versions do not agree whether it may be.
        case disputedMember = "disputed-member"
        /// An element of a list of operations that is not exactly one.
        case notOneOperation = "not-one-operation"
    }

    package enum Severity: String, Sendable, Hashable {
        /// Data is lost, or the document refused.
        case error
        /// It arrives today, or never would have.
        case warning
    }

    /// What the target does.
    package enum Consequence: String, Sendable, Hashable {
        /// Leaves this member out and accepts the rest; Kundenangaben without a word.
        case dropped
        /// Refuses the whole document.
        case refused
        /// Takes it.
        case accepted
    }

    package let code: Code
    package let severity: Severity
    package let consequence: Consequence
    /// What the target does is not documented; `consequence` is what this program assumes.
    package let isAssumption: Bool
    /// The place in the document.
    package let pointer: JSONPointer
    /// What is wrong. Contains names and values of the schema, never a value of the document except for enumerations and tags.
    package let message: String
    /// What to do about it; nil where that is plain.
    package let advice: String?
    /// The words in which a refusing target names a violated constraint; nil for what fails before constraints are looked at.
    let violation: String?

    /// For machines: everything but the internal parts.
    package var json: JSONValue {
        var object = JSONObject()
        object.append("code", .string(code.rawValue))
        object.append("severity", .string(severity.rawValue))
        object.append("consequence", .string(consequence.rawValue))
        if isAssumption { object.append("assumption", .bool(true)) }
        object.append("pointer", .string(pointer.description))
        object.append("message", .string(message))
        if let advice { object.append("advice", .string(advice)) }
        return .object(object)
    }
}

extension DocumentFinding: CustomStringConvertible {
    package var description: String {
        let place = pointer.description
        return "\(severity.rawValue) \(code.rawValue) at \(place.isEmpty ? "the document" : place): \(message)"
            + (advice.map { ". \($0)" } ?? "")
    }
}
