import ArgumentParser
import JSON
import NIOHTTP1

struct EraseLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Destroy what the customer typed; id, state, times and case number stay in the books.",
        discussion: "  leadgate leads erase 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --reason \"request of 21 November\""
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "Why; it stays readable for ever and must not name the customer.")
    var reason: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let lead = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/leads/\(id)/erase", body: ["reason": .string(reason)])
        if admin.json {
            print(lead.text(pretty: true))
            return
        }
        print("lead \(id) is erased")
        if let number = lead["vorgangsnummer"]?.stringValue {
            print("it is at Europace as \(number), and has to be erased there too")
        }
    }
}
