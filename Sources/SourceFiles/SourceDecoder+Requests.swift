import JSON
import MappingLanguage

/// Which requests a source takes, and how they are answered.
extension SourceDecoder {
    static func respond(_ reader: SettingsReader) -> ResponseRule {
        guard let rule = reader.objectReader("respond") else { return .standard }
        rule.refuseUnknown(["status", "redirect", "wait", "undecodable"], what: "\"respond\"")
        var redirect = rule.filledString("redirect")
        if let address = redirect, !isSendable(address) {
            rule.log.add(
                .invalidSetting,
                at: rule.place("redirect"),
                "\"\(address)\" is not a web address as a header can have it.",
                advice:
                    "Write the whole address, with https://, as the browser's address bar copies it: without blanks "
                    + "and line ends, umlauts as %C3%BC in the path and xn-- in the host."
            )
            redirect = nil
        }
        var wait = seconds("wait", rule) ?? 0
        if wait > 30 {
            rule.log.add(
                .invalidSetting,
                at: rule.place("wait"),
                "A receipt cannot wait \(wait) seconds.",
                advice: "Write at most \"30s\"."
            )
            wait = 30
        }
        return ResponseRule(
            status: rule.integer("status", in: 200...299) ?? 200,
            redirect: redirect,
            waitSeconds: wait,
            undecodableStatus: undecodable(rule)
        )
    }

    /// A status for what cannot be read. A redirect would say where to, and 304 that nothing has changed: neither is an answer
    /// to a post.
    private static func undecodable(_ rule: SettingsReader) -> Int? {
        guard let status = rule.integer("undecodable", in: 200...499) else { return nil }
        guard 300..<400 ~= status else { return status }
        rule.log.add(
            .invalidSetting,
            at: rule.place("undecodable"),
            "\(status) sends the sender somewhere else.",
            advice: "Write a number from 200 to 299 for taken, or from 400 to 499 for refused."
        )
        return nil
    }

    /// Whether a text can be the value of `Location`: an address in printable ASCII (RFC 3986 has no other characters).
    private static func isSendable(_ address: String) -> Bool {
        (address.hasPrefix("https://") || address.hasPrefix("http://"))
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    static func limits(_ reader: SettingsReader) -> SourceLimits {
        guard let rule = reader.objectReader("limits") else { return .standard }
        rule.refuseUnknown(["body", "perMinute", "dryRunsPerMinute"], what: "\"limits\"")
        var body = SourceLimits.standard.bodyBytes
        if let text = rule.string("body") {
            if let bytes = ByteCount.bytes(of: text), (1...SourceLimits.mostBodyBytes).contains(bytes) {
                body = bytes
            } else {
                rule.log.add(
                    .invalidSetting,
                    at: rule.place("body"),
                    "\"\(text)\" is not a size up to \(SourceLimits.mostBodyBytes >> 20) MiB, the most that is taken at all.",
                    advice: "Write a number with KiB or MiB, such as \"1MiB\"."
                )
            }
        }
        return SourceLimits(
            bodyBytes: body,
            perMinute: rule.integer("perMinute", in: 1...1_000_000),
            dryRunsPerMinute: rule.integer("dryRunsPerMinute", in: 1...1_000_000)
                ?? SourceLimits.standard.dryRunsPerMinute
        )
    }

    static func origins(_ reader: SettingsReader) -> [String] {
        let origins = reader.strings("origins") ?? []
        for origin in origins where origin != "*" && !isOrigin(origin) {
            reader.log.add(
                .invalidSetting,
                at: reader.place("origins"),
                "\"\(origin)\" is not an origin.",
                advice:
                    "Write scheme and host as browsers send them, such as https://www.example.org: in lower case, a "
                    + "host with umlauts as xn--…, and a port only if it is not the usual one."
            )
        }
        return origins
    }

    /// Whether a browser can send this as `Origin`, which is compared letter by letter: scheme and host in lower case and in
    /// ASCII, no path, no port that goes without saying (RFC 6454 §6.2).
    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let host = text.dropFirst(scheme.count)
        let usual = scheme == "https://" ? ":443" : ":80"
        return !host.isEmpty && !host.hasSuffix(usual)
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "-._:[]".utf8.contains(byte)
                }
            }
    }

    static func charset(_ reader: SettingsReader) -> String? {
        guard let label = reader.filledString("charset") else { return nil }
        let known = ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"]
        guard known.contains(label.lowercased()) else {
            reader.log.add(
                .invalidSetting,
                at: reader.place("charset"),
                "\"\(label)\" is no character set that can be read.",
                advice: "Write one of \(known.joined(separator: ", "))."
            )
            return nil
        }
        return label.lowercased()
    }

    /// `"encodings": ["gzip"]`: how a sender may compress its posts.
    static func takesGzip(_ reader: SettingsReader) -> Bool {
        let encodings = reader.strings("encodings") ?? []
        for encoding in encodings where encoding != "gzip" {
            reader.log.add(
                .invalidSetting,
                at: reader.place("encodings"),
                "\"\(encoding)\" is no encoding that can be read.",
                advice: "Write \"gzip\"."
            )
        }
        return encodings.contains("gzip")
    }

    /// `"methods": ["POST", "GET"]`: what a sender may use to bring a lead.
    static func takesGET(_ reader: SettingsReader) -> Bool {
        let methods = reader.strings("methods") ?? []
        for method in methods where method != "POST" && method != "GET" {
            reader.log.add(
                .invalidSetting,
                at: reader.place("methods"),
                "\"\(method)\" brings no lead.",
                advice: "Write \"POST\", or \"POST\" and \"GET\"."
            )
        }
        return methods.contains("GET")
    }
}
