import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

struct ShowLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one lead with its timeline; what came, what is sent and where every value went.",
        discussion: """
            What came, what is sent and the target's answers are personal data: each look at them stands in the audit log with
            its --reason. The report shows places without one.

              leadgate leads show ID                                            state, cause, timeline
              leadgate leads show ID --payload --reason "a complaint" > came.bin  what came, byte for byte
            """
    )

    /// What of a lead can be shown instead of its state.
    enum Part: String, EnumerableFlag {
        case payload, edits, document, report, answers

        static func help(for value: Self) -> ArgumentHelp? {
            switch value {
            case .payload: "Show what came, as it came."
            case .edits: "Show what was mended of it, and what came as it counts with that."
            case .document: "Show the document as it would be sent now."
            case .report: "Show where every value went."
            case .answers: "Show the target's own words about each attempt."
            }
        }
    }

    @Argument(help: "The lead's id.")
    var id: String

    @Flag var part: Part?

    @Option(help: "Why what a customer typed is looked at; it stays readable for ever and must not name the customer.")
    var reason: String?

    @OptionGroup var admin: AdminOptions

    /// The reason as a part of the address.
    private var query: String {
        var components = URLComponents()
        components.queryItems = reason.map { [URLQueryItem(name: "reason", value: $0)] }
        return components.percentEncodedQuery.map { "?" + $0.replacing("+", with: "%2B") } ?? ""
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        switch part {
        case .payload:
            let bytes = try await client.bytes(.GET, "/admin/api/leads/\(id)/payload\(query)")
            FileHandle.standardOutput.write(Data(bytes))
            if try await client.request(.GET, "/admin/api/leads/\(id)")["edited"] == true {
                Console.error(
                    "this is what came; it counts as it was mended: leadgate leads show \(id) --edits --reason …"
                )
            }
        case let part:
            let path = "/admin/api/leads/\(id)" + (part.map { "/\($0.rawValue)\(query)" } ?? "")
            print(try await client.request(.GET, path).text(pretty: true))
        }
    }
}
