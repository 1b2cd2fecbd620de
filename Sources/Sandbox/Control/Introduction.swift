/// What the stand-in says of itself: at `GET /`, and in the help of `leadgate sandbox`.
package enum Introduction {
    /// The page at `GET /`.
    package static let text = """
        This is LeadGate's sandbox: a stand-in for Europace's Authorization, Kundenangaben,
        Vorgaenge, KEX import, KEX update, KEX export and KEX-Antragsstatus APIs.
        It is not Europace. Nothing here leaves this process, and all of it is forgotten
        when it ends. Answers whose real counterpart is not documented carry the header
        X-Sandbox-Assumption.

        \(guide)

        """

    /// Addresses, faults and switches, for page and help.
    package static let guide = """
        What stands for Europace:
        \(table(apis))

        What shows and steers it:
        \(table(controls))

        A fault, e.g. \(FaultPlan.example):
        \(table(FaultPlan.members.map { ($0.name, $0.meaning) }))

        Settings, each by itself or together:
        \(table(SandboxSettings.members))

        Switches, in settings under "behaviour"; the first value is in force unless changed:
        \(table(SandboxBehaviour.switches.map { ($0.name, "\($0.values.joined(separator: " | ")): \($0.explanation)") }))
        """

    /// The list of `leadgate sandbox --assumptions`.
    package static let assumptions = table(Assumption.allCases.map { ($0.rawValue, $0.text) })

    private static let apis = [
        ("POST /auth/token", "client credentials leadgate-sandbox / leadgate-sandbox; also /auth/access-token"),
        ("POST /kundenangaben", "and /kundenangaben/body-validation; GET, PUT /kundenangaben/{vorgangsnummer}"),
        ("GET /v3/vorgaenge", "and GET, PATCH /v3/vorgaenge/{vorgangsnummer}"),
        ("PUT, GET …/kundenBetreuer", "below a Vorgang, and …/vorgangsBearbeiter; POST …/nachricht; GET …/antraege"),
        ("POST /vorgang", "KEX import, also /kreditsmart/kex/vorgang; ?environment=PRODUCTION"),
        ("POST /vorgaenge", "KEX update: the 66 GraphQL mutations, and introspection"),
        ("POST /kreditsmart/kex/vorgaenge", "KEX export: the GraphQL query vorgang(vorgangsnummer), and introspection"),
        ("POST /kreditsmart/kex/antraege/status", "KEX-Antragsstatus"),
    ]

    private static let controls = [
        ("GET /_sandbox/vorgaenge", "what was created and stands now, and what would have been dropped in silence"),
        ("DELETE /_sandbox/vorgaenge", "forgets it"),
        (
            "PUT /_sandbox/vorgaenge/{vorgangsnummer}",
            #"{"status": "ARCHIVIERT"}, or AKTIV, or GELOESCHT: gone (410); {"antraege": ["1/1"]}"#
        ),
        ("GET /_sandbox/antraege", "what Antragsstatus was told, in order"),
        ("PUT /_sandbox/faults", "lets the next requests fail; GET shows what is still to fail, DELETE ends it"),
        ("PUT /_sandbox/settings", "changes what it names; GET shows all"),
        ("GET /_sandbox/assumptions", "what is assumed because no document says it"),
    ]

    /// Names and their meanings, in lines that fit a terminal of 80 columns.
    private static func table(_ rows: [(String, String)]) -> String {
        let width = min(rows.map(\.0.count).max() ?? 0, 24) + 2
        return rows.map { name, meaning in
            var lines: [String] = []
            var line = "  \(name)"
            if name.count > width - 2 {
                lines.append(line)
                line = ""
            }
            line += String(repeating: " ", count: width + 2 - line.count)
            for word in meaning.split(separator: " ") {
                if line.count + word.count > 78 {
                    lines.append(line)
                    line = String(repeating: " ", count: width + 2)
                }
                line += line.last == " " ? String(word) : " \(word)"
            }
            return (lines + [line]).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
