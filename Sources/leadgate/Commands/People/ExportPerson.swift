import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

struct ExportPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print all that is kept of a person as one JSON document.",
        discussion: """
            What came, what was sent, what happened and what came of it, of each of the person's leads (GDPR Art. 15). Of a
            post with several leads only the person's own part is given out. Each lead stands in the audit log.
            """
    )

    @OptionGroup var person: PersonOptions

    @Option(help: "Why; it stays readable for ever and must not name the person.")
    var reason: String

    @OptionGroup var admin: AdminAddress

    func run() async throws {
        var order = try person.criteria()
        order["reason"] = .string(reason)
        let bytes = try await AdminClient(admin).bytes(.POST, "/admin/api/people/export", body: .object(order))
        FileHandle.standardOutput.write(Data(bytes))
    }
}
