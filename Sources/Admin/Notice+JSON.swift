import Drift
import JSON
import Mapping
import Names
import Targets

extension Notice {
    /// The notice as operators see it; places and ids, never a value.
    var json: JSONValue {
        var json: JSONObject = [
            "id": .string(id),
            "source": .string(source.rawValue),
            "mapping": .string(mapping),
            "mappingHash": .string(mappingHash.rawValue),
            "kind": .string(kind.rawValue),
            "state": .string(state.rawValue),
            "place": .string(place.description),
            "selector": .string(place.selector),
        ]
        if case .renamed(let old, _) = cause { json["vanished"] = .string(old.description) }
        if case .unknownOption(_, let target) = cause {
            json["target"] = .string(target.description)
            json["options"] = .number(JSONNumber(optionCount))
        }
        json["rules"] = .array(rules.map { .string($0.description) })
        json["message"] = .string(message)
        json["suggestion"] = .string(suggestion)
        json["leads"] = .number(JSONNumber(leads))
        json["since"] = .time(since)
        json["raisedAt"] = .time(raisedAt)
        json["lastAt"] = .time(lastAt)
        json["examples"] = .array(
            examples.map { .object(["lead": .string($0), "report": .string("/admin/api/leads/\($0)/report")]) }
        )
        if let acknowledgedAt { json["acknowledgedAt"] = .time(acknowledgedAt) }
        if let reason { json["reason"] = .string(reason) }
        if let endedAt { json["endedAt"] = .time(endedAt) }
        if let end { json["end"] = .string(end.rawValue) }
        return .object(json)
    }
}

extension DriftLedger {
    /// What is known of a source, for operators.
    func json(rules: [MappingRules.Rule]) -> JSONValue {
        let counts = zip(rules, hits).map { rule, hits in
            JSONValue.object([
                "rule": .string(rule.pointer.description),
                "target": .string(rule.target.description),
                "hits": .number(JSONNumber(hits)),
                "misses": .number(JSONNumber(ruleLeads - hits)),
            ])
        }
        let fields = knownFields.map { field in
            JSONValue.object([
                "place": .string(field.place.description),
                "leads": .number(JSONNumber(field.leads)),
                "percent": .number(JSONNumber(Int((field.share * 100).rounded()))),
                "fate": .string(field.isRead ? "read" : field.isDeclared ? "unused" : "unread"),
                "lastAt": .time(field.lastAt),
            ])
        }
        return .object([
            "source": .string(source.rawValue),
            "mapping": .string(mapping),
            "mappingHash": .string(mappingHash.rawValue),
            "mode": .optional(mode?.rawValue),
            "leads": .number(JSONNumber(leads)),
            "skipped": .number(JSONNumber(skipped)),
            "weighed": .number(JSONNumber(weighed)),
            "rulesSince": .time(rulesSince),
            "ruleLeads": .number(JSONNumber(ruleLeads)),
            "rules": .array(counts),
            "fields": .array(fields),
            "freeForm": .array(freeForm.map(\.description).sorted().map(JSONValue.string)),
            "full": .bool(isFull),
        ])
    }
}
