/// What the stand-in says of itself: at `GET /`, and in the help of `leadgate sandbox`.
package enum Introduction {
    /// The page at `GET /`.
    package static let text = """
        This is LeadGate's sandbox: a stand-in for Europace's Authorization, Kundenangaben, Vorgaenge, KEX import, KEX update,
        KEX export and KEX-Antragsstatus APIs. It is not Europace. Nothing here leaves this process, and all of it is
        forgotten when it ends. Answers whose real counterpart is not documented carry the header X-Sandbox-Assumption.

        \(addresses)

        """

    /// The addresses, for page and help.
    package static let addresses = """
          POST   /auth/token                client credentials: leadgate-sandbox / leadgate-sandbox
          POST   /kundenangaben             and GET, PUT /kundenangaben/{vorgangsnummer}, POST /kundenangaben/body-validation
          GET    /v3/vorgaenge              and GET, PATCH /v3/vorgaenge/{vorgangsnummer};
                                            GET, PUT …/kundenBetreuer, …/vorgangsBearbeiter; POST …/nachricht
          POST   /vorgang                   KEX import, also as /kreditsmart/kex/vorgang; ?environment=PRODUCTION
          POST   /vorgaenge                 KEX update: 66 GraphQL mutations
          POST   /kreditsmart/kex/vorgaenge KEX export: vorgang(vorgangsnummer)
          POST   /kreditsmart/kex/antraege/status

          GET    /_sandbox/vorgaenge        what was created and stands now, and what Europace would have dropped in silence
          DELETE /_sandbox/vorgaenge        forget it
          PUT    /_sandbox/vorgaenge/{vorgangsnummer}   {"status": "ARCHIVIERT"}, or AKTIV, or GELOESCHT (gone: 410)
          GET    /_sandbox/antraege         what Antragsstatus was told, in order
          PUT    /_sandbox/faults           let the next requests fail, e.g.
                                            \(FaultPlan.example)
          GET    /_sandbox/faults           what is still to fail; DELETE ends it
          PUT    /_sandbox/settings         change some of what GET /_sandbox/settings shows
          GET    /_sandbox/assumptions      all that is assumed because no document says it

        A fault's members:
        \(table(FaultPlan.members.map { ($0.name, $0.meaning) }))

        Switches, in settings under "behaviour" (the first value is in force unless changed):
        \(table(SandboxBehaviour.switches.map { ($0.name, "\($0.values.joined(separator: " | ")): \($0.explanation)") }))
        """

    /// The list of `leadgate sandbox --assumptions`.
    package static let assumptions = table(Assumption.allCases.map { ($0.rawValue, $0.text) })

    private static func table(_ rows: [(String, String)]) -> String {
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        return rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count))\($0.1)" }
            .joined(separator: "\n")
    }
}
