import Admin
import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

struct ListLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List leads, newest first.",
        discussion: """
              leadgate leads list --state dead,uncertain --source trisalis
              leadgate leads list --state uncertain --all

            One page at a time: what there is more, the last line names the cursor of.
            """
    )

    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    @Option(help: "How many at most (1 to 500).")
    var limit = 50

    @Option(help: "Go on behind the page that named this cursor.")
    var cursor: String?

    @Flag(help: "All pages.")
    var all = false

    func run() async throws {
        let client = try AdminClient(admin.address)
        var cursor = cursor
        var hasAny = false
        repeat {
            let answer = try await client.request(.GET, path(cursor))
            let leads = answer["leads"]?.arrayValue ?? []
            hasAny = hasAny || !leads.isEmpty
            if admin.json {
                print(answer.text(pretty: !all))
            } else {
                for lead in leads { print(Self.line(lead)) }
            }
            cursor = answer["next"]?.stringValue.flatMap(Self.cursor)
        } while all && cursor != nil
        if !hasAny { Console.error("no leads match") }
        if let cursor { Console.error("there are more: --cursor \(cursor), or --all") }
    }

    private func path(_ cursor: String?) -> String {
        let filter = selection.members.map { (name: $0.key, value: $0.value.stringValue) }
        return "/admin/api/leads".addingQuery([("limit", "\(all ? 500 : limit)")] + filter + [("cursor", cursor)])
    }

    /// The cursor in the path of the next page.
    private static func cursor(_ path: String) -> String? {
        URLComponents(string: path)?.queryItems?.first { $0.name == "cursor" }?.value
    }

    private static func line(_ lead: JSONValue) -> String {
        let text = { (name: String) in lead[name]?.stringValue ?? "" }
        var outcome = lead["vorgangsnummer"]?.stringValue ?? lead["cause"]?["code"]?.stringValue ?? ""
        // By this a person finds it at the target.
        if text("state") == "uncertain" { outcome += "  " + text("reference") }
        return [
            text("receivedAt"), text("id"), text("state").padded(to: 9), text("source").padded(to: 16),
            text("target").padded(to: 13), outcome,
        ]
        .joined(separator: "  ")
    }
}
