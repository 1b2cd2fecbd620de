import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate waiting`: leads that cannot be built yet, by source; ends the rest of a source that fetches.
struct WaitingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waiting",
        abstract: "Show leads that wait for a mapping or for their data, by source; have one fetch again.",
        subcommands: [ListWaiting.self, ResumeFetching.self],
        defaultSubcommand: ListWaiting.self
    )

    /// The list for people.
    fileprivate static func show(_ answer: JSONValue, json: Bool) {
        if json {
            print(answer.text(pretty: true))
            return
        }
        let rows = answer["waiting"]?.arrayValue ?? []
        if rows.isEmpty { print("no lead waits for a mapping or for its data") }
        for row in rows { print(line(row)) }
    }

    private static func line(_ json: JSONValue) -> String {
        let text = { (name: String) in json[name]?.stringValue ?? "" }
        var line = "\(text("source").padded(to: 16)) \(json["leads"]?.numberValue?.text ?? "0") wait for "
        line += text("waitsFor") == "data" ? "their data" : "a mapping"
        if let oldest = json["oldest"]?.stringValue { line += ", the oldest since \(oldest)" }
        switch text("state") {
        case "no-mapping": line += "\n    write a mapping and name it in sources/\(text("source")).json"
        case "to-release": line += "\n    leadgate leads release --source \(text("source"))"
        case "no-source": line += "\n    the source is not in force: leadgate check"
        case "no-fetch": line += "\n    the source has no \"fetch\" any more"
        case "disabled": line += "\n    the source is switched off"
        default: break
        }
        guard let cause = json["cause"], !cause.isNull else { return line }
        let until =
            json["until"]?.stringValue ?? (text("state") == "probing" ? "a lead gets through" : "somebody resumes it")
        return line + "\n    rests since \(text("since")), until \(until): \(cause["message"]?.stringValue ?? "")"
    }
}

extension WaitingCommand {
    struct ListWaiting: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show all sources that have some."
        )
        @OptionGroup var admin: AdminOptions

        func run() async throws {
            let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/waiting")
            WaitingCommand.show(answer, json: admin.json)
        }
    }

    struct ResumeFetching: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract:
                "Have a source fetch the data of its leads again at once, whatever they wait for: its token is renewed.",
            discussion: "  leadgate waiting resume meta"
        )

        @Argument(help: "The source's name.")
        var source: String

        @OptionGroup var admin: AdminOptions

        func run() async throws {
            let answer = try await AdminClient(admin.address)
                .request(.POST, "/admin/api/waiting/\(source)/resume", body: [:])
            WaitingCommand.show(answer, json: admin.json)
        }
    }
}
