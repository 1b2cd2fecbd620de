package import Leads
import Mapping
package import Names
package import Targets

/// A document that may be sent, with all that has to be known of it on its way.
package struct ReadyDocument: Sendable {
    /// The document as JSON text.
    package let document: [UInt8]
    /// The mapping that made it.
    package let mappingHash: MappingHash
    /// The lead's reference at the target.
    package let reference: String
    /// Whether it takes effect once, however often it is sent.
    package let mayRepeat: Bool
    /// What a success has to bring to be believed.
    package let proof: TargetProfile.Proof
    private let operation: String?
    private let `case`: CaseReference?
    private let identity: String?

    /// `nil` for a lead that must not go out, or not yet.
    package init?(_ lead: BuiltLead) {
        guard case .send = lead.verdict, let document = lead.document else { return nil }
        let profile = lead.mapping.profile
        self.document = document.document
        mappingHash = document.mappingHash
        reference = lead.reference
        mayRepeat = profile.mayRepeat(document.document)
        proof = profile.proof
        operation = lead.mapping.operation
        `case` = lead.case
        identity = lead.identity
    }

    /// What the target's system has to know of the stored lead.
    package func context(of lead: Lead, done: [OperationResult] = []) -> SendingContext {
        SendingContext(lead: lead, operation: operation, case: `case`, done: done, identity: identity)
    }
}
