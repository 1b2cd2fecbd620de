import Admin
import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate audit`: who did what.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who did what with a running gateway: every view of a lead, replay, erasure, order, token.",
        discussion: """
            The log only grows, and each entry is bound to the one before it: `leadgate verify` proves that nothing of it was
            changed or taken away.

              leadgate audit --subject 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21     all that was done with a lead
              leadgate audit --by anna --act payload-viewed
            """
    )

    @Option(help: "Only what was done under this token's name.")
    var by: String?

    @Option(help: "Only what was done to this: the id of a lead or job, the name of a target or token.")
    var subject: String?

    @Option(help: "Only this kind of act.")
    var act: String?

    @Option(help: "How many at most (1 to 500).")
    var limit = 50

    @Option(help: "Go on where the last page ended: the cursor that it named.")
    var cursor: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let path = "/admin/api/audit".addingQuery([
            ("limit", "\(limit)"), ("by", by), ("subject", subject), ("act", act), ("cursor", cursor),
        ])
        let answer = try await AdminClient(admin.address).request(.GET, path)
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let entries = answer["entries"]?.arrayValue ?? []
        for entry in entries {
            let text = { (name: String) in entry[name]?.stringValue ?? "" }
            let reason = entry["reason"]?.stringValue.map { "  (\($0))" } ?? ""
            print(
                "\(text("at"))  \(text("by").padded(to: 12)) \(text("act").padded(to: 20)) \(text("subject"))\(reason)"
            )
        }
        if entries.isEmpty { Console.error("no entries") }
        if answer["next"]?.stringValue != nil, let last = entries.last?["sequence"]?.numberValue?.text {
            Console.error("there are more: --cursor \(last)")
        }
    }
}
