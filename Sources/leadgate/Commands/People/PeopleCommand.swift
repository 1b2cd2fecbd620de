import ArgumentParser
import JSON
import NIOHTTP1

/// `leadgate people`: what is kept of one person.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Find, give out or erase what is kept of one person.",
        discussion: """
            A person is found by e-mail address, telephone number, name with day of birth, reference or case number, in all
            leads that came or come while it looks. What stands on a command line stays in the shell's history, so let
            yourself be asked: a dash for a value reads it from the keyboard or from standard input, one line each.

              leadgate people find --email - --phone -
              leadgate people export --email - --reason "request of 21 November" > person.json
              leadgate people erase --email - --reason "request of 21 November"     shows what, and how to confirm it
            """,
        subcommands: [
            FindPerson.self, ExportPerson.self, ErasePerson.self, ShowErasure.self, ReindexPeople.self,
        ],
        defaultSubcommand: FindPerson.self
    )
}

struct ReindexPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "Have all leads looked at anew for whom they are about, with the mappings of today."
    )

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/people/reindex", body: .object([:]))
        print(admin.json ? answer.text(pretty: true) : "\(answer["unindexed"]?.text() ?? "?") leads are being indexed")
    }
}
