package import JSON
import Suggestions
import TargetSchemas

extension SandboxSettings {
    /// Changes what `json` names and leaves the rest: the body of `PUT /_sandbox/settings`, and the file of
    /// `leadgate sandbox --settings`.
    package mutating func change(_ json: JSONValue) throws(SandboxError) {
        let object = try Reader.object(json, "settings", Self.members.map(\.0))
        var changed = self
        if let value = object["tokenLifetime"] {
            changed.tokenLifetime = try Reader.integer(value, "tokenLifetime", 1...31_536_000)
        }
        if let value = object["indexingDelay"] {
            changed.indexingDelay = Int64(try Reader.integer(value, "indexingDelay", 0...86_400_000))
        }
        if let value = object["requestsPerMinute"] {
            changed.requestsPerMinute = try Reader.integer(value, "requestsPerMinute", 1...1_000_000_000)
        }
        if let value = object["unknownApplications"] {
            changed.unknownApplications = Set(try Reader.texts(value, "unknownApplications"))
        }
        if let value = object["clients"] {
            guard let list = value.arrayValue, !list.isEmpty else { throw SandboxError.unreadable("clients is a list") }
            var clients: [SandboxClient] = []
            for entry in list { clients.append(try SandboxClient(entry)) }
            changed.clients = clients
        }
        if let value = object["partners"] { try changed.partners.change(value) }
        if let value = object["behaviour"] {
            for member in try Reader.object(value, "behaviour", SandboxBehaviour.switches.map(\.name)).members {
                try changed.set(member.key, to: try Reader.text(member.value, member.key))
            }
        }
        self = changed
    }

    /// Sets one switch by its name: `leadgate sandbox --switch NAME=VALUE`.
    package mutating func set(_ name: String, to value: String) throws(SandboxError) {
        let switches = SandboxBehaviour.switches
        guard let found = switches.first(where: { $0.name == name }) else {
            throw Reader.unknown(name, "switch", switches.map(\.name))
        }
        guard found.write(&behaviour, value) else {
            throw SandboxError.unreadable("\(name) is one of \(found.values.joined(separator: ", "))")
        }
    }

    /// The members with an example each: help and the check of settings are made from it.
    static let members: [(String, String)] = [
        (
            "clients",
            #"[{"id": "bank", "secret": "s", "partner": "BNK01", "scopes": ["privatkredit:antrag:schreiben"],"#
                + #" "contexts": ["TEST_MODUS"], "trusted": false}]: replaces all that there were"#
        ),
        ("tokenLifetime", "seconds a token lives: 3600"),
        ("indexingDelay", "milliseconds until a new case shows up in the list of Vorgaenge: 0"),
        ("requestsPerMinute", "requests per client in any 60 seconds: 2000"),
        (
            "partners",
            #"{"unknown": ["XXX99"], "root": "LGT01", "superiors": {"ABC12": "ORG01"},"#
                + #" "takeover": {"ABC12": ["DEF34"]}, "organisations": ["ORG01"], "additional": ["TEST"]}"#
        ),
        ("unknownApplications", #"["985132/9/9"]: applications that Antragsstatus does not know"#),
        ("behaviour", "the switches below"),
    ]

    /// All settings, as they could be put again, but for the clients' secrets.
    var json: JSONValue {
        [
            "clients": .array(clients.map(\.json)),
            "tokenLifetime": .number(JSONNumber(tokenLifetime)),
            "indexingDelay": .number(JSONNumber(Int(indexingDelay))),
            "requestsPerMinute": .number(JSONNumber(requestsPerMinute)),
            "unknownApplications": .array(unknownApplications.sorted().map { .string($0) }),
            "partners": partners.json,
            "behaviour": .object(
                JSONObject(SandboxBehaviour.switches.map { ($0.name, .string($0.read(behaviour))) })
            ),
        ]
    }
}

extension SandboxClient {
    private static let names = ["id", "secret", "partner", "scopes", "contexts", "trusted"]

