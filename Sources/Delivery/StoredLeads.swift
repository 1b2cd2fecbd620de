package import JSON
package import LeadBuilding
package import Leads
package import Mapping
import Targets

/// Builds stored leads anew: for delivery, preview and whoever wants to see a document.
package struct StoredLeads: Sendable {
    /// What makes documents of leads.
    package let building: LeadBuilding
    private let store: any LeadRegister
    private let watch: (any BuildWatching)?

    /// Those of a store.
    ///
    /// - Parameter watch: watches over each of them that is built as it is.
    package init(building: LeadBuilding, store: any LeadRegister, watch: (any BuildWatching)? = nil) {
        self.building = building
        self.store = store
        self.watch = watch
    }

    /// What of a lead is to be sent, where it was made when it came and nothing has changed since.
    func ready(_ lead: Lead) -> ReadyDocument? { building.ready.take(for: lead, of: building.library.value) }

    /// What `lead` is now.
    ///
    /// - Parameters:
    ///   - candidate: a mapping to use instead of the one in force, for a preview.
    ///   - patch: edits to use instead of those that are kept; an empty one is none.
    package func judgement(of lead: Lead, through candidate: Mapping? = nil, editedBy patch: JSONValue? = nil)
        async throws(StoreError) -> Judgement
    {
        var submission: Submission?
        var standing: CaseStanding?
        do throws(StoreError) {
            submission = try await store.submission(lead.id)
            if lead.caseRole != .opens { standing = try await store.caseStanding(of: lead.id) }
        } catch {
            guard case .corrupt = error else { throw error }
            return .dead(Cause(.payloadUnreadable))
        }
        if let patch { submission = submission?.edited(by: patch) }
        let build = { building.judge(lead, submission, case: standing?.case, through: candidate) }
        // What somebody tries out is another input.
        guard candidate == nil, patch == nil, let watch else { return build() }
        return watch.building(lead, build) ?? .dead(Cause(.endsProcess))
    }

    /// What becomes of a lead that lacks its mapping only, now that it is to be built.
    func completion(of lead: Lead, _ submission: Submission) -> Completion {
        let build = { building.completion(of: lead, submission) }
        guard let watch else { return build() }
        return watch.building(lead, build) ?? .dead(Cause(.endsProcess))
    }

    /// What a look-up of `lead` compares and has to know; the document is not there where it cannot be built any more.
    func sent(of lead: Lead) async throws(StoreError) -> (document: [UInt8]?, context: SendingContext) {
        guard case .one(let built) = try await judgement(of: lead) else { return (nil, SendingContext(lead: lead)) }
        let context = built.context(of: lead, done: lead.progress?.results ?? [])
        return (built.document?.document, context)
    }
}
