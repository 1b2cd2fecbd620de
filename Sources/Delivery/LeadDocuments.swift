import JSON
package import Leads
package import Mapping
import SourceFiles
import Submissions
package import Targets

/// Rebuilds the document of a stored lead.
///
/// A lead's document is a function of raw body, context, mapping and source, so it is never stored: delivery, replay and
/// preview all ask here.
package struct LeadDocuments: Sendable {
    private let library: CurrentLibrary
    private let store: any LeadStoring
    private let gatewayMode: DeliveryMode

    package init(library: CurrentLibrary, store: any LeadStoring, gatewayMode: DeliveryMode) {
        self.library = library
        self.store = store
        self.gatewayMode = gatewayMode
    }

    /// The document of `lead` as it would be sent now.
    /// - Parameter candidate: a mapping to use instead of the one in force, for a preview.
    package func document(
        of lead: Lead,
        mapping candidate: Mapping? = nil
    ) async throws(DocumentUnavailable) -> LeadDocument {
        let snapshot = library.value
        guard let source = snapshot.source(lead.source) else {
            throw DocumentUnavailable(
                "source-missing",
                """
                there is no source '\(lead.source)' in force; restore mappings/sources/\(lead.source).json and the mapping \
                it names (`leadgate check` says what is wrong), then replay
                """
            )
        }
        guard let mapping = candidate ?? snapshot.mapping(source.mapping) else {
            throw DocumentUnavailable(
                "mapping-missing",
                "there is no valid mapping '\(source.mapping)'; `leadgate check` says what is wrong, then replay"
            )
        }
        return LeadDocument.build(
            source: source,
            mapping: mapping,
            input: try await input(of: lead, source: source, mapping: mapping),
            leadID: lead.id.rawValue,
            gatewayMode: gatewayMode
        )
    }

    private func input(of lead: Lead, source: Source, mapping: Mapping) async throws(DocumentUnavailable) -> LeadInput {
        let submission: Submission?
        do throws(StoreError) {
            submission = try await store.submission(lead.id)
        } catch {
            guard case .corrupt = error else { throw DocumentUnavailable(error) }
            throw DocumentUnavailable("payload-unreadable", "the stored payload cannot be read: \(error)")
        }
        guard let submission else {
            throw DocumentUnavailable("payload-erased", "the payload was erased")
        }
        do {
            return try submission.input(lead: lead, source: source, mapping: mapping)
        } catch {
            throw DocumentUnavailable("payload-undecodable", "the stored payload cannot be decoded: \(error)")
        }
    }
}

/// Why a stored lead has no document now; a data fault of this lead, mended by a file or a person, unless the store is
/// at fault.
package struct DocumentUnavailable: Error, Sendable {
    package let cause: Cause
    /// The store did not answer: nothing is known of this lead, and nothing may happen to it.
    package let storeError: StoreError?

    init(_ code: String, _ message: String) {
        cause = Cause(class: .data, code: code, message: message, violations: [])
        storeError = nil
    }

    init(_ error: StoreError) {
        cause = Cause(class: .transient, code: "store-unavailable", message: error.description, violations: [])
        storeError = error
    }
}

extension LeadDocument {
    /// Why this document must not be sent, if its mapping says so.
    package var failure: Cause? {
        guard !problems.isEmpty else { return nil }
        return Cause(
            class: .data,
            code: "mapping-failed",
            message: "the mapping asks for values that this lead does not have or that cannot be read",
            violations: problems.map { Violation(field: $0.target.description, message: $0.message) }
        )
    }
}
