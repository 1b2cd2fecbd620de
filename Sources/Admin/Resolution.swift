import Delivery
import Hummingbird
import HummingbirdCore
import JSON
import Leads
import Problems
import Targets

/// What a person found at the target about an uncertain lead, and what follows from it.
struct Resolution {
    let event: LeadEvent
    /// What the audit log keeps of it.
    let act: String

    /// - Parameters:
    ///   - outcome: `found` or `not-there`.
    ///   - vorgangsnummer: the number, if it was found.
    ///   - testimony: who says so, and why.
    /// - Throws: `Refusal` that says how to say it.
    init(outcome: String?, vorgangsnummer: String?, _ testimony: Testimony) throws {
        switch (outcome, vorgangsnummer) {
        case ("found", let number?):
            guard Vorgangsnummer.isDocumented(number) else {
                throw Refusal.badRequest(
                    "'vorgangsnummer' is no case number: six or more of A to Z and 0 to 9, as the platform shows it: AB1234"
                )
            }
            event = .found(vorgangsnummer: number, testimony: testimony)
        case ("not-there", nil): event = .notThere(witness: nil, testimony: testimony)
        default:
            throw Refusal.badRequest(
                """
                say what you found: {"outcome": "found", "vorgangsnummer": "AB1234"}, or {"outcome": "not-there"} \
                if the Vorgang does not exist; the lead is then sent again
                """
            )
        }
        act = [outcome, testimony.reason].compactMap { $0 }.joined(separator: ": ")
    }
}

extension OperatorsDesk {
    /// Ends the doubt about an uncertain lead.
    func resolve(_ lead: Lead, _ resolution: Resolution, by name: String, override: Bool) async throws -> Lead {
        guard lead.state == .uncertain else {
            throw Refusal.conflict("lead \(lead.id) is \(lead.state.rawValue); only an uncertain one is resolved")
        }
        switch resolution.event {
        case .notThere: try await refuseWhileSettling(lead, override: override)
        case .found(let number, _): try await refuseTaken(number, for: lead, override: override)
        default: break
        }
        let act = OperatorAct(by: name, .resolved, lead.id.rawValue, reason: resolution.act)
        return try await record(resolution.event, for: lead, act: act)
    }

    /// A case is opened by one lead: a number that another one has is most likely a slip, and would lose this lead.
    private func refuseTaken(_ number: String, for lead: Lead, override: Bool) async throws {
        guard !override, lead.caseRole == .opens else { return }
        for match in try await store.leads(having: [PersonTrait(.caseNumber, number)]) where match.id != lead.id {
            guard let other = try await store.lead(match.id), other.caseRole == .opens, other.vorgangsnummer == number
            else { continue }
            throw Refusal.conflict(
                """
                lead \(other.id) is '\(number)' already, and a Vorgang is opened by one lead: look again what lead \(lead.id) \
                (reference '\(lead.reference)') is at the target. If both are this Vorgang: {"override": true} (`--override`)
                """
            )
        }
    }

    /// Nothing is sent again while the target may still be at work on the first request, unless somebody takes the risk.
    func refuseWhileSettling(_ lead: Lead, override: Bool) async throws {
        guard !override, let left = await delivery.settles(lead) else { return }
        throw Refusal.conflict(
            """
            lead \(lead.id) was sent a moment ago: for \(left / 60_000 + 1) more minutes the target may still be at work on \
            it, or its list be behind. Sent again now, it may become a second Vorgang. Wait, or take the risk: \
            {"override": true} (`--override`)
            """
        )
    }

    /// Ends the doubt about many uncertain leads, each named by id or reference with what was found.
    ///
    /// Each can have a reason of its own; the order's counts for those that have none.
    func resolveMany(_ order: Order, by operatorName: String) async throws -> JSONValue {
        guard let leads = order["leads"]?.arrayValue else {
            throw Refusal.badRequest(
                """
                name the leads: {"leads": [{"lead": "id or reference", "outcome": "found", "vorgangsnummer": "AB1234"}, …]}. All \
                that match and are not there: POST /admin/api/jobs {"action": "resolve", "source": "…", "reason": "…"}
                """
            )
        }
        var wanted: [(name: String, Resolution)] = []
        for (place, lead) in leads.enumerated() {
            guard let name = lead["lead"]?.stringValue else {
                throw Refusal.badRequest("leads[\(place)] has no 'lead': its id or its reference")
            }
            let (outcome, number) = (lead["outcome"]?.stringValue, lead["vorgangsnummer"]?.stringValue)
            let testimony = Testimony(by: operatorName, reason: lead["reason"]?.stringValue ?? order.reason)
            do {
                wanted.append((name, try Resolution(outcome: outcome, vorgangsnummer: number, testimony)))
            } catch {
                throw Refusal.badRequest("leads[\(place)] ('\(name)'): \((error as? Refusal)?.detail ?? "")")
            }
        }
        var uncertain: [String: Lead] = [:]
        var cursor: String?
        repeat {
            let page = try await store.leads(matching: LeadFilter(states: [.uncertain]), after: cursor, limit: 500)
            for lead in page.leads {
                uncertain[lead.id.rawValue] = lead
                uncertain[lead.reference] = lead
            }
            cursor = page.next
        } while cursor != nil
        return try await resolve(wanted, among: uncertain, by: operatorName, override: order.isOverride)
    }

    private func resolve(
        _ wanted: [(name: String, Resolution)],
        among uncertain: [String: Lead],
        by operatorName: String,
        override: Bool
    ) async throws -> JSONValue {
        var resolved = 0
        var refused: [JSONValue] = []
        for (name, resolution) in wanted {
            var why = "no uncertain lead has this id or reference"
            if let lead = uncertain[name] {
                do {
                    _ = try await resolve(lead, resolution, by: operatorName, override: override)
                    resolved += 1
                    continue
                } catch let refusal as Refusal {
                    why = refusal.detail
                } catch let error as StoreError {
                    why = error.description
                }
            }
            refused.append(["lead": .string(name), "why": .string(why)])
        }
        return ["resolved": .number(JSONNumber(resolved)), "refused": .array(refused)]
    }
}
