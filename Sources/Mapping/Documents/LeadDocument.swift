package import JSON
import MappingLanguage
package import Names
package import SourceFiles
import TargetSchemas
package import Targets

/// What is sent to the target for one lead: the mapped document with all that the source attaches.
///
/// It never changes, so it is passed on by reference.
package final class LeadDocument: Sendable {
    /// The document as JSON text, ready to be sent.
    package let document: [UInt8]
    package let mappingHash: MappingHash
    package let target: Target
    /// Production only if gateway and source both say so.
    package let mode: DeliveryMode
    /// The lead's reference at the target (`externeVorgangsId`, `eigeneVorgangsnummer`): what it can be found by.
    package let reference: String
    /// Why it must not be sent; empty if it may.
    package let problems: [MappingProblem]
    /// What of the attachments has no place at this target, for the operator.
    package let notes: [String]
    /// Whether a value of the lead reached the document. What a source attaches is none, nor is a constant of the mapping,
    /// unless it is made of constants alone.
    package let hasValue: Bool
    package let result: MappingResult

    /// Maps and attaches. The same arguments always give the same document.
    package static func build(
        source: Source,
        mapping: Mapping,
        input: LeadInput,
        leadID: String,
        gatewayMode: DeliveryMode
    ) -> LeadDocument {
        let mode: DeliveryMode = gatewayMode == .production && source.mode == .production ? .production : .test
        let attached = mapping.plans.plan(of: mapping, source: source, mode: mode)
        return LeadDocument(MappingResult.run(attached.plan, input), mapping, mode, leadID, notes: attached.notes)
    }

    private init(
        _ result: MappingResult,
        _ mapping: Mapping,
        _ mode: DeliveryMode,
        _ leadID: String,
        notes: [String]
    ) {
        document = result.document
        mappingHash = mapping.hash
        target = mapping.target
        self.mode = mode
        reference = result.reference ?? leadID
        problems = result.problems
        self.notes = notes
        hasValue = result.hasValue || !mapping.isDynamic
        self.result = result
    }

    /// The fate of every value of the payload.
    package func report() -> FateReport { result.report() }

    /// UTM parameters and click ids that came with the lead, whether the target has a place for them or not.
    package func tracking() -> JSONObject {
        TrackingParameters(input: result.composed).all()
    }
}
