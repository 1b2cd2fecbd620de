import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate backup`: a copy of a running gateway's data file.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the data file of a running gateway, while leads go on being taken.",
        discussion: """
              leadgate backup /backups/leads-monday.sqlite

            The gateway writes the file, on its own machine; it never replaces one. What is personal in it is sealed with the
            master key, which is not in it: keep a copy of master.key somewhere else. The way back: leadgate restore.
            """
    )

    @Argument(help: "The new file.", completion: .file())
    var file: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        let answer = try await AdminClient(admin.address).request(
            .POST,
            "/admin/api/backup",
            body: ["file": .string(path)]
        )
        print(
            admin.json ? answer.text(pretty: true) : "the data file is copied to \(path); keep master.key apart from it"
        )
    }
}
