import JSON
import JSONPath
import MappingLanguage

/// Reads `fetch` of a source file.
struct FetchDecoder {
    /// Whether secrets in clear text, and this machine's own addresses, are allowed.
    let isTest: Bool
    let log: FindingLog

    private static let members = [
        "id", "pattern", "url", "token", "headers", "lead", "join", "errors", "perMinute", "answer", "allowLoopback",
    ]

    func fetch(_ source: SettingsReader) -> Fetch? {
        guard let reader = source.objectReader("fetch") else { return nil }
        reader.refuseUnknown(Self.members, what: "\"fetch\"")
        let allowsLoopback = reader.bool("allowLoopback") ?? false
        if allowsLoopback, !isTest {
            log.add(
                .invalidSetting,
                at: reader.place("allowLoopback"),
                "\"allowLoopback\" is for tests, and the source's mode is production.",
                advice: "Leave it out."
            )
        }
        let attributes = source.object["attributes"]?.objectValue ?? [:]
        func address(in reader: SettingsReader) -> FetchAddress? {
            self.address(reader, attributes, allowsLoopback: allowsLoopback)
        }
        let pattern = pattern(reader)
        var joins: [Fetch.Join] = []
        if let all = reader.objectReader("join") {
            for name in all.object.keys where name != "$comment" {
                guard let join = all.objectReader(name) else { continue }
                join.refuseUnknown(["id", "pattern", "url"], what: "What is joined")
                guard let id = query("id", join, singular: true, isNeeded: true), let url = address(in: join) else {
                    continue
                }
                joins.append(Fetch.Join(member: name, id: id, pattern: self.pattern(join), url: url))
            }
        }
        let token = token(reader)
        let selector = selector(reader)
        guard let selector, let url = address(in: reader) else { return nil }
        return Fetch(
            id: Fetch.Identifier(selector: selector, pattern: pattern),
            url: url,
            token: token,
            headers: headers(reader),
            lead: query("lead", reader, singular: true),
            joins: joins,
            errors: errors(reader),
            perMinute: reader.integer("perMinute", in: 1...6_000) ?? 120,
            answerBytes: bytes(reader),
            allowsLoopback: allowsLoopback
        )
    }

    /// Where the ids are: in the post itself, and not in what a mapping makes of it.
    private func selector(_ reader: SettingsReader) -> Selector? {
        guard let text = reader.filledString("id") else {
            if reader.object["id"] == nil { missing("id", reader, "Add \"id\": where in a post the id of a lead is.") }
            return nil
        }
        guard let selector = Selector.parse(text, at: reader.place("id"), insideEach: false, log: log) else {
            return nil
        }
        guard selector.part == .payload || selector.part == .query else {
            log.add(
                .invalidSelector,
                at: reader.place("id"),
                "\"\(text)\" does not read what the vendor has sent.",
                advice: "Start with $.payload or $.query."
            )
            return nil
        }
        return selector
    }

    private func missing(_ name: String, _ reader: SettingsReader, _ advice: String) {
        log.add(.missingSetting, at: reader.pointer, "There is no \"\(name)\".", advice: advice)
    }

    private func pattern(_ reader: SettingsReader) -> IRegexp? {
        guard let text = reader.filledString("pattern") else { return nil }
        do throws(IRegexpError) { return try IRegexp(parsing: text) } catch {
            log.add(
                .invalidSetting,
                at: reader.place("pattern"),
                "\"\(text)\" is no I-Regexp (RFC 9485): \(error.message).",
                advice: "Write such as [0-9]+; its first match is the id."
            )
            return nil
        }
    }

    private func query(_ name: String, _ reader: SettingsReader, singular: Bool, isNeeded: Bool = false)
        -> JSONPathQuery?
    {
        guard let text = reader.filledString(name) else {
            if isNeeded, reader.object[name] == nil { missing(name, reader, "Add \"\(name)\": a path in the answer.") }
            return nil
        }
        return parsed(text, at: reader.place(name), singular: singular)
    }

    /// A path in the vendor's answer, where `$` is all of it.
    private func parsed(_ text: String, at place: JSONPointer, singular: Bool) -> JSONPathQuery? {
        do throws(JSONPathError) {
            let query = try JSONPathQuery(parsing: text)
            if singular, !query.isSingular {
                log.add(.selectorNotSingular, at: place, "\"\(text)\" can find several values.")
            }
            return query
        } catch {
            log.add(
                .invalidSelector,
                at: place,
                "\"\(text)\" is no path in the answer: \(error.message)",
                advice: error.advice
            )
            return nil
        }
    }

