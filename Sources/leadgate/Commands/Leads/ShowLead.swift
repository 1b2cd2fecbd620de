import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

struct ShowLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one lead with its timeline; what came, what is sent and where every value went.",
        discussion: """
            What came, what is sent, the report and the target's answers are personal data: each look at them stands in the
            audit log.

              leadgate leads show ID                       state, cause, timeline
              leadgate leads show ID --payload > came.bin  what came, byte for byte
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

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let client = try AdminClient(admin.address)
        switch part {
        case .payload:
            let bytes = try await client.bytes(.GET, "/admin/api/leads/\(id)/payload")
            FileHandle.standardOutput.write(Data(bytes))
            if try await client.request(.GET, "/admin/api/leads/\(id)")["edited"] == true {
                Console.error("this is what came; it counts as it was mended: leadgate leads show \(id) --edits")
            }
        case let part:
            let path = "/admin/api/leads/\(id)" + (part.map { "/\($0.rawValue)" } ?? "")
            print(try await client.request(.GET, path).text(pretty: true))
        }
    }
}
