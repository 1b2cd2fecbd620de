import Crypto
import JSON
import Leads
import Moments
import Names
import People
import Problems
import Targets

extension OperatorsDesk {
    /// Whom an order is about.
    func person(_ order: Order) throws -> PersonQuery {
        guard let today = CalendarDate(startOf: Timestamp.text(clock.now())) else {
            throw Refusal(.unexpected, "the clock of this machine is wrong")
        }
        do throws(PersonQueryError) { return try PersonQuery(order.all, today: today) } catch {
            throw Refusal.badRequest(error.description)
        }
    }

    /// All leads of a person.
    func matches(_ query: PersonQuery) async throws -> [PersonMatch] {
        do { return try await PersonSearch(store: store, leads: leads).matches(query) } catch let error as NotIndexed {
            throw Refusal(.storeUnavailable, error.description)
        }
    }

    /// Notes that somebody asked for a person: by which kinds of values, never which ones.
    func note(_ kind: OperatorAct.Kind, _ query: PersonQuery, reason: String?, by context: OperatorContext) async throws
    {
        let kinds = query.kinds.map(\.rawValue).joined(separator: ",")
        try await store.audit(OperatorAct(by: context.name, kind, kinds, reason: reason), at: clock.now())
    }

    /// What an erasure would erase.
    func erasurePreview(_ matches: [PersonMatch]) async throws -> JSONValue {
        var states: [LeadState: Int] = [:]
        var shown: [JSONValue] = []
        for match in matches {
            guard let lead = try await store.lead(match.id) else { continue }
            states[lead.state, default: 0] += 1
            var json = lead.erasureJSON
            json["foundBy"] = match.kindsJSON
            shown.append(.object(json))
        }
        var counts: JSONObject = [:]
        for (state, count) in states.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            counts[state.rawValue] = .number(JSONNumber(count))
        }
        return .object([
            "preview": true, "matched": .number(JSONNumber(matches.count)), "states": .object(counts),
            "leads": .array(shown), "confirm": matches.isEmpty ? .null : .string(matches.confirmation),
        ])
    }

    /// What an erasure has erased: the proof of it. Names leads, and nobody.
    func certificate(_ erasure: Erasure) async throws -> JSONValue {
        var erased: [JSONValue] = []
        var left: [JSONValue] = []
        for id in erasure.order.leads {
            let lead: Lead?
            do throws(StoreError) { lead = try await store.lead(id) } catch {
                guard case .corrupt = error else { throw error }
                lead = nil
            }
            guard let lead else {
                left.append(.object(["id": .string(id.rawValue), "why": "it is damaged: leadgate damage erase"]))
                continue
            }
            var json = lead.erasureJSON
            if lead.state == .erased {
                json["erasedAt"] = .time(lead.updatedAt)
                erased.append(.object(json))
            } else {
                json["why"] = lead.state == .sending ? "it is being sent; it is erased as soon as it is there" : "next"
                left.append(.object(json))
            }
        }
        return .object([
            "id": .string(erasure.order.id),
            "state": erasure.endedAt == nil ? "running" : "done",
            "by": .string(erasure.order.by),
            "reason": .string(erasure.order.reason),
            "foundBy": .array(erasure.order.kinds.map { .string($0.rawValue) }),
            "orderedAt": .time(erasure.orderedAt),
            "endedAt": erasure.endedAt.map { .time($0) } ?? .null,
            "matched": .number(JSONNumber(erasure.order.leads.count)),
            "erased": .array(erased),
            "left": .array(left),
            "links": .object([
                "self": .string("/admin/api/people/erasures/\(erasure.order.id)"),
                "audit": .string("/admin/api/audit?subject=\(erasure.order.id)"),
            ]),
        ])
    }
}

extension Lead {
    /// What stays of an erased lead; its number is what has to be erased at the target, too.
    fileprivate var erasureJSON: JSONObject {
        var json: JSONObject = [
            "id": .string(id.rawValue), "source": .string(source.rawValue), "target": .string(target.rawValue),
            "state": .string(state.rawValue), "receivedAt": .time(receivedAt),
        ]
        if let vorgangsnummer { json["vorgangsnummer"] = .string(vorgangsnummer) }
        return json
    }
}

extension PersonMatch {
    /// By which kinds of values it was found.
    var kindsJSON: JSONValue {
        .array(PersonTrait.Kind.allCases.filter { kinds.contains($0) }.map { .string($0.rawValue) })
    }
}

extension [PersonMatch] {
    /// A digest of just these leads: who confirms it means them and no others.
    var confirmation: String {
        var hash = SHA256()
        for match in self { hash.update(data: [UInt8](match.id.rawValue.utf8)) }
        let digest = [UInt8](hash.finalize())
        return digest.prefix(16).reduce(into: "") { text, byte in
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
