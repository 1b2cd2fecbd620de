import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate damage`: what of the data file a running gateway has found damaged, and what a person decides on it.
struct DamageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "damage",
        abstract: "Show what of a running gateway's data file is damaged; release or erase a damaged lead.",
        discussion: """
            A lead whose row is damaged is held back: nothing is sent or changed of it. What was sent can often still be
            read (leadgate leads show ID --payload --reason …). The way back is a backup, or one of:

              leadgate damage release ID --confirm ID           as it was, where its tag proves which bit is wrong
              leadgate damage release ID --confirm ID --accept  as its row stands: a dead letter, sent only by a replay
              leadgate damage erase ID --confirm ID --reason …  destroys what was sent; the rest stays in the books

            For a stopped gateway: leadgate verify. Exit code 1: something is damaged.
            """,
        subcommands: [ListDamage.self, ReleaseLead.self, EraseDamagedLead.self],
        defaultSubcommand: ListDamage.self
    )
}

struct ListDamage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show what is damaged.")

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/damage")
        let damages = answer["damages"]?.arrayValue ?? []
        if admin.json {
            print(answer.text(pretty: true))
        } else {
            for damage in damages {
                let lead = (damage["lead"]?.stringValue).map { "lead \($0): " } ?? ""
                print("\(damage["code"]?.stringValue ?? ""): \(lead)\(damage["message"]?.stringValue ?? "")")
            }
            if damages.isEmpty { Console.error("nothing is damaged, as far as has been looked") }
        }
        if !damages.isEmpty { throw ExitCode.failure }
    }
}

struct ReleaseLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Take a damaged lead back among the others.",
        discussion: """
            Where one bit of its row is wrong, its tag proves which, and the lead goes on as if nothing had happened. Where
            more is wrong, --accept takes its values as they stand: it becomes a dead letter. It may be at the target
            already, so look there before you replay it.
            """
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "The lead's id once more.")
    var confirm: String

    @Flag(help: "Take its values as they stand.")
    var accept = false

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let lead = try await AdminClient(admin.address).request(
            .POST,
            "/admin/api/damage/\(id)/release",
            body: ["confirm": .string(confirm), "accept": .bool(accept)]
        )
        if admin.json {
            print(lead.text(pretty: true))
            return
        }
        let state = lead["state"]?.stringValue ?? "?"
        // What was damaged may have been its id.
        let own = lead["id"]?.stringValue ?? id
        print(
            lead["outcome"]?.stringValue == "mended"
                ? "lead \(own) is as it was written: \(state)" : "lead \(own) is taken as its row stands: \(state)"
        )
    }
}

struct EraseDamagedLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Destroy what was sent for a damaged lead; what can be read of its row stays in the books."
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "The lead's id once more.")
    var confirm: String

    @Option(help: "Why; it stays readable for ever and must not name the customer.")
    var reason: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let lead = try await AdminClient(admin.address).request(
            .POST,
            "/admin/api/damage/\(id)/erase",
            body: ["confirm": .string(confirm), "reason": .string(reason)]
        )
        print(admin.json ? lead.text(pretty: true) : "lead \(id) is erased")
    }
}
