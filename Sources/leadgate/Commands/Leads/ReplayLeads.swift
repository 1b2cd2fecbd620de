import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

struct ReplayLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Put dead letters back into the queue: one by id, or all that match.",
        discussion: """
              leadgate leads replay 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21
              leadgate leads replay --fingerprint 5f0c… --preview
              leadgate leads replay --source trisalis --rate 20 --reason "the mapping is mended"

            Several are replayed by a job of the gateway's, which goes on when this command ends; see 'leadgate jobs'. \
            Delivered leads are never sent again; an uncertain one needs its id and a --reason: look at the target first.
            """
    )

    @Argument(help: "The lead's id; without it all dead letters that match the options.")
    var id: String?

    @Flag(help: "Only say how many would be replayed, and what would change in their documents.")
    var preview = false

    @Option(help: "With --preview: a mapping file that is not in force yet.")
    var mapping: String?

    @Flag(help: "Replay all dead letters, without any filter.")
    var all = false

    @Flag(
        help: "Send an uncertain lead again although the target may still be at work on it: there may be two Vorgaenge."
    )
    var override = false

    @OptionGroup var order: BulkOrder
    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if id == nil, selection.members.isEmpty, !all {
            throw ValidationError(
                "name a lead by its id, or say which dead letters (--source, --fingerprint, …), or --all"
            )
        }
        if mapping != nil, !preview {
            throw ValidationError("--mapping goes with --preview; a replay uses what is in force")
        }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        if let id {
            var members: JSONObject = order.reason.map { ["reason": .string($0)] } ?? [:]
            if override { members["override"] = true }
            let lead = try await client.request(.POST, "/admin/api/dead-letters/\(id)/replay", body: .object(members))
            print(admin.json ? lead.text(pretty: true) : Self.outcome(of: lead, id))
            return
        }
        guard preview else {
            try await order.run("replay", selection.members, client, json: admin.json)
            return
        }
        var members = selection.members
        if let mapping { members["mapping"] = try PreviewLead.file(mapping) }
        try await order.preview("replay", members, client, json: admin.json)
    }

    /// What became of a lead that was replayed.
    static func outcome(of lead: JSONValue, _ id: String) -> String {
        switch lead["state"]?.stringValue {
        case "uncertain":
            """
            lead \(id) may be at the target, so it is uncertain and not sent: it is looked up there where that is possible; else \
            look yourself, then: leadgate leads resolve \(id) --found NUMBER or --not-there
            """
        case "delivered": "lead \(id) was found at the target as \(lead["vorgangsnummer"]?.stringValue ?? "?")"
        case "waiting": "lead \(id) waits again for what it lacks (\(lead["waitsFor"]?.stringValue ?? "?"))"
        default: "lead \(id) is queued again"
        }
    }
}
