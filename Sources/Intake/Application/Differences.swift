import HTTPEdge
import LeadBuilding
import Leads
import Logging
import Mapping
import Moments
import SourceFiles
import Telemetry

/// What has become of a post.
struct TakenPost: Sendable {
    /// Of each of its leads, in the order of the receipt.
    var acceptances: [Acceptance]
    /// What was built of it.
    var built: [BuiltLead]
}

/// What becomes of leads that came under a key of the source's own with other content than the first: each for itself, so
/// that of a list of leads only those that have changed are more than a repeat.
extension IntakeApplication {
    /// A lead that came again, and differs.
    private struct Difference {
        /// The lead that came first.
        let lead: Lead
        /// What came instead.
        let new: NewLead

        var item: Int? { new.submission.item }
    }

    /// Sees to what differs, as the source says: it becomes leads through its mapping for follow-ups, or new ones; the rest
    /// is kept beside the lead that is there.
    ///
    /// The key of what becomes a lead is the sender's with its content's hash, so a repeat of *that* is one again. Nothing of
    /// it is stored yet; if the process ends here, the sender has no receipt and comes again.
    ///
    /// - Parameter leads: the leads that the post would have been without an earlier one.
    func settle(_ taken: TakenPost, _ leads: [NewLead], _ request: IntakeRequest, _ sender: Authorized)
        async throws(StoreError) -> TakenPost
    {
        guard taken.acceptances.contains(where: \.differs) else { return taken }
        let new = Dictionary(leads.map { ($0.lead.id, $0) }) { first, _ in first }
        let differences = taken.acceptances.compactMap { acceptance -> Difference? in
            guard case .repeatedDifferently(let lead, let id) = acceptance else { return nil }
            return new[id].map { Difference(lead: lead, new: $0) }
        }
        let again = again(request, sender, besides: differences.map(\.lead))
        var items: Set<Int?> = []
        // Why those of an item are for a person to decide.
        var held: [Int?: String] = [:]
        for (item, differences) in Dictionary(grouping: differences, by: \.item) {
            if again != nil, try await givesWay(differences.map(\.lead), sender.ready.source) {
                items.insert(item)
                continue
            }
            var unkept: [Difference] = []
            for difference in differences where try await !isKept(difference) { unkept.append(difference) }
            if again != nil, let reason = unkept.lazy.compactMap(\.lead.reasonToKeepNothingBeside).first {
                items.insert(item)
                held[item] = reason
            } else {
                for difference in unkept { try await keepBeside(difference) }
            }
        }
        guard let again, !items.isEmpty else { return taken }
        // A mapping for follow-ups may take the post whole where the others do not, and the other way round.
        let isOther = sender.ready.source.duplicates?.differs == .followUp
        let wanted = again.leads.filter { lead in
            items.contains(lead.submission.item) || isOther && (lead.submission.item == nil || items == [nil])
        }.map { lead in
            guard let reason = held[lead.submission.item] else { return lead }
            return lead.refused(Cause(.repeatsDifferently, about: reason))
        }
        let stored = try await store.accept(wanted)
        var places = Dictionary(grouping: zip(wanted, stored)) { $0.0.submission.item }.mapValues { $0.map(\.1) }
        var settled = TakenPost(acceptances: [], built: taken.built + again.built.leads)
        for acceptance in taken.acceptances {
            guard case .repeatedDifferently(_, let id) = acceptance, let post = new[id]?.submission,
                items.contains(post.item)
            else {
                settled.acceptances.append(acceptance)
                continue
            }
            settled.acceptances += places.removeValue(forKey: post.item) ?? []
        }
        settled.acceptances += places.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.flatMap(\.value)
        return settled
    }

    /// The post as what its source says that other content is, or what it is where nothing can be kept beside the leads that
    /// are there; `nil` where it is kept there.
    private func again(_ request: IntakeRequest, _ sender: Authorized, besides leads: [Lead]) -> PreparedPost? {
        let source = sender.ready.source
        guard let rule = source.duplicates,
            rule.differs != .keep || leads.contains(where: { $0.reasonToKeepNothingBeside != nil })
        else { return nil }
        // What a follow-up is only a mapping can say.
        let isUnbuilt = source.lack != nil
        if rule.differs == .followUp, isUnbuilt { return nil }
        let library = library.value
        let names = rule.differs == .followUp ? rule.mapping.map { [$0] } ?? [] : source.mappings
        let mappings = names.compactMap { library.mapping($0) }
        guard !mappings.isEmpty || isUnbuilt else { return nil }
        return try? prepare(request, sender, mappings, mark: Self.fingerprint).get()
    }

    /// Whether leads make room for what came instead of them: where it counts instead, they are discarded, unless one is at
    /// the target or may be, which is for a person.
    private func givesWay(_ leads: [Lead], _ source: Source) async throws(StoreError) -> Bool {
        switch source.duplicates?.differs {
        case .new, .followUp: return true
        case .keep, nil: return false
        case .supersede: break
        }
        guard leads.allSatisfy({ [.waiting, .queued, .dead, .discarded].contains($0.state) && !$0.isDoubtful }) else {
            return false
        }
        for lead in leads where lead.state != .discarded {
            do {
                try await store.record(
                    .discarded(by: "source:\(lead.source)", reason: "superseded by what came under the same key"),
                    for: lead.id,
                    version: lead.version,
                    at: clock.now()
                )
            } catch {
                switch error {
                // It has moved since: it may be on its way.
                case .conflict, .transition: return false
                default: throw error
                }
            }
        }
        return true
    }

    /// Whether what came under a lead's key again is kept beside it already.
    private func isKept(_ difference: Difference) async throws(StoreError) -> Bool {
        guard difference.lead.state != .erased else { return false }
        return try await store.timeline(difference.lead.id).contains { entry in
            entry.event == LeadEvent.Kind.repeatedDifferently.rawValue
                && entry.evidence?.answer == difference.new.content
        }
    }

    /// Keeps what came under a lead's key again and differs, sealed in its timeline.
    private func keepBeside(_ difference: Difference) async throws(StoreError) {
        let lead = difference.lead
        try await store.record(
            .repeatedDifferently,
            for: lead.id,
            version: nil,
            at: clock.now(),
            answer: difference.new.content
        )
        logger.record(.leadRepeatedDifferently, [.source: "\(lead.source)", .lead: .string(lead.id.rawValue)])
    }
}

extension Lead {
    /// How often a lead can have changed when something more is kept beside it.
    ///
    /// All of its timeline is looked through for what comes again, so a sender whose key is always the same would make each of
    /// its posts dearer than the one before, and bury its leads in the timeline of the first.
    private static let mostVersions = 100

    /// Why nothing more can be kept beside it; `nil` where it can.
    fileprivate var reasonToKeepNothingBeside: String? {
        let first = "Lead \(id), which came first,"
        if state == .erased { return "\(first) is erased." }
        guard version >= Self.mostVersions else { return nil }
        return
            "\(first) has other content beside it that came under its key, again and again: does the source's \"duplicates\" "
            + "name a field that is different for each lead?"
    }
}
