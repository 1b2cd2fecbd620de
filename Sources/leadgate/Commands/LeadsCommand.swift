import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate leads`: look at leads of a running gateway, preview another mapping, and replay what failed.
struct LeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads",
        abstract: "List, show, preview and replay the leads of a running gateway.",
        subcommands: [ListLeads.self, ShowLead.self, PreviewLead.self, ReplayLeads.self]
    )
}

/// Which leads.
struct LeadSelection: ParsableArguments {
    @Option(help: "queued, sending, delivered, dead, uncertain, discarded or erased; several with commas.")
    var state: String?

    @Option(help: "Only leads of this source.")
    var source: String?

    @Option(help: "Only this class of cause: data, connection, exhausted, poison, unknown, person.")
    var cause: String?

    @Option(help: "Only this very cause, by its fingerprint.")
    var fingerprint: String?

    @Option(help: "Received at or after this time, such as 2026-11-21 or 2026-11-21T10:30:00Z.")
    var from: String?

    @Option(help: "Received before this time.")
    var to: String?

    /// The filter's members as the admin API takes them.
    var members: JSONObject {
        var members: JSONObject = [:]
        for (name, value) in [
            ("state", state), ("source", source), ("cause", cause), ("fingerprint", fingerprint), ("from", from),
            ("to", to),
        ] {
            if let value { members[name] = .string(value) }
        }
        return members
    }
}

struct ListLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List leads, newest first.",
        discussion: "  leadgate leads list --state dead,uncertain --source trisalis"
    )

    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    @Option(help: "How many at most (1 to 500).")
    var limit = 50

    func run() async throws {
        var parts = ["limit=\(limit)"]
        for member in selection.members {
            let value = member.value.stringValue?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            parts.append("\(member.key)=\(value)")
        }
        let answer = try await AdminClient(admin.address).request(
            .GET,
            "/admin/api/leads?" + parts.joined(separator: "&")
        )
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let leads = answer["leads"]?.arrayValue ?? []
        for lead in leads {
            let text = { (name: String) in lead[name]?.stringValue ?? "" }
            let outcome = lead["vorgangsnummer"]?.stringValue ?? lead["cause"]?["code"]?.stringValue ?? ""
            print(
                [
                    text("receivedAt"), text("id"), text("state").padded(to: 9), text("source").padded(to: 16), outcome,
                ]
                .joined(separator: "  ")
            )
        }
        if leads.isEmpty { Console.error("no leads match") }
        if answer["next"]?.stringValue != nil { Console.error("there are more: narrow the selection or raise --limit") }
    }
}

struct ShowLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one lead with its timeline; with --report where every value went."
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Flag(help: "Also show the document as it would be sent now, and the fate of every value (personal data!).")
    var report = false

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let client = try AdminClient(admin.address)
        print(try await client.request(.GET, "/admin/api/leads/\(id)").text(pretty: true))
        if report {
            print(try await client.request(.GET, "/admin/api/leads/\(id)/report").text(pretty: true))
        }
    }
}

struct ReplayLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Put dead letters back into the queue: one by id, or all that match.",
        discussion: """
              leadgate leads replay 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21
              leadgate leads replay --source trisalis --preview

            Delivered leads are never sent again; an uncertain one needs its id and a --reason: look at the target first.
            """
    )

    @Argument(help: "The lead's id; without it all dead letters that match the options.")
    var id: String?

    @Flag(help: "Only say how many would be replayed.")
    var preview = false

    @Flag(help: "Replay all dead letters, without any filter.")
    var all = false

    @Option(help: "Why; kept in the timeline.")
    var reason: String?

    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if id == nil, selection.members.isEmpty, !all {
            throw ValidationError(
                "name a lead by its id, or say which dead letters (--source, --fingerprint, …), or --all"
            )
        }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        var order = id == nil ? selection.members : [:]
        if let reason { order["reason"] = .string(reason) }
        if let id {
            let lead = try await client.request(.POST, "/admin/api/dead-letters/\(id)/replay", body: .object(order))
            print(admin.json ? lead.text(pretty: true) : "lead \(id) is queued again")
            return
        }
        order["preview"] = .bool(preview)
        let answer = try await client.request(.POST, "/admin/api/dead-letters/replay", body: .object(order))
        if admin.json {
            print(answer.text(pretty: true))
        } else {
            let count = answer[preview ? "matched" : "replayed"]?.numberValue?.text ?? "0"
            print(preview ? "\(count) dead letters match" : "\(count) dead letters are queued again")
        }
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