    fileprivate init(_ json: JSONValue) throws(SandboxError) {
        let object = try Reader.object(json, "a client", Self.names)
        guard let id = object["id"], let secret = object["secret"] else {
            throw SandboxError.unreadable("a client needs \"id\" and \"secret\"")
        }
        self.init(id: try Reader.text(id, "id"), secret: try Reader.text(secret, "secret"))
        if let value = object["partner"] { partner = try Reader.text(value, "partner") }
        if let value = object["scopes"] { scopes = try Reader.texts(value, "scopes") }
        if let value = object["contexts"] {
            contexts = Set(try Reader.texts(value, "contexts"))
            guard contexts.isSubset(of: ["TEST_MODUS", "ECHT_GESCHAEFT"]) else {
                throw SandboxError.unreadable("contexts holds TEST_MODUS and ECHT_GESCHAEFT")
            }
        }
        if let value = object["trusted"] {
            guard let flag = value.boolValue else { throw SandboxError.unreadable("trusted is true or false") }
            isTrusted = flag
        }
    }

    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "partner": .string(partner),
            "scopes": .array(scopes.map { .string($0) }),
            "contexts": .array(contexts.sorted().map { .string($0) }),
            "trusted": .bool(isTrusted),
        ]
    }
}

extension Partners {
    private static let names = ["unknown", "additional", "root", "superiors", "takeover", "organisations"]

    fileprivate mutating func change(_ json: JSONValue) throws(SandboxError) {
        let object = try Reader.object(json, "partners", Self.names)
        if let value = object["unknown"] { unknown = Set(try Reader.texts(value, "unknown")) }
        if let value = object["additional"] { additional = Set(try Reader.texts(value, "additional")) }
        if let value = object["organisations"] { organisations = Set(try Reader.texts(value, "organisations")) }
        if let value = object["root"] { root = value.isNull ? nil : try Reader.text(value, "root") }
        if let value = object["superiors"] {
            superiors = [:]
            for member in try Reader.object(value, "superiors", nil).members {
                superiors[member.key] = try Reader.text(member.value, member.key)
            }
        }
        if let value = object["takeover"] {
            takeover = [:]
            for member in try Reader.object(value, "takeover", nil).members {
                takeover[member.key] = Set(try Reader.texts(member.value, member.key))
            }
        }
    }

    fileprivate var json: JSONValue {
        func list(_ texts: Set<String>) -> JSONValue { .array(texts.sorted().map { .string($0) }) }
        return [
            "unknown": list(unknown),
            "additional": list(additional),
            "root": root.map { .string($0) } ?? .null,
            "superiors": .object(JSONObject(superiors.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "takeover": .object(JSONObject(takeover.sorted { $0.key < $1.key }.map { ($0.key, list($0.value)) })),
            "organisations": list(organisations),
        ]
    }
}

/// Reads settings closed-world: what is not known is an error with a suggestion.
private enum Reader {
    static func object(_ json: JSONValue, _ what: String, _ names: [String]?) throws(SandboxError) -> JSONObject {
        guard let object = json.objectValue else { throw SandboxError.unreadable("\(what) is an object") }
        if let names {
            for member in object.members where !names.contains(member.key) {
                throw unknown(member.key, "member of \(what)", names)
            }
        }
        return object
    }

    static func unknown(_ name: String, _ what: String, _ names: [String]) -> SandboxError {
        let near = suggestions(for: name, among: names).first.map { "; did you mean \"\($0)\"?" } ?? ""
        return SandboxError.unreadable("unknown \(what) \"\(name)\"\(near) Allowed: \(names.joined(separator: ", "))")
    }

    static func integer(_ json: JSONValue, _ name: String, _ range: ClosedRange<Int>) throws(SandboxError) -> Int {
        guard let number = json.numberValue?.int, range.contains(number) else {
            throw SandboxError.unreadable("\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    static func text(_ json: JSONValue, _ name: String) throws(SandboxError) -> String {
        guard let text = json.stringValue, !text.isEmpty else { throw SandboxError.unreadable("\(name) is a text") }
        return text
    }

    static func texts(_ json: JSONValue, _ name: String) throws(SandboxError) -> [String] {
        guard let list = json.arrayValue else { throw SandboxError.unreadable("\(name) is a list of texts") }
        var texts: [String] = []
        for entry in list { texts.append(try text(entry, "an entry of \(name)")) }
        return texts
    }
}
