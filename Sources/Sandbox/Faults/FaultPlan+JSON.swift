import JSON
import Suggestions
import TargetSchemas

extension FaultPlan {
    /// Reads a plan: an array of rules, `{"seed": 7, "faults": [rule, …]}`, or one rule alone.
    init(_ json: JSONValue) throws(SandboxError) {
        var seed: UInt64?
        let entries: [JSONValue]
        switch json {
        case .array(let list): entries = list
        case .object(let object):
            if let list = object["faults"]?.arrayValue {
                entries = list
                if let number = object["seed"] {
                    guard let value = number.numberValue?.int, value >= 0 else {
                        throw SandboxError.unreadable("\"seed\" is a whole number from 0")
                    }
                    seed = UInt64(value)
                }
            } else {
                entries = [json]
            }
        default:
            throw SandboxError.unreadable("a plan is an array of rules, e.g. \(Self.example)")
        }
        var rules: [Rule] = []
        for (index, entry) in entries.enumerated() {
            rules.append(try Rule(entry, number: index + 1))
        }
        self.init(rules: rules, seed: seed)
    }

    static let example = #"[{"path": "kundenangaben", "next": 2, "status": 503, "retryAfter": 1}]"#

    /// The rules still in force, as they could be put again.
    var json: JSONValue {
        var object: JSONObject = [:]
        if let seed { object["seed"] = JSONNumber(String(seed)).map { .number($0) } }
        object["faults"] = .array(rules.map(\.json))
        return .object(object)
    }

    /// The members of a rule with what they mean: help and the check of a plan are made from it.
    static let members: [(name: String, meaning: String)] = [
        ("path", "an API's name, the beginning of a path, or \"all\""),
        ("method", "only requests of this HTTP method"),
        ("matching", "only bodies that hold this text: a poison payload"),
        ("pointer", "only bodies that have a value at this JSON Pointer …"),
        ("equals", "… and it is this one"),
        ("skip", "how many requests pass before the first is met"),
        ("next", "how many are met, or \"all\"; one unless said"),
        ("probability", "how likely each is met, from 0 to 1, drawn from the plan's seed"),
        ("status", "answer with this status in place of doing the work"),
        ("body", "with this JSON"),
        ("problem", "another name for body"),
        ("page", "with this text as text/html: a load balancer's page"),
        ("retryAfter", "with this Retry-After"),
        ("store", "do the work although an error is answered: a gateway that lost the answer"),
        ("delay", "milliseconds to wait before answering, after the work"),
        ("trickle", "milliseconds between two bytes of the answer"),
        ("truncate", "send half of the answer and close"),
        ("drop", "no answer: \"before-body\" resets unread, \"before-store\" undone, \"after-store\" done"),
        ("expireToken", "the token ends in the moment in which it is used"),
    ]
}

