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
        let folder = Environment.process.text(.data, flag: data)
        guard Files.exists(folder + "/leads.sqlite") else {
            Console.error("there is no data file '\(folder)/leads.sqlite'; name the gateway's data folder by --data")
            throw ExitCode.failure
        }
        let result: StoreVerification
        do {
            let keeping = try DataFolder(folder)
            let store = try keeping.openStoreForReading()
            result = try await store.verify()
            await store.close()
        } catch let error as StartError {
            Console.error(error.message)
            throw ExitCode.failure
        } catch {
            Console.error("\(error)")
            throw ExitCode.failure
        }
        print(json ? result.json.text(pretty: true) : result.text)
        if !result.isSound { throw ExitCode.failure }
    }
}
