import JSON
import TargetSchemas

/// A plan that cannot be read, in words for the person who wrote it.
struct FaultPlanError: Error, Sendable {
    var message: String
}

extension FaultPlan {
    /// Reads a plan: an array of rules, `{"faults": [rule, …]}`, or one rule alone.
    init(_ json: JSONValue) throws(FaultPlanError) {
        let entries: [JSONValue]
        switch json {
        case .array(let list): entries = list
        case .object(let object):
            if let list = object["faults"]?.arrayValue { entries = list } else { entries = [json] }
        default:
            throw FaultPlanError(message: "a plan is an array of rules, e.g. \(Self.example)")
        }
        var rules: [Rule] = []
        for (index, entry) in entries.enumerated() {
            rules.append(try Rule(entry, number: index + 1))
        }
        self.init(rules: rules)
    }

    static let example = #"[{"path": "kundenangaben", "next": 2, "status": 503, "retryAfter": 1}]"#

    /// The rules still in force, as they could be put again.
    var json: JSONValue { .object(["faults": .array(rules.map(\.json))]) }
}

extension FaultPlan.Rule {
    private static let members = [
        "path", "next", "status", "body", "problem", "page", "retryAfter", "delay", "drop", "truncate", "store",
    ]

    fileprivate init(_ json: JSONValue, number: Int) throws(FaultPlanError) {
        func wrong(_ what: String) -> FaultPlanError { FaultPlanError(message: "rule \(number): \(what)") }
        guard let object = json.objectValue else {
            throw wrong("a rule is an object, e.g. \(FaultPlan.example)")
        }
        for member in object.members where !Self.members.contains(member.key) {
            let near = suggestions(for: member.key, among: Self.members).first.map { "; did you mean \"\($0)\"?" } ?? ""
            throw wrong("unknown member \"\(member.key)\"\(near) Allowed: \(Self.members.joined(separator: ", "))")
        }
        func integer(_ name: String, _ range: ClosedRange<Int>) throws(FaultPlanError) -> Int? {
            guard let value = object[name] else { return nil }
            guard let number = value.numberValue?.int, range.contains(number) else {
                throw wrong("\"\(name)\" is a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        func flag(_ name: String) throws(FaultPlanError) -> Bool {
            guard let value = object[name] else { return false }
            guard let flag = value.boolValue else { throw wrong("\"\(name)\" is true or false") }
            return flag
        }

        guard let path = object["path"]?.stringValue else {
            throw wrong("\"path\" is missing: one of \(Self.names), or a path such as \"/kundenangaben\"")
        }
        if let api = SandboxAPI(rawValue: path) {
            place = .api(api)
        } else if path.hasPrefix("/"), !path.hasPrefix("/_sandbox") {
            place = .prefix(path)
        } else {
            throw wrong("\"path\" is one of \(Self.names), or a path such as \"/kundenangaben\"")
        }

        if let text = object["next"]?.stringValue {
            guard text == "all" else { throw wrong("\"next\" is a number of requests or \"all\"") }
            remaining = nil
        } else {
            remaining = try integer("next", 1...1_000_000_000) ?? 1
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
        if let drop = object["drop"] {
            guard let kind = drop.stringValue.flatMap(PlannedFault.Drop.init(rawValue:)) else {
                throw wrong("\"drop\" is \"before-store\" or \"after-store\"")
            }
            fault.drop = kind
        }
        fault.truncate = try flag("truncate")
        fault.store = try flag("store")
        if fault.drop != nil, fault.status != nil || fault.truncate {
            throw wrong("\"drop\" means no answer at all, so it goes with neither \"status\" nor \"truncate\"")
        }
        if fault.status == nil, fault.body != nil || fault.page != nil || fault.retryAfter != nil {
            throw wrong("\"body\", \"problem\", \"page\" and \"retryAfter\" need a \"status\"")
        }
        if fault == PlannedFault() {
            throw wrong("nothing goes wrong: say \"status\", \"delay\", \"drop\" or \"truncate\"")
        }
    }

    private static var names: String { SandboxAPI.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["path": .string(place.text)]
        object["next"] = remaining.map { .number(JSONNumber($0)) } ?? "all"
        if let status = fault.status { object["status"] = .number(JSONNumber(status)) }
        if let body = fault.body { object["body"] = body }
        if let page = fault.page { object["page"] = .string(page) }
        if let retryAfter = fault.retryAfter { object["retryAfter"] = .string(retryAfter) }
        if fault.delay > 0 { object["delay"] = .number(JSONNumber(Int(fault.delay))) }
        if let drop = fault.drop { object["drop"] = .string(drop.rawValue) }
        if fault.truncate { object["truncate"] = true }
        if fault.store { object["store"] = true }
        return .object(object)
    }
}
