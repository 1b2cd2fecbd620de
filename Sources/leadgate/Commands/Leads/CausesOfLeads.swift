import ArgumentParser
import JSON
import NIOHTTP1

struct CausesOfLeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "causes",
        abstract: "Show dead and uncertain leads by cause: mend one, and replay all that it holds.",
        discussion: """
              leadgate leads causes
              leadgate leads replay --fingerprint FINGERPRINT --preview
            """
    )

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/dead-letters/causes")
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let causes = answer["causes"]?.arrayValue ?? []
        for group in causes {
            let cause = group["cause"] ?? .null
            let sources = (group["sources"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", ")
            let text = { (value: JSONValue?) in value?.stringValue ?? "" }
            print(
                """
                \(group["count"]?.numberValue?.text ?? "0") \(text(group["state"])): \(text(cause["code"])) \
                (\(text(cause["class"]))), from \(sources), \(text(group["first"])) to \(text(group["last"]))
                  \(text(cause["message"]).shown)
                """
            )
            for violation in cause["violations"]?.arrayValue ?? [] {
                print("  at \(text(violation["field"])): \(text(violation["message"]))".shown)
            }
            print("  --fingerprint \(text(group["fingerprint"]))\n")
        }
        if causes.isEmpty { Console.error("no lead stands aside") }
    }
}
