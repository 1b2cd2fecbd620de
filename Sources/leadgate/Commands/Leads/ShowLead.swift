import ArgumentParser
import JSON
import NIOHTTP1

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
