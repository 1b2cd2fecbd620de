import ArgumentParser

/// The command line: the only place that wires the modules together.
@main
struct LeadGate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leadgate",
        abstract: "Takes leads in and gets them into Europace: every one, complete, once.",
        discussion: """
            Without any configuration `leadgate serve` starts the gateway together with a stand-in for Europace, the
            sandbox, and prints the next thing to do.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Run", subcommands: [Serve.self, SandboxCommand.self]),
            CommandGroup(
                name: "Write mappings",
                subcommands: [
                    Check.self, TestMappings.self, Try.self, Explain.self, Query.self, SchemaCommand.self,
                    ReferenceCommand.self,
                ]
            ),
            CommandGroup(name: "Operate", subcommands: [LeadsCommand.self, Verify.self]),
        ]
    )
}
