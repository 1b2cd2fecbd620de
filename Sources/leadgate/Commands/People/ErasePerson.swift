import ArgumentParser
import JSON
import NIOHTTP1

struct ErasePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Destroy what is kept of a person: first shows what, then does it once that is confirmed.",
        discussion: """
            Ids, states, times and case numbers stay in the books. The answer is the proof: what was erased, when, by whom,
            and which cases have to be erased at Europace, too. A lead that is being sent is erased as soon as it is there.
            """
    )

    @OptionGroup var person: PersonOptions

    @Option(help: "Why; it stays readable for ever and must not name the person.")
    var reason: String

    @Option(help: "What the look before has said: these leads, and no others.")
    var confirm: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        var order = try person.criteria()
        order["reason"] = .string(reason)
        if let confirm { order["confirm"] = .string(confirm) } else { order["preview"] = true }
        let answer = try await AdminClient(admin.address).request(
            .POST,
            "/admin/api/people/erase",
            body: .object(order)
        )
        if admin.json {
            print(answer.text(pretty: true))
        } else if confirm == nil {
            for lead in answer["leads"]?.arrayValue ?? [] { print(lead.personLine) }
            guard let digest = answer["confirm"]?.stringValue else {
                Console.error("there is nothing of this person")
                return
            }
            print(
                "\(answer["matched"]?.text() ?? "?") leads; to erase just these, say it again with --confirm \(digest)"
            )
        } else {
            print(answer.certificateText)
        }
    }
}

struct ShowErasure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erasure",
        abstract: "Show an erasure: its proof, or what is left of it."
    )

    @Argument(help: "What confirmed it.")
    var id: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/people/erasures/\(id)")
        print(admin.json ? answer.text(pretty: true) : answer.certificateText)
    }
}

extension JSONValue {
    /// An erasure for people.
    fileprivate var certificateText: String {
        let text = { (name: String) in self[name]?.stringValue ?? "" }
        let erased = self["erased"]?.arrayValue ?? []
        let left = self["left"]?.arrayValue ?? []
        var lines = erased.map { lead in
            let number =
                lead["vorgangsnummer"]?.stringValue.map { "  at Europace as \($0), to be erased there too" } ?? ""
            return "\(lead["id"]?.stringValue ?? "")  erased \(lead["erasedAt"]?.stringValue ?? "")\(number)"
        }
        lines += left.map { "\($0["id"]?.stringValue ?? "")  left: \($0["why"]?.stringValue ?? "")" }
        let end = text("endedAt").isEmpty ? "still running" : "ended \(text("endedAt"))"
        lines.append(
            "erasure \(text("id")): \(erased.count) erased, \(left.count) left; ordered by \(text("by")) at "
                + "\(text("orderedAt")), \(end)"
        )
        return lines.joined(separator: "\n")
    }
}
