import ArgumentParser
import JSON
import NIOHTTP1

struct ResolveLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "End the doubt about an uncertain lead with what you found at the target.",
        discussion: """
              leadgate leads resolve 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --found AB1234
              leadgate leads resolve 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --not-there

            --not-there sends the lead again: if the Vorgang exists after all, there will be two.
            """
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "It is there, under this Vorgangsnummer.")
    var found: String?

    @Flag(help: "It is not there; send it again.")
    var notThere = false

    @OptionGroup var admin: AdminOptions

    func validate() throws {
        guard (found == nil) == notThere else { throw ValidationError("say --found NUMBER or --not-there") }
    }

    func run() async throws {
        var order: JSONObject = ["outcome": found == nil ? "not-there" : "found"]
        if let found { order["vorgangsnummer"] = .string(found) }
        let lead = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/leads/\(id)/resolve", body: .object(order))
        print(admin.json ? lead.text(pretty: true) : "lead \(id) is \(lead["state"]?.stringValue ?? "?")")
    }
}
