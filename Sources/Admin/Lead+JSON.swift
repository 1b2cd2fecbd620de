import JSON
import LeadBuilding
import Leads
import Names
import Targets

extension Lead {
    /// The lead as the operators' API shows it: everything but what the customer typed.
    /// - Parameter seesWords: whether words of a mapping or a target are shown, which can repeat it, and a reference that may
    ///   be made of it.
    func json(seesWords: Bool) -> JSONObject {
        var json: JSONObject = [
            "id": .string(id.rawValue),
            "source": .string(source.rawValue),
            "target": .string(target.rawValue),
            "mode": .string(mode.rawValue),
            "state": .string(state.rawValue),
            "receivedAt": .time(receivedAt),
            "updatedAt": .time(updatedAt),
            "attempts": .number(JSONNumber(attempts)),
            "replays": .number(JSONNumber(replays)),
            "reference": .string(seesWords ? reference : SenderIdentifier.masked(reference)),
        ]
        let isDue = [.waiting, .queued, .uncertain].contains(state) && dueAt != Lead.never
        if isDue { json["dueAt"] = .time(dueAt) }
        if let lack { json["waitsFor"] = .string(lack.rawValue) }
        if let vorgangsnummer { json["vorgangsnummer"] = .string(vorgangsnummer) }
        if let mappingHash { json["mappingHash"] = .string(mappingHash.rawValue) }
        if let cause {
            var members = cause.json(seesWords: seesWords)
            members["fingerprint"] = .string(cause.fingerprint)
            json["cause"] = .object(members)
        }
        if let mapping { json["mapping"] = .string(mapping) }
        if caseRole != .opens { json["caseRole"] = .string(caseRole.rawValue) }
        if let confirmation { json.confirm(confirmation) }
        if let progress { json["done"] = .array(progress.results.map { .string($0.name) }) }
        return json
    }
}

extension JSONObject {
    /// What a target confirmed, without its words: how many remarks, where it stored something else than was sent.
    fileprivate mutating func confirm(_ confirmation: Confirmation) {
        let json = confirmation.json
        if !confirmation.messages.isEmpty { self["messages"] = .number(JSONNumber(confirmation.messages.count)) }
        if !confirmation.remarks.isEmpty {
            self["remarks"] = .array(confirmation.remarks.map { .string($0.place) })
        }
        if let differences = json["differences"] { self["differences"] = differences }
        if !confirmation.results.isEmpty { self["done"] = .array(confirmation.results.map { .string($0.name) }) }
    }
}

extension CaseStanding {
    /// How a lead stands in its case.
    var json: JSONObject {
        var json: JSONObject = [:]
        if let opener { json["opener"] = .string(opener.rawValue) }
        if let number = `case`?.vorgangsnummer { json["vorgangsnummer"] = .string(number) }
        if let waitsFor { json["waitsFor"] = .string(waitsFor.rawValue) }
        return json
    }
}

extension LeadPage {
    /// A page with the path of the next one.
    func json(path: String, query: LeadQuery, seesWords: Bool) -> JSONValue {
        .object([
            "leads": .array(leads.map { .object($0.json(seesWords: seesWords)) }),
            "next": next.map { .string(query.link(path: path, cursor: $0)) } ?? .null,
        ])
    }
}

extension TimelineEntry {
    /// The entry without the target's own answer, which can repeat what the customer typed.
    /// - Parameter seesWords: whether the words of a cause are shown, which can repeat it as well.
    func json(seesWords: Bool) -> JSONValue {
        var json: JSONObject = [
            "sequence": .number(JSONNumber(sequence)),
            "at": .time(at),
            "event": .string(event),
            "state": .string(state.rawValue),
        ]
        for member in detail {
            let isTime = ["retryAt", "lookAgainAt"].contains(member.key)
            let time = isTime ? member.value.numberValue?.int : nil
            json[member.key] = time.map { .time(Int64($0)) } ?? member.value
        }
        if let cause = evidence?.cause { json["cause"] = .object(cause.json(seesWords: seesWords)) }
        return .object(json)
    }

    /// What the target said, if it said something.
    var answerJSON: JSONValue? {
        guard let evidence, evidence.answer != nil || !evidence.messages.isEmpty else { return nil }
        return .object([
            "sequence": .number(JSONNumber(sequence)),
            "at": .time(at),
            "event": .string(event),
            "messages": .array(evidence.messages.map(JSONValue.string)),
            "answer": .optional(evidence.answer.map { String(decoding: $0, as: UTF8.self) }),
        ])
    }
}

extension LeadCallback {
    /// What the sender was or is to be told: of which change, and how far that is.
    var json: JSONValue {
        var json: JSONObject = [
            "version": .number(JSONNumber(version)),
            "state": .string(state.rawValue),
            "changedAt": .time(changedAt),
            "status": .string(status.rawValue),
            "attempts": .number(JSONNumber(attempts)),
        ]
        if let triedAt { json["triedAt"] = .time(triedAt) }
        if let answer { json["answer"] = .string(answer) }
        if status == .pending { json["nextTryAt"] = .time(dueAt) }
        return .object(json)
    }
}

extension Cause {
    /// The cause; without its words only what the books have in clear: class, code and places.
    fileprivate func json(seesWords: Bool) -> JSONObject {
        if seesWords { return json }
        var json: JSONObject = ["class": .string(self.class.rawValue), "code": .string(code)]
        if !violations.isEmpty {
            json["violations"] = .array(violations.map { ["field": .string($0.field)] })
        }
        return json
    }
}

extension CauseGroup {
    /// The group as the operators' API shows it.
    /// - Parameter seesWords: whether the words of its example are shown.
    func json(seesWords: Bool) -> JSONValue {
        .object([
            "fingerprint": .string(fingerprint),
            "state": .string(state.rawValue),
            "cause": .object(cause.json(seesWords: seesWords)),
            "count": .number(JSONNumber(count)),
            "first": .time(first),
            "last": .time(last),
            "sources": .array(sources.map { .string($0.rawValue) }),
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
