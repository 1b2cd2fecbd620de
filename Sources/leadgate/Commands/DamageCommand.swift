import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate damage`: what of the data file a running gateway has found damaged.
struct DamageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "damage",
        abstract: "Show what of a running gateway's data file is damaged.",
        discussion: """
            A lead whose row is damaged is held back: nothing is sent or changed of it. What was sent can often still be
            read (leadgate leads show ID --payload); the way back is a backup. For a stopped gateway: leadgate verify.
            Exit code 1: something is damaged.
            """
    )

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
