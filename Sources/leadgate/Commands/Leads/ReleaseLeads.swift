import ArgumentParser
import JSON
import NIOHTTP1

struct ReleaseLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Have leads that wait for a mapping built with the one that their source has now, and delivered.",
        discussion: """
              leadgate leads release --source trisalis --preview
              leadgate leads release --source trisalis --rate 20
              leadgate leads release 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21

            They go in the order in which they came, each once, by a job of the gateway's that goes on when this command ends; \
            see 'leadgate jobs', which can also take back what is not built yet. The source must name a mapping that is in force: 'leadgate check' says what is wrong.
            """
    )

    @Argument(help: "The lead's id; without it all that wait at a source.")
    var id: String?

    @Flag(help: "Only say how many would be released, and what would become of them.")
    var preview = false

    @Option(help: "With --preview: a mapping file that is not in force yet.")
    var mapping: String?

    @OptionGroup var order: BulkOrder
    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if id == nil, selection.source == nil {
            throw ValidationError("name a lead by its id, or say whose leads: --source NAME")
        }
        if mapping != nil, !preview {
            throw ValidationError("--mapping goes with --preview; leads are built with what is in force")
        }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        var members = selection.members
        if let id { members["id"] = .string(id) }
        guard preview else {
            try await order.run("release", members, client, json: admin.json)
            return
        }
        if let mapping { members["mapping"] = try PreviewLead.file(mapping) }
        try await order.preview("release", members, client, json: admin.json)
    }
}
