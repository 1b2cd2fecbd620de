import ArgumentParser
import JSON
import NIOHTTP1

struct FindPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find the leads of a person, newest first."
    )

    @OptionGroup var person: PersonOptions

    @Option(help: "How many at most.")
    var limit = 50

    @Option(help: "Where the page before ended.")
    var cursor: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        var order = try person.criteria()
        order["limit"] = .number(JSONNumber(limit))
        if let cursor { order["cursor"] = .string(cursor) }
        let answer = try await AdminClient(admin.address).request(.POST, "/admin/api/people/find", body: .object(order))
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        for lead in answer["leads"]?.arrayValue ?? [] { print(lead.personLine) }
        Console.error("\(answer["matched"]?.text() ?? "?") leads")
        if let next = answer["next"]?.stringValue { Console.error("more: --cursor \(next)") }
    }
}

extension JSONValue {
    /// A lead of a person on a line: never whom it is about.
    var personLine: String {
        let text = { (name: String) in self[name]?.stringValue ?? "" }
        let kinds = (self["foundBy"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", ")
        let parts = [text("id"), text("receivedAt"), text("state").padded(to: 9), text("source"), text("target")]
        return (parts + [text("vorgangsnummer"), kinds]).filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
