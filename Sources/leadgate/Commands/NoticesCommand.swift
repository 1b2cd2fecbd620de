import Admin
import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate notices`: where senders' forms have changed, as a running gateway has noticed.
struct NoticesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices",
        abstract:
            "Show where senders' forms have changed: fields and options that no rule knows, fields that are gone.",
        subcommands: [ListNotices.self, AcknowledgeNotice.self],
        defaultSubcommand: ListNotices.self
    )
}

struct ListNotices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List notices, newest first, each with what can be done.",
        discussion: "  leadgate notices list --source trisalis"
    )

    @Option(help: "Only notices of this source.")
    var source: String?

    @Option(help: "open, acknowledged or ended; several with commas (default: those that are not over).")
    var state: String?

    @Option(
        help: "field-new, field-vanished, field-renamed, option-unknown or repeated-differently; several with commas."
    )
    var kind: String?

    @Option(help: "How many at most (1 to 500).")
    var limit = 50

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let path = "/admin/api/notices".addingQuery([
            ("limit", "\(limit)"), ("source", source), ("state", state), ("kind", kind),
        ])
        let answer = try await AdminClient(admin.address).request(.GET, path)
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let notices = answer["notices"]?.arrayValue ?? []
        for notice in notices {
            let text = { (name: String) in notice[name]?.stringValue ?? "" }
            let leads = notice["leads"]?.numberValue?.text ?? "0"
            print("\(text("id"))  \(text("kind"))  \(text("state"))  since \(text("since")), leads: \(leads)")
            print("  \(text("message").shown)\n  \(text("suggestion").shown)\n")
        }
        if notices.isEmpty { Console.error("no notices") }
        if answer["next"]?.stringValue != nil { Console.error("there are more: narrow the selection or raise --limit") }
    }
}

struct AcknowledgeNotice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Say that a notice has been seen; it ends by itself when its cause ends.",
        discussion: "  leadgate notices acknowledge trisalis-3 --reason \"the partner is asked\""
    )

    @Argument(help: "The notice's id.")
    var id: String

    @Option(help: "Why; kept with the notice.")
    var reason: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let path = id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? id
        let order: JSONObject = reason.map { ["reason": .string($0)] } ?? [:]
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/notices/\(path)/acknowledge", body: .object(order))
        print(admin.json ? answer.text(pretty: true) : "notice \(id) is acknowledged")
    }
}
