import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate books`: how many leads were accepted, and where they are.
struct BooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "books",
        abstract: "Show how many leads a running gateway has accepted and where they are.",
        discussion: "Exit code 0: the books balance; 1: they do not."
    )

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let books = try await AdminClient(admin.address).request(.GET, "/admin/api/books")
        let balanced = books["balanced"]?.boolValue ?? false
        if admin.json {
            print(books.text(pretty: true))
        } else {
            print("accepted".padded(to: 10) + (books["accepted"]?.numberValue?.text ?? "0"))
            for state in books["states"]?.objectValue ?? [:] {
                print("  " + state.key.padded(to: 10) + (state.value.numberValue?.text ?? "0"))
            }
            print(
                balanced ? "the books balance" : "THE BOOKS DO NOT BALANCE; stop the gateway and run 'leadgate verify'"
            )
        }
        if !balanced { throw ExitCode.failure }
    }
}
