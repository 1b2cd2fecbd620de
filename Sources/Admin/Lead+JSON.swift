import JSON
import Leads
import TargetSchemas

extension Lead {
    /// The lead as the operators' API shows it: everything but what the customer typed.
    var json: JSONObject {
        var json: JSONObject = [
            "id": .string(id.rawValue),
            "source": .string(source),
            "target": .string(target.rawValue),
            "mode": .string(mode.rawValue),
            "state": .string(state.rawValue),
            "receivedAt": .time(receivedAt),
            "updatedAt": .time(updatedAt),
            "attempts": .number(JSONNumber(attempts)),
            "replays": .number(JSONNumber(replays)),
            "reference": .string(reference),
        ]
        if state == .queued || (state == .uncertain && dueAt != Lead.never) { json["dueAt"] = .time(dueAt) }
        if let vorgangsnummer { json["vorgangsnummer"] = .string(vorgangsnummer) }
        if let mappingHash { json["mappingHash"] = .string(mappingHash) }
        if let cause {
            var members = cause.json
            members["fingerprint"] = .string(cause.fingerprint)
            json["cause"] = .object(members)
        }
        if !messages.isEmpty { json["messages"] = .array(messages.map(JSONValue.string)) }
        return json
    }
}

extension LeadPage {
    /// A page with the path of the next one.
    func json(path: String, query: LeadQuery) -> JSONValue {
        .object([
            "leads": .array(leads.map { .object($0.json) }),
            "next": next.map { .string(query.link(path: path, cursor: $0)) } ?? .null,
        ])
    }
}

extension TimelineEntry {
    var json: JSONValue {
        var json: JSONObject = [
            "sequence": .number(JSONNumber(sequence)),
            "at": .time(at),
            "event": .string(event),
            "state": .string(state.rawValue),
        ]
        for member in detail { json[member.key] = member.value }
        if let cause = evidence?.cause { json["cause"] = .object(cause.json) }
        if let messages = evidence?.messages, !messages.isEmpty {
            json["messages"] = .array(messages.map(JSONValue.string))
        }
        if let answer = evidence?.answer { json["answer"] = .string(String(decoding: answer, as: UTF8.self)) }
        return .object(json)
    }
}

extension CauseGroup {
    var json: JSONValue {
        .object([
            "fingerprint": .string(fingerprint),
            "state": .string(state.rawValue),
            "cause": .object(cause.json),
            "count": .number(JSONNumber(count)),
            "first": .time(first),
            "last": .time(last),
            "sources": .array(sources.map(JSONValue.string)),
        ])
    }
}

extension Books {
    var json: JSONValue {
        var states: JSONObject = [:]
        for state in LeadState.allCases { states[state.rawValue] = .number(JSONNumber(self[state])) }
        return .object([
            "accepted": .number(JSONNumber(accepted)),
            "balanced": .bool(balanced),
            "states": .object(states),
        ])
    }
}
