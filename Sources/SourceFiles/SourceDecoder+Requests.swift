import JSON
import MappingLanguage

/// Which requests a source takes, and how they are answered.
extension SourceDecoder {
    static func respond(_ reader: SettingsReader) -> ResponseRule {
        guard let rule = reader.objectReader("respond") else { return .standard }
        rule.refuseUnknown(["status", "redirect", "wait", "undecodable"], what: "\"respond\"")
        var redirect = rule.filledString("redirect")
        if let address = redirect, !address.hasPrefix("https://"), !address.hasPrefix("http://") {
            rule.log.add(
                .invalidSetting,
                at: rule.place("redirect"),
                "\"\(address)\" is not a web address.",
                advice: "Write the whole address, with https://."
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
            undecodableStatus: rule.integer("undecodable", in: 200...499)
        )
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
        for origin in origins where origin != "*" {
            let scheme = origin.hasPrefix("https://") || origin.hasPrefix("http://")
            if !scheme || origin.split(separator: "/", omittingEmptySubsequences: true).count != 2
                || origin.hasSuffix("/")
            {
                reader.log.add(
                    .invalidSetting,
                    at: reader.place("origins"),
                    "\"\(origin)\" is not an origin.",
                    advice: "Write scheme and host only, such as https://www.example.org."
                )
            }
        }
        return origins
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
