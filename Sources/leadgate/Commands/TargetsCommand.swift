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
            let text = { (name: String) in target[name]?.stringValue ?? "" }
            let waiting = target["waiting"]?.numberValue?.text ?? "0"
            print("\(text("target").padded(to: 14)) \(text("state").padded(to: 9)) waiting: \(waiting)")
            guard let cause = target["cause"], !cause.isNull else { continue }
            let until = target["until"]?.stringValue ?? "somebody resumes it"
            print("  since \(text("since")), until \(until): \(cause["message"]?.stringValue ?? "")")
        }
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
        abstract: "Let a target's leads go out again, at once."
    )

    @Argument(help: "The target's name.")
    var target: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/targets/\(target)/resume", body: .object([:]))
        TargetsCommand.show(answer, json: admin.json)
    }
}
