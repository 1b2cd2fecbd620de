package import JSON
import Mapping
import Names
import Targets

/// A ledger as it is written down. A name that only one or two leads had is not among it.
extension DriftLedger {
    private static let version = 1

    /// As JSON text.
    package var serialized: [UInt8] {
        let named = fields.entries.filter {
            $0.record.leads >= Self.fewestLeads || $0.record.isRead || isNoticed($0.place)
        }
        let places = Set(named.map(\.place))
        var writer = JSONWriter(reserving: 512 * (named.count + 4))
        writer.beginObject()
        for member in counts {
            writer.key(member.key)
            writer.value(member.value)
        }
        writer.key("fields")
        writer.beginArray()
        // By far the most of it: written without a value of each member.
        for entry in named { entry.record.write(at: entry.place, among: places, to: &writer) }
        writer.endArray()
        writer.key("options")
        writer.value(.array(options.filter { $0.value.leads > 1 }.map { $0.value.json(of: $0.key) }))
        writer.key("notices")
        writer.value(.array(notices.map(\.record)))
        writer.key("lastNumber")
        writer.int(lastNumber)
        writer.endObject()
        return writer.finish()
    }

    /// All but the lists.
    private var counts: JSONObject {
        [
            "version": .int(Self.version),
            "source": .string(source.rawValue),
            "salt": .string(String(salt, radix: 16)),
            "revision": .int(revision),
            "mapping": .string(mapping),
            "mappingHash": .string(mappingHash.rawValue),
            "mode": mode.map { .string($0.rawValue) } ?? .null,
            "shape": .string(shape),
            "leads": .int(leads),
            "skipped": .int(skipped),
            "rulesSince": .int(Int(rulesSince)),
            "ruleLeads": .int(ruleLeads),
            "hits": .array(hits.map(JSONValue.int)),
            "clock": [.int(clock.tick), .int(Int(clock.second)), .int(clock.inSecond)],
            "baseline": .int(baseline),
            "freeForm": .array(freeForm.map { .string($0.description) }),
            "full": .bool(isFull),
        ]
    }

    /// Reads what ``serialized`` wrote; nil for anything else.
    package init?(_ json: JSONValue) {
        guard json["version"]?.int == Self.version, let source = json["source"]?.stringValue,
            let salt = json["salt"]?.stringValue.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        self.init(source: SourceName(source), salt: salt)
        let number = { (name: String) in json[name]?.int ?? 0 }
        revision = number("revision")
        mapping = json["mapping"]?.stringValue ?? ""
        mappingHash = MappingHash(rawValue: json["mappingHash"]?.stringValue ?? "")
        mode = json["mode"]?.stringValue.flatMap(DeliveryMode.init(rawValue:))
        shape = json["shape"]?.stringValue ?? ""
        leads = number("leads")
        skipped = number("skipped")
        rulesSince = Int64(number("rulesSince"))
        ruleLeads = number("ruleLeads")
        hits = json["hits"]?.arrayValue?.compactMap(\.int) ?? []
        clock = LedgerClock(
            tick: json["clock"]?[0]?.int ?? 0,
            second: Int64(json["clock"]?[1]?.int ?? 0),
            inSecond: json["clock"]?[2]?.int ?? 0
        )
        baseline = number("baseline")
        freeForm = Set(json["freeForm"]?.places ?? [])
        isFull = json["full"]?.boolValue ?? false
        for value in json["fields"]?.arrayValue ?? [] {
            guard let place = value["place"]?.place, let record = FieldRecord(value) else { continue }
            fields[place] = record
        }
        for value in json["options"]?.arrayValue ?? [] {
            guard let key = OptionKey(value), let record = OptionRecord(value) else { continue }
            options[key] = record
        }
        notices = json["notices"]?.arrayValue?.compactMap(Notice.init) ?? []
        lastNumber = number("lastNumber")
    }
}

extension FieldRecord {
    fileprivate func write(at place: InputPlace, among kept: Set<InputPlace>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("place")
        writer.string(place.description)
        writer.member("first", first)
        writer.member("last", last)
        writer.member("seen", seen)
        writer.member("leads", leads)
        writer.member("lastLead", lastLead)
        writer.member("firstAt", Int(firstAt))
        writer.member("lastAt", Int(lastAt))
        writer.member("position", position)
        writer.member("read", isRead)
        writer.member("declared", isDeclared)
        writer.key("before")
        if let before { writer.int(before) } else { writer.null() }
        writer.member("late", isLate)
        writer.key("missing")
        writer.beginArray()
        for other in missing where kept.contains(other) { writer.string(other.description) }
        writer.endArray()
        writer.member("returns", returns)
        writer.member("lastReturn", lastReturn)
        writer.endObject()
    }

    fileprivate init?(_ json: JSONValue) {
        guard let first = json["first"]?.int, let last = json["last"]?.int, let seen = json["seen"]?.int else {
            return nil
        }
        let number = { (name: String) in json[name]?.int ?? 0 }
        self.init(
            first: first,
            last: last,
            seen: seen,
            leads: number("leads"),
            lastLead: number("lastLead"),
            firstAt: Int64(number("firstAt")),
            lastAt: Int64(number("lastAt")),
            position: number("position"),
            isRead: json["read"]?.boolValue ?? false,
            isDeclared: json["declared"]?.boolValue ?? false,
            before: json["before"]?.int,
            isLate: json["late"]?.boolValue ?? false,
            missing: json["missing"]?.places ?? [],
            returns: number("returns"),
            lastReturn: number("lastReturn")
        )
    }
}

