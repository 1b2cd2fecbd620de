import Delivery
import JSON
import LeadBuilding
import Leads
import Mapping
import MappingDesk
import MappingLanguage
import Moments
import Names

/// What an order over many leads would do: how many it means and, for a replay, what would become of them.
///
/// Looks at all of them, the newest first, as far as it comes in ``patience``: the documents as they were and as they would be
/// with today's mapping or a candidate. Places and counts only; one lead's values are in its own preview.
struct JobPreview {
    /// Leads that are read at a time.
    static let atOnce = 500
    /// Milliseconds for which whoever asks may be kept waiting.
    static let patience: Int64 = 10_000

    let matched: Int
    /// Leads whose fate has been found.
    private(set) var looked = 0
    private var verdicts: [String: Int] = [:]
    private var changes: [Change: Seen] = [:]

    private struct Change: Hashable {
        let place: String
        let kind: String
    }

    private struct Seen {
        var leads = 0
        let example: LeadID
    }

    init(matched: Int) { self.matched = matched }

    mutating func add(_ lead: LeadID, verdict: String, changes found: [Difference]) {
        looked += 1
        verdicts[verdict, default: 0] += 1
        let kinds = Set(found.map { Change(place: Violation.withoutPositions($0.place.description), kind: $0.kind) })
        for kind in kinds { changes[kind, default: Seen(example: lead)].leads += 1 }
    }

    /// Says the same of all of them, where nothing of a lead has to be looked at.
    mutating func addAll(verdict: String) {
        looked = matched
        if matched > 0 { verdicts[verdict] = matched }
    }

    var json: JSONObject {
        var counts: JSONObject = [:]
        for (verdict, leads) in verdicts.sorted(by: { $0.key < $1.key }) {
            counts[verdict] = .number(JSONNumber(leads))
        }
        let changes = changes.sorted { ($1.value.leads, $0.key.place) < ($0.value.leads, $1.key.place) }
        return [
            "preview": true,
            "matched": .number(JSONNumber(matched)),
            "looked": .number(JSONNumber(looked)),
            "partial": .bool(looked < matched),
            "verdicts": .object(counts),
            "changes": .array(
                changes.map { change, seen in
                    .object([
                        "place": .string(change.place), "kind": .string(change.kind),
                        "leads": .number(JSONNumber(seen.leads)), "example": .string(seen.example.rawValue),
                    ])
                }
            ),
        ]
    }
}

extension OperatorsDesk {
    /// What a bulk order would do.
    ///
    /// - Parameter patience: milliseconds, after which a part of the leads has to do.
    func preview(
        _ action: Job.Action,
        _ order: Order,
        patience: Int64 = JobPreview.patience
    ) async throws -> JSONObject {
        let filter = try await filter(action, order)
        var preview = JobPreview(matched: try await store.count(matching: filter))
        switch action {
        case .replay, .release: break
        case .discard:
            preview.addAll(verdict: LeadState.discarded.rawValue)
            return preview.json
        case .resolve:
            preview.addAll(verdict: LeadState.queued.rawValue)
            var json = preview.json
            try await settling(action, order)?.add(to: &json)
            return json
        }
        let candidate = try order["mapping"].map { try mapping($0) }
        let end = clock.uptime() + patience
        var cursor: String?
        repeat {
            let page = try await store.leads(matching: filter, after: cursor, limit: JobPreview.atOnce)
            try await look(at: page.leads, through: candidate, for: &preview)
            cursor = page.next
        } while cursor != nil && clock.uptime() < end
        return preview.json
    }

    private func look(at leads: [Lead], through candidate: Mapping?, for preview: inout JobPreview) async throws {
        for lead in leads {
            let judgement = try await self.leads.judgement(of: lead, through: candidate)
            let verdict = judgement.cause ?? judgement.first?.verdict.cause
            let isAsked = try await isAskedFirst(lead)
            var changes: [Difference] = []
            if let document = judgement.first?.document, let hash = lead.mappingHash,
                let old = archive.mapping(hash: hash, name: lead.source.rawValue),
                let was = try await self.leads.judgement(of: lead, through: old).first?.document
            {
                changes = Difference.between(was.value, document.value)
            }
            preview.add(
                lead.id,
                verdict: isAsked ? LeadState.uncertain.rawValue : verdict?.code ?? "queued",
                changes: changes
            )
        }
    }
}

extension OperatorsDesk {
    /// Whether a replay makes a lead uncertain instead of sending it, since the target may have it.
    func isAskedFirst(_ lead: Lead) async throws -> Bool {
        if lead.isDoubtful { return true }
        return try await store.isFenced(lead.id)
    }
}

extension Difference {
    /// What happens to the place.
    var kind: String {
        switch (expected, actual) {
        case (nil, _): "added"
        case (_, nil): "removed"
        default: "changed"
        }
    }
}
