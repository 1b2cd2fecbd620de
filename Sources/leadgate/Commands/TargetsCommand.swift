import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate targets`: what each target's lane does; pause and resume one.
struct TargetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "targets",
        abstract: "Show what waits for each target and which rest, why and until when; pause or resume one.",
        subcommands: [ListTargets.self, PauseTarget.self, ResumeTarget.self],
        defaultSubcommand: ListTargets.self
    )

    /// The list for people.
    fileprivate static func show(_ answer: JSONValue, json: Bool) {
        if json {
            print(answer.text(pretty: true))
            return
        }
        for target in answer["targets"]?.arrayValue ?? [] {
            print(line(target, named: "target"))
            for source in target["sources"]?.arrayValue ?? [] { print("  " + line(source, named: "source")) }
        }
        for client in answer["clients"]?.arrayValue ?? [] { if let words = words(client) { print(words) } }
    }

    /// Why nothing may go out although a target is open; `nil` where no request waits.
    private static func words(_ client: JSONValue) -> String? {
        func count(_ name: String) -> Int { client[name]?.numberValue?.int ?? 0 }
        guard count("waiting") > 0 else { return nil }
        var words = "client \(client["client"]?.stringValue ?? "?") has sent \(count("requests")) of \(count("limit")) "
        words += "requests that it may in a minute; \(count("waiting")) wait for their turn"
        if let seconds = client["restsSeconds"]?.numberValue?.int { words += ", and it was asked to wait \(seconds) s" }
        return words
    }

    private static func line(_ json: JSONValue, named name: String) -> String {
        let text = { (name: String) in json[name]?.stringValue ?? "" }
        var line = "\(text(name).padded(to: 16)) \(text("state").padded(to: 9))"
        line += " waiting: \(json["waiting"]?.numberValue?.text ?? "0")"
        if let oldest = json["oldest"]?.stringValue { line += ", the oldest since \(oldest)" }
        if let uncertain = json["uncertain"]?.numberValue?.text, uncertain != "0" {
            line += ", uncertain: \(uncertain)"
        }
        guard let cause = json["cause"], !cause.isNull else { return line }
        let until =
            json["until"]?.stringValue ?? (text("state") == "probing" ? "a lead gets through" : "somebody resumes it")
        return line + "\n    since \(text("since")), until \(until): \(cause["message"]?.stringValue ?? "")"
    }
}

struct ListTargets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show all targets.")
    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/targets")
        TargetsCommand.show(answer, json: admin.json)
    }
}

struct PauseTarget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Send nothing to a target until somebody resumes it; its leads wait.",
        discussion: "  leadgate targets pause kundenangaben --reason \"maintenance at Europace\""
    )

    @Argument(help: "The target's name.")
    var target: String

    @Option(help: "Why; shown to whoever looks.")
    var reason: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let order: JSONObject = reason.map { ["reason": .string($0)] } ?? [:]
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/targets/\(target)/pause", body: .object(order))
        TargetsCommand.show(answer, json: admin.json)
    }
}

struct ResumeTarget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a target's leads, or those of one source there, go out again: at once, whatever they wait for.",
        discussion: """
              leadgate targets resume kundenangaben
              leadgate targets resume kundenangaben --source trisalis
            """
    )

    @Argument(help: "The target's name.")
    var target: String

    @Option(help: "Only leads of this source.")
    var source: String?

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let order: JSONObject = source.map { ["source": .string($0)] } ?? [:]
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/targets/\(target)/resume", body: .object(order))
        TargetsCommand.show(answer, json: admin.json)
    }
}