extension FaultPlan.Rule {
    fileprivate init(_ json: JSONValue, number: Int) throws(SandboxError) {
        func wrong(_ what: String) -> SandboxError { SandboxError.unreadable("rule \(number): \(what)") }
        guard let object = json.objectValue else {
            throw wrong("a rule is an object, e.g. \(FaultPlan.example)")
        }
        let names = FaultPlan.members.map(\.name)
        for member in object.members where !names.contains(member.key) {
            let near = suggestions(for: member.key, among: names).first.map { "; did you mean \"\($0)\"?" } ?? ""
            throw wrong("unknown member \"\(member.key)\"\(near) Allowed: \(names.joined(separator: ", "))")
        }
        func integer(_ name: String, _ range: ClosedRange<Int>) throws(SandboxError) -> Int? {
            guard let value = object[name] else { return nil }
            guard let number = value.numberValue?.int, range.contains(number) else {
                throw wrong("\"\(name)\" is a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        func flag(_ name: String) throws(SandboxError) -> Bool {
            guard let value = object[name] else { return false }
            guard let flag = value.boolValue else { throw wrong("\"\(name)\" is true or false") }
            return flag
        }
        func text(_ name: String) throws(SandboxError) -> String? {
            guard let value = object[name] else { return nil }
            guard let text = value.stringValue, !text.isEmpty else { throw wrong("\"\(name)\" is a text") }
            return text
        }

        guard let path = object["path"]?.stringValue else {
            throw wrong("\"path\" is missing: one of \(Self.names), or a path such as \"/kundenangaben\"")
        }
        if let api = SandboxAPI(rawValue: path) {
            place = .api(api)
        } else if path == "all" {
            place = .everywhere
        } else if path.hasPrefix("/"), !path.hasPrefix("/_sandbox") {
            place = .prefix(path)
        } else {
            throw wrong("\"path\" is one of \(Self.names), or a path such as \"/kundenangaben\"")
        }
        method = try text("method")?.uppercased()
        if let text = try text("matching") {
            match = .text(text)
        } else if let pointer = try text("pointer") {
            do {
                match = .pointer(try JSONPointer(parsing: pointer), object["equals"])
            } catch {
                throw wrong("\"pointer\" is a JSON Pointer such as \"/importMetadaten/externeVorgangsId\": \(error)")
            }
        } else if object["equals"] != nil {
            throw wrong("\"equals\" needs a \"pointer\"")
        }
        skip = try integer("skip", 0...1_000_000_000) ?? 0
        if let text = object["next"]?.stringValue {
            guard text == "all" else { throw wrong("\"next\" is a number of requests or \"all\"") }
            remaining = nil
        } else if object["next"] == nil, object["probability"] != nil {
            remaining = nil
        } else {
            remaining = try integer("next", 1...1_000_000_000) ?? 1
        }
        if let value = object["probability"] {
            guard let number = value.numberValue?.double, (0...1).contains(number) else {
                throw wrong("\"probability\" is a number from 0 to 1")
            }
            probability = number
        }

        fault = PlannedFault()
        fault.status = try integer("status", 200...599)
        fault.body = object["body"] ?? object["problem"]
        if let page = object["page"] {
            guard let text = page.stringValue else { throw wrong("\"page\" is the text of an answer that is no JSON") }
            fault.page = text
        }
        switch object["retryAfter"] {
        case nil: break
        case .string(let text)?: fault.retryAfter = text
        case .number(let number)? where number.int.map({ $0 >= 0 }) ?? false: fault.retryAfter = number.text
        default: throw wrong("\"retryAfter\" is a number of seconds or a text (an HTTP date)")
        }
        fault.delay = Int64(try integer("delay", 0...3_600_000) ?? 0)
        fault.trickle = Int64(try integer("trickle", 0...60_000) ?? 0)
        if let drop = object["drop"] {
            guard let kind = drop.stringValue.flatMap(PlannedFault.Drop.init(rawValue:)) else {
                throw wrong("\"drop\" is \"before-body\", \"before-store\" or \"after-store\"")
            }
            fault.drop = kind
        }
        fault.truncate = try flag("truncate")
        fault.store = try flag("store")
        fault.expireToken = try flag("expireToken")
        try check(object, wrong)
    }

    /// What makes no sense together.
    private func check(_ object: JSONObject, _ wrong: (String) -> SandboxError) throws(SandboxError) {
        if fault.drop != nil, fault.status != nil || fault.truncate || fault.trickle > 0 {
            throw wrong("\"drop\" means no answer at all, so it goes with no \"status\", \"truncate\" or \"trickle\"")
        }
        if fault.drop == .beforeBody, match != nil {
            throw wrong("\"before-body\" resets before there is a body to match")
        }
        if fault.status == nil, fault.body != nil || fault.page != nil || fault.retryAfter != nil {
            throw wrong("\"body\", \"problem\", \"page\" and \"retryAfter\" need a \"status\"")
        }
        if fault == PlannedFault() {
            throw wrong(
                "nothing goes wrong: say \"status\", \"delay\", \"trickle\", \"drop\", \"truncate\" or \"expireToken\""
            )
        }
    }

    private static var names: String { SandboxAPI.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["path": .string(place.text)]
        if let method { object["method"] = .string(method) }
        switch match {
        case .text(let text)?: object["matching"] = .string(text)
        case .pointer(let pointer, let value)?:
            object["pointer"] = .string(pointer.description)
            object["equals"] = value
        case nil: break
        }
        if skip > 0 { object["skip"] = .number(JSONNumber(skip)) }
        object["next"] = remaining.map { .number(JSONNumber($0)) } ?? "all"
        object["probability"] = probability.flatMap { JSONNumber($0) }.map { .number($0) }
        if let status = fault.status { object["status"] = .number(JSONNumber(status)) }
        object["body"] = fault.body
        if let page = fault.page { object["page"] = .string(page) }
        if let retryAfter = fault.retryAfter { object["retryAfter"] = .string(retryAfter) }
        if fault.delay > 0 { object["delay"] = .number(JSONNumber(Int(fault.delay))) }
        if fault.trickle > 0 { object["trickle"] = .number(JSONNumber(Int(fault.trickle))) }
        if let drop = fault.drop { object["drop"] = .string(drop.rawValue) }
        if fault.truncate { object["truncate"] = true }
        if fault.store { object["store"] = true }
        if fault.expireToken { object["expireToken"] = true }
        return .object(object)
    }
}