extension OptionRecord {
    fileprivate var members: JSONObject {
        [
            "first": .int(first), "last": .int(last), "seen": .int(seen), "leads": .int(leads),
            "firstAt": .int(Int(firstAt)), "lastAt": .int(Int(lastAt)), "example": .string(example),
        ]
    }

    fileprivate func json(of key: DriftLedger.OptionKey) -> JSONValue {
        var members = members
        members["place"] = .string(key.place.description)
        members["target"] = .string(key.target.description)
        members["option"] = .string(String(key.fingerprint, radix: 16))
        return .object(members)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let first = json["first"]?.int, let last = json["last"]?.int, let seen = json["seen"]?.int,
            let example = json["example"]?.stringValue
        else { return nil }
        self.init(
            first: first,
            last: last,
            seen: seen,
            leads: json["leads"]?.int ?? seen,
            firstAt: Int64(json["firstAt"]?.int ?? 0),
            lastAt: Int64(json["lastAt"]?.int ?? 0),
            example: example
        )
    }
}

extension DriftLedger.OptionKey {
    fileprivate init?(_ json: JSONValue) {
        guard let place = json["place"]?.place, let target = json["target"]?.pointer,
            let fingerprint = json["option"]?.stringValue.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        self.init(place: place, target: target, fingerprint: fingerprint)
    }
}

extension Notice {
    fileprivate var record: JSONValue {
        var json: JSONObject = [
            "id": .string(id), "source": .string(source.rawValue), "mapping": .string(mapping),
            "mappingHash": .string(mappingHash.rawValue), "kind": .string(kind.rawValue),
            "place": .string(place.description),
            "rules": .array(rules.map { .string($0.description) }), "since": .int(Int(since)),
            "raisedAt": .int(Int(raisedAt)), "lastAt": .int(Int(lastAt)), "leads": .int(leads),
            "examples": .array(examples.map(JSONValue.string)),
        ]
        if case .renamed(let old, _) = cause { json["vanished"] = .string(old.description) }
        if case .unknownOption(_, let target) = cause { json["target"] = .string(target.description) }
        if let acknowledgedAt { json["acknowledgedAt"] = .int(Int(acknowledgedAt)) }
        if let reason { json["reason"] = .string(reason) }
        if let endedAt { json["endedAt"] = .int(Int(endedAt)) }
        if let end { json["end"] = .string(end.rawValue) }
        if !options.isEmpty {
            json["options"] = .array(
                options.map { option in
                    var members = option.record.members
                    members["option"] = .string(String(option.fingerprint, radix: 16))
                    return .object(members)
                }
            )
        }
        return .object(json)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.stringValue, let source = json["source"]?.stringValue,
            let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)), let place = json["place"]?.place
        else { return nil }
        let cause: Cause
        switch kind {
        case .fieldNew: cause = .appeared(place)
        case .fieldVanished: cause = .vanished(place)
        case .fieldRenamed:
            guard let old = json["vanished"]?.place else { return nil }
            cause = .renamed(from: old, to: place)
        case .optionUnknown:
            guard let target = json["target"]?.pointer else { return nil }
            cause = .unknownOption(place, target: target)
        case .repeatedDifferently: cause = .repeatedDifferently
        }
        let time = { (name: String) in json[name]?.int.map { Int64($0) } }
        self.init(
            id: id,
            source: SourceName(source),
            mapping: json["mapping"]?.stringValue ?? "",
            mappingHash: MappingHash(rawValue: json["mappingHash"]?.stringValue ?? ""),
            cause: cause,
            rules: json["rules"]?.arrayValue?.compactMap(\.pointer) ?? [],
            since: time("since") ?? 0,
            raisedAt: time("raisedAt") ?? 0,
            lastAt: time("lastAt") ?? 0,
            leads: json["leads"]?.int ?? 0,
            examples: json["examples"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            acknowledgedAt: time("acknowledgedAt"),
            reason: json["reason"]?.stringValue,
            endedAt: time("endedAt"),
            end: json["end"]?.stringValue.flatMap(End.init(rawValue:)),
            options: json["options"]?.arrayValue?.compactMap { value in
                guard let fingerprint = value["option"]?.stringValue.flatMap({ UInt64($0, radix: 16) }),
                    let record = OptionRecord(value)
                else { return nil }
                return Option(fingerprint: fingerprint, record: record)
            } ?? []
        )
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: Int) {
        key(name)
        int(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }
}

extension JSONValue {
    fileprivate static func int(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }

    fileprivate var int: Int? { numberValue?.int }

    fileprivate var pointer: JSONPointer? { stringValue.flatMap { try? JSONPointer(parsing: $0) } }

    fileprivate var place: InputPlace? { stringValue.flatMap { InputPlace($0) } }

    fileprivate var places: [InputPlace] { arrayValue?.compactMap(\.place) ?? [] }
}
