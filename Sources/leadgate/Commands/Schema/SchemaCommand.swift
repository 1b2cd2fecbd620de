import ArgumentParser

/// `leadgate schema`: what the targets take.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Show what the targets take, import newer schemas, make JSON Schema for editors.",
        subcommands: [SchemaShow.self, SchemaImportCommand.self, SchemaEditor.self],
        defaultSubcommand: SchemaShow.self
    )
}
