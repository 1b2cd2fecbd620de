import APIDescription
import ArgumentParser

/// The command line: the only place that wires the modules together.
@main
struct LeadGate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leadgate",
        abstract: "Takes leads in and gets them into Europace: every one, complete, once.",
        discussion: """
            Without any configuration `leadgate serve` starts the gateway together with a stand-in for Europace, the \
            sandbox, and prints the next thing to do.

            To connect a sender (README.md has a recipe for each kind):

              leadgate source new musterbank --vendor typeform
              leadgate map --from post.json --output mappings/musterbank.json
              leadgate listen musterbank

            To write a mapping: copy one of ./mappings (mappings/README.md teaches the language), then

              leadgate check mappings/mine.json           finds mistakes
              leadgate try mappings/mine.json lead.json   shows what becomes of a lead
              leadgate test mappings/mine.json            runs the file's tests
            """,
        version: APIDocument.version,
        groupedSubcommands: [
            CommandGroup(name: "Run", subcommands: [Serve.self, SandboxCommand.self, PrintCommand.self]),
            CommandGroup(
                name: "Connect senders",
                subcommands: [SourceCommand.self, SendCommand.self, ListenCommand.self]
            ),
            CommandGroup(
                name: "Write mappings",
                subcommands: [
                    MapCommand.self, Check.self, TestMappings.self, Try.self, Explain.self, Query.self,
                    SchemaCommand.self,
                    ReferenceCommand.self,
                ]
            ),
            CommandGroup(
                name: "Operate",
                subcommands: [
                    LeadsCommand.self, PeopleCommand.self, JobsCommand.self, TargetsCommand.self, WaitingCommand.self,
                    NoticesCommand.self,
                    BooksCommand.self,
                    DamageCommand.self, TokensCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
                    RekeyCommand.self, Verify.self, Doctor.self,
                ]
            ),
        ]
    )
}
