package import JSON
import Targets

/// What becomes of a document at its target, as far as that is known: the behaviour that the sandbox imitates.
package struct TolerantReading: Sendable {
    /// The document without everything the target drops. Only meaningful if ``refusal`` is nil.
    package let kept: JSONValue
    /// What was left out, in the document's order.
    package let dropped: [DroppedMember]
    /// Why the target refuses the document as a whole; nil if it is accepted.
    package let refusal: Refusal?
    /// Something in the document is taken as it is, and nobody documents that it would be.
    package let isTakenByAssumption: Bool

    package struct DroppedMember: Sendable, Hashable {
        package let pointer: JSONPointer
        package let code: DocumentFinding.Code
        package let reason: String
        /// That the target drops it is not documented.
        package let isAssumption: Bool
    }
}

/// A refusal of the whole document, in the target's own words as far as they are documented (fact sheet 1.2).
package struct Refusal: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// The JSON does not fit the model: `Cannot deserialize into 'path'`; the first such place only.
        case deserialization
        /// It fits, but breaks constraints: all of them.
        case constraint
    }

    package struct Violation: Sendable, Hashable {
        /// Relative to `kundenangaben`, indexes in brackets: `haushalte[0].kunden`.
        package let field: String
        /// `size must be between 0 and 2`
        package let message: String
    }

    package let kind: Kind
    /// The HTTP status (for GraphQL that of the error in the answer).
    package let status: Int
    /// For a deserialization: `Cannot deserialize into '…'`, to which the target adds line and column.
    package let detail: String
    package let violations: [Violation]
    package let pointer: JSONPointer
    /// That the target refuses this is not documented.
    package let isAssumption: Bool
}

extension TargetSchema {
    /// Everything about a document that does not arrive as it was meant, in the document's order.
    ///
    /// An empty answer says: every member is known, has a value the target understands, and nothing is missing.
    package func findings(in document: JSONValue) -> [DocumentFinding] {
        read(document).reader.findings
    }

    /// The same for a value at one place; references are not looked at, they may lead outside.
    package func findings(in value: JSONValue, as kind: ValueKind, at pointer: JSONPointer) -> [DocumentFinding] {
        var reader = DocumentReader(schema: self, at: pointer)
        _ = reader.read(value, as: kind)
        return reader.findings
    }

    /// What the target makes of the document.
    ///
    /// - Parameter keepsAssigned: leaves ids and other members that the target itself fills in where they are in `kept`
    ///   (`dropped` names them all the same): a replacement refers to objects by them, and some senders may set them.
    package func tolerantRead(_ document: JSONValue, keepsAssigned: Bool = false) -> TolerantReading {
        let (kept, reader) = read(document, keepsAssigned: keepsAssigned)
        let dropped = reader.findings.filter { $0.consequence == .dropped }.map {
            TolerantReading.DroppedMember(
                pointer: $0.pointer,
                code: $0.code,
                reason: $0.message,
                isAssumption: $0.isAssumption
            )
        }
        return TolerantReading(
            kept: kept ?? (profile.document == .operations ? .array([]) : .object(JSONObject())),
            dropped: dropped,
            refusal: Refusal(of: reader.findings, by: profile.tolerance),
            isTakenByAssumption: reader.findings.contains { $0.consequence == .accepted && $0.isAssumption }
        )
    }

    private func read(
        _ document: JSONValue,
        keepsAssigned: Bool = false
    ) -> (kept: JSONValue?, reader: DocumentReader) {
        var reader = DocumentReader(schema: self, at: .root, keepsAssigned: keepsAssigned)
        let kept = reader.read(document, as: self.document)
        reader.resolveReferences()
        return (kept, reader)
    }
}

extension Refusal {
    /// The refusal that these findings amount to. Reading fails before constraints are looked at.
    init?(of findings: [DocumentFinding], by tolerance: TargetProfile.Tolerance) {
        let refused = findings.filter { $0.consequence == .refused }
        guard let first = refused.first(where: { $0.violation == nil }) ?? refused.first else { return nil }
        let violations = refused.compactMap { finding in
            finding.violation.map { Violation(field: Self.field(finding.pointer.tokens), message: $0) }
        }
        pointer = first.pointer
        isAssumption = first.isAssumption
        kind = first.violation == nil ? .deserialization : .constraint
        self.violations = kind == .constraint ? violations : []
        switch tolerance {
        case .remarking:
            status = 422
            detail = "A valid Kundenbetreuer-Partner-ID is missing"
        case .strict:
            // More than one Antragsteller at a position that takes one is the only 422 that is documented (fact sheet 4).
            status = first.code == .badCount ? 422 : 400
            // GraphQL names its field, not where that stands in our list.
            let field = first.pointer.tokens.drop(while: Self.isIndex)
            detail = "Validation error: \(Self.path(Array(field))): \(first.message)"
        case .silent:
            status = 400
            detail =
                first.violation == nil
                ? "Cannot deserialize into '\(Self.path(Self.container(of: first)))'" : "Constraint Violation"
        }
    }

    /// The place that the target names: the container, where a scalar in it does not fit (I#113).
    private static func container(of finding: DocumentFinding) -> [String] {
        let tokens = finding.pointer.tokens
        let isScalar = finding.code == .badDate || (finding.code == .wrongKind && finding.isAssumption)
        return isScalar || finding.pointer.tokens.last == TypeUnion.discriminator ? tokens.dropLast() : tokens
    }

    /// `kundenangaben.finanzierungsobjekt.darlehensliste.[0].darlehen`
    private static func path(_ tokens: [String]) -> String {
        tokens.map { isIndex($0) ? "[\($0)]" : $0 }.joined(separator: ".")
    }

    /// `haushalte[0].kunden`, relative to `kundenangaben`.
    private static func field(_ tokens: [String]) -> String {
        var field = ""
        for token in tokens.first == "kundenangaben" ? tokens.dropFirst() : tokens[...] {
            if isIndex(token) {
                field += "[\(token)]"
            } else {
                field += field.isEmpty ? token : ".\(token)"
            }
        }
        return field
    }

    private static func isIndex(_ token: String) -> Bool {
        !token.isEmpty && token.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
