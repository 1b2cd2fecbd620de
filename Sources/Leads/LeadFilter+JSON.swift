package import JSON
import Names
import Targets

/// The filter as a job keeps it, by the names that operators write; times in milliseconds since 1970 UTC.
extension LeadFilter {
    /// Every condition that is set.
    package var json: JSONObject {
        var json: JSONObject = [:]
        if !states.isEmpty { json["state"] = .array(states.map(\.rawValue).sorted().map(JSONValue.string)) }
        if let lack { json["waitsFor"] = .string(lack.rawValue) }
        if let source { json["source"] = .string(source.rawValue) }
        if let target { json["target"] = .string(target.rawValue) }
        if let causeClass { json["cause"] = .string(causeClass.rawValue) }
        if let causeFingerprint { json["fingerprint"] = .string(causeFingerprint) }
        if let idPrefix { json["id"] = .string(idPrefix) }
        if let from { json["from"] = .number(JSONNumber(Int(from))) }
        if let to { json["to"] = .number(JSONNumber(Int(to))) }
        if let sentBefore { json["sentBefore"] = .number(JSONNumber(Int(sentBefore))) }
        return json
    }

    /// Reads what ``json`` wrote; `nil` for anything else: a filter that is half understood means other leads.
    package init?(json: JSONObject) {
        self.init()
        for member in json {
            switch (member.key, member.value) {
            case ("state", .array(let names)):
                let states = names.compactMap { $0.stringValue.flatMap(LeadState.init(rawValue:)) }
                guard states.count == names.count else { return nil }
                self.states = Set(states)
            case ("waitsFor", .string(let text)):
                guard let lack = Lead.Lack(rawValue: text) else { return nil }
                self.lack = lack
            case ("source", .string(let text)): source = SourceName(text)
            case ("target", .string(let text)): target = Target(rawValue: text)
            case ("cause", .string(let text)):
                guard let causeClass = CauseClass(rawValue: text) else { return nil }
                self.causeClass = causeClass
            case ("fingerprint", .string(let text)): causeFingerprint = text
            case ("id", .string(let text)): idPrefix = text
            case ("from", .number(let number)):
                guard let time = number.int else { return nil }
                from = Int64(time)
            case ("to", .number(let number)):
                guard let time = number.int else { return nil }
                to = Int64(time)
            case ("sentBefore", .number(let number)):
                guard let time = number.int else { return nil }
                sentBefore = Int64(time)
            default: return nil
            }
        }
    }
}