    private func errors(_ reader: SettingsReader) -> Fetch.Errors {
        guard let rule = reader.objectReader("errors") else { return .none }
        rule.refuseUnknown(["token", "gone", "later"], what: "\"errors\"")
        func queries(_ name: String) -> [JSONPathQuery] {
            (rule.strings(name) ?? []).compactMap { parsed($0, at: rule.place(name), singular: false) }
        }
        return Fetch.Errors(token: queries("token"), gone: queries("gone"), later: queries("later"))
    }

    /// The address, with the source's attributes where their names stand in braces.
    private func address(_ reader: SettingsReader, _ attributes: JSONObject, allowsLoopback: Bool) -> FetchAddress? {
        guard let text = reader.filledString("url") else {
            if reader.object["url"] == nil { missing("url", reader, "Add \"url\": the address, with {id} in it.") }
            return nil
        }
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{") {
            filled += rest[..<start]
            guard let end = rest[start...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: start)..<end])
            let value = attributes[name]?.stringValue ?? attributes[name]?.numberValue?.text
            if name != "id", value == nil {
                log.add(
                    .invalidSetting,
                    at: reader.place("url"),
                    "Nothing says what stands at {\(name)}.",
                    advice: "Write {id}, or the name of one of the source's \"attributes\"."
                )
                return nil
            }
            filled += name == "id" ? "{id}" : value ?? ""
            rest = rest[rest.index(after: end)...]
        }
        filled += rest
        let schemes = allowsLoopback ? ["https://", "http://"] : ["https://"]
        let host = schemes.first(where: filled.hasPrefix).map {
            filled.dropFirst($0.count).prefix { !"/?#".contains($0) }
        }
        guard let host, !host.isEmpty, !host.contains("@"), !filled.contains(where: \.isWhitespace),
            !filled.contains("#"), let address = FetchAddress(filled)
        else {
            log.add(
                .invalidSetting,
                at: reader.place("url"),
                "\"\(text)\" is no address that a lead can be fetched from.",
                advice: "Write it whole, with https:// and {id} behind the host, without user name and fragment."
            )
            return nil
        }
        return address
    }

    private func token(_ reader: SettingsReader) -> FetchToken? {
        guard let token = reader.objectReader("token") else { return nil }
        token.refuseUnknown(["secret", "header", "query"], what: "\"token\"")
        guard let value = token.object["secret"] else {
            log.add(
                .missingSecret,
                at: token.pointer,
                "The token names no secret.",
                advice: "Add \"secret\": {\"env\": \"NAME\"}."
            )
            return nil
        }
        let (header, query) = (token.filledString("header"), token.filledString("query"))
        if header != nil, query != nil {
            log.add(.invalidSetting, at: token.pointer, "A token is shown in one place: \"header\" or \"query\".")
        }
        if let header { refuseHeader(header, at: token.place("header")) }
        let place: FetchToken.Place = header.map { .header($0) } ?? query.map { .query($0) } ?? .bearer
        return SecretDecoder(isTest: isTest, log: log).secret(value, at: token.place("secret"))
            .map { FetchToken(secret: $0, place: place) }
    }

    private func headers(_ reader: SettingsReader) -> [FetchHeader] {
        guard let headers = reader.objectReader("headers") else { return [] }
        return headers.object.keys.filter { $0 != "$comment" }.compactMap { name in
            refuseHeader(name, at: headers.place(name))
            guard let value = headers.filledString(name) else { return nil }
            if value.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) {
                log.add(
                    .invalidSetting,
                    at: headers.place(name),
                    "\"\(name)\" has a character that no header can have."
                )
            }
            return FetchHeader(name: name, value: value)
        }
    }

    private func refuseHeader(_ name: String, at place: JSONPointer) {
        let isToken = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x5F
        }
        let reserved = ["host", "content-length", "transfer-encoding", "connection", "accept-encoding"]
        guard !isToken || reserved.contains(name.lowercased()) else { return }
        log.add(.invalidSetting, at: place, "\"\(name)\" cannot be the name of a header here.")
    }

    private func bytes(_ reader: SettingsReader) -> Int {
        let standard = 256 << 10
        guard let text = reader.string("answer") else { return standard }
        guard let bytes = ByteCount.bytes(of: text), (1...(4 << 20)).contains(bytes) else {
            log.add(
                .invalidSetting,
                at: reader.place("answer"),
                "\"\(text)\" is not a size up to 4 MiB.",
                advice: "Write a number with KiB or MiB, such as \"256KiB\"."
            )
            return standard
        }
        return bytes
    }
}
