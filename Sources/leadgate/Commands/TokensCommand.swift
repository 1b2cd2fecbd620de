import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate tokens`: who may use the operators' API, and how much of it.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Show, make or revoke tokens of the operators' API, each with a role of its own.",
        discussion: """
            Roles, each with all that the ones before it may:
              metrics   read numbers: metrics and readiness
              viewer    see leads, jobs and targets, but nothing that a customer typed
              operator  see everything of a lead; replay, resolve, discard, pause, resume
              admin     erase, back up, make and revoke tokens, read the audit log
            """,
        subcommands: [ListTokens.self, CreateToken.self, RevokeToken.self],
        defaultSubcommand: ListTokens.self
    )
}

struct ListTokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show all tokens, without themselves."
    )

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/tokens")
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let tokens = answer["tokens"]?.arrayValue ?? []
        for token in tokens {
            let text = { (name: String) in token[name]?.stringValue ?? "" }
            let end = token["revokedAt"]?.stringValue.map { ", revoked \($0)" } ?? ""
            print(
                "\(text("name").padded(to: 20)) \(text("role").padded(to: 9)) made \(text("createdAt")) by "
                    + "\(text("createdBy"))\(end)"
            )
        }
        if tokens.isEmpty { Console.error("no tokens beside the gateway's own") }
    }
}

struct CreateToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token and print it, once: only a digest of it is kept.",
        discussion: "  leadgate tokens create anna --role operator"
    )

    @Argument(help: "Whose it is; its holder's acts stand under this name in the audit log.")
    var name: String

    @Option(help: "metrics, viewer, operator or admin.")
    var role: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let token = try await AdminClient(admin.address).request(
            .POST,
            "/admin/api/tokens",
            body: ["name": .string(name), "role": .string(role)]
        )
        if admin.json {
            print(token.text(pretty: true))
            return
        }
        Console.error("the token of '\(name)', shown this once; its holder sends it as 'Authorization: Bearer …':")
        print(token["token"]?.stringValue ?? "")
    }
}

struct RevokeToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token; from the next request on it opens nothing."
    )

    @Argument(help: "Whose it is.")
    var name: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let token = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/tokens/\(name)/revoke", body: .object([:]))
        print(admin.json ? token.text(pretty: true) : "the token of '\(name)' is revoked")
    }
}
