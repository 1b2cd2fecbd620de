import ArgumentParser
import Foundation
import JSON
import Leads
import Logging
import SQLiteLeads

/// `leadgate verify`: proves on disk that the books balance.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the data file of a stopped gateway: every lead readable, the books balanced.",
        discussion: """
            Reads only. Exit code 0: all is well; 1: something is damaged or does not balance; the lead is named.
            For a running gateway ask GET /admin/api/books.
            """
    )

    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let folder = try StoppedGateway.folder(data)
        let result = try await StoppedGateway.orExit {
            let store = try DataFolder(folder).openStoreForReading()
            let result = try await store.verify()
            await store.close()
            return result
        }
        print(json ? result.json.text(pretty: true) : result.text)
        if !result.isSound { throw ExitCode.failure }
    }
}
