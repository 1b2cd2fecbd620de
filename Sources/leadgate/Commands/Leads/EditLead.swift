import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate leads edit`: mends what came for one lead.
struct EditLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Mend what came for a dead or discarded lead, by a JSON Patch that is kept beside it.",
        discussion: """
            The patch (RFC 6902) is of the decoded body, what '$.payload' is to a mapping. What came stays as it came; the
            patch takes the place of one before, and an empty one, [], ends it. Then replay the lead.

              echo '[{"op": "move", "from": "/telefn", "path": "/telefon"}]' > patch.json
              leadgate leads edit ID --patch patch.json --preview
              leadgate leads edit ID --patch patch.json --reason "a typing error in the form"

            A lead that somebody has edited already wants the --lead-version that you have seen: leadgate leads show ID \
            --edits.
            """
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "A file with the patch; -: standard input.")
    var patch: String

    @Flag(help: "Only show what changes in the document; with values for a --reason.")
    var preview = false

    @Option(help: "Why; it stays readable for ever and must not name the customer.")
    var reason: String?

    @Option(help: "The version of the lead that you have seen.")
    var leadVersion: Int?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let patch = try Console.document(patch).root.value
        let client = try AdminClient(admin.address)
        if preview {
            var order: JSONObject = ["patch": patch]
            if let reason { order["reason"] = .string(reason) }
            let answer = try await client.request(.POST, "/admin/api/leads/\(id)/preview", body: .object(order))
            print(admin.json ? answer.text(pretty: true) : PreviewLead.text(answer))
            return
        }
        var order: JSONObject = ["patch": patch, "version": .number(JSONNumber(try await version(client)))]
        if let reason { order["reason"] = .string(reason) }
        let lead = try await client.request(.PUT, "/admin/api/leads/\(id)/edits", body: .object(order))
        if admin.json {
            print(lead.text(pretty: true))
            return
        }
        let isEdited = lead["edited"] == true
        print(
            isEdited ? "lead \(id) is mended; replay it: leadgate leads replay \(id)" : "lead \(id) counts as it came"
        )
    }

    /// The version that was seen; of a lead that nobody has edited the one that it has.
    private func version(_ client: AdminClient) async throws -> Int {
        if let leadVersion { return leadVersion }
        let lead = try await client.request(.GET, "/admin/api/leads/\(id)")
        guard lead["edited"] != true else {
            Console.error(
                "lead \(id) is edited already: look at it (show \(id) --edits --reason …), then say its --lead-version"
            )
            throw ExitCode.failure
        }
        return lead["version"]?.numberValue?.int ?? 0
    }
}
