import ArgumentParser
import JSON
import NIOHTTP1

struct DiscardLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract:
            "Decide that leads shall not be delivered: one by id, or all that match. They stay, and can be replayed.",
        discussion: """
              leadgate leads discard 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --reason "a test of the partner's"
              leadgate leads discard --source alt --state dead --preview
              leadgate leads discard --source alt --state dead --reason "the campaign is over"
            """
    )

    @Argument(help: "The lead's id; without it all that match the options (dead ones, unless --state says others).")
    var id: String?

    @Flag(help: "Only say how many would be discarded.")
    var preview = false

    @OptionGroup var order: BulkOrder
    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if id == nil, selection.members.isEmpty {
            throw ValidationError("name a lead by its id, or say which leads (--source, --fingerprint, …)")
        }
        if preview {
            guard id == nil else { throw ValidationError("--preview is for all that match, not for one lead") }
            return
        }
        if order.reason == nil { throw ValidationError("say why: --reason '…'; it is kept in the timeline") }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        guard let id else {
            if preview { return try await order.preview("discard", selection.members, client, json: admin.json) }
            try await order.run("discard", selection.members, client, json: admin.json)
            return
        }
        let lead = try await client.request(
            .POST,
            "/admin/api/leads/\(id)/discard",
            body: ["reason": .string(order.reason ?? "")]
        )
        print(admin.json ? lead.text(pretty: true) : "lead \(id) is discarded")
    }
}
