import ArgumentParser
import Foundation
import JSON
import Mapping
import MappingDesk
import SchemaImport
import TargetSchemas
import Targets

/// `leadgate schema import`: a target's published specification becomes a schema file of ours.
struct SchemaImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a target schema from what Europace publishes.",
        discussion: """
            \(PublishedSpecification.table)

            Into a folder as TARGET.json (kundenangaben.json), all commands and the gateway use the schema \
            without a new version of the program: --schemas FOLDER, or \(Setting.schemas.variable). A running gateway takes it at its next start. Look first at what the mappings would lose: --against.
            Exit code 0: done; 1: --against found something that would be lost, or a mapping it could not look at; 2: the specification is not usable.

              leadgate schema import kundenangaben openapi.json \\
                --output schemas/kundenangaben.json --against mappings
            """
    )

    @Argument(help: "The target.")
    var target: PublishedSpecification

    @Argument(help: "The specification: a file or a folder, as above.")
    var specification: String

    @Option(
        help:
            "kex-vorgang: table of the documented fields, for each field's status (tab-separated: path, old, today's, schema)."
    )
    var documentation: String?

    @Option(help: "What to call the version, for specifications that name none (default: today's date).")
    var named: String?

    @Option(help: "The file to write (default: standard output).")
    var output: String?

    @Option(help: "Mappings folder or file: report what they would lose.")
    var against: String?

    @Flag(help: "Write the Swift source file that puts the schema into the program (Sources/TargetSchemas/Data).")
    var swift = false

    @OptionGroup var schemas: SchemasOption

    func run() throws {
        let outcome = try imported()
        let schema = outcome.schema
        let bytes = swift ? Array(schema.swiftSource.utf8) : schema.fileBytes
        if let output {
            try Console.orExit { try Files.write(bytes, to: output, makingFolder: true) }
        } else {
            print(String(decoding: bytes, as: UTF8.self), terminator: "")
        }
        for note in outcome.notes { say("note: \(note)") }
        say("\(SchemaOverview(schema))")
        let targets = try schemas.load()
        if let old = targets[schema.target] {
            let comparison = SchemaComparison(old: old, new: schema)
            say(
                "against \(old.version): \(comparison.changes.count) changes, \(comparison.breaking.count) that can lose data"
            )
            for change in comparison.breaking { say("  \(change)") }
            if let against { try report(comparison, mappings: against, targets: targets) }
        }
    }

    /// Says what the mappings would lose; ends the command with failure if they would lose something.
    private func report(_ comparison: SchemaComparison, mappings path: String, targets: TargetCatalog) throws {
        let folder = try MappingsFolder([path], targets: targets)
        let broken = folder.library.rejected.filter { folder.includes($0.path) && !$0.path.hasPrefix("sources/") }
        for file in broken { say("\(file.path): has errors, so it was not looked at; see 'leadgate check'") }
        let mappings = folder.mappings.filter { $0.target == comparison.new.target }
        var lost = 0
        for mapping in mappings {
            for loss in comparison.losses(of: mapping.usedPlaces) {
                if loss.isError { lost += 1 }
                say("\(mapping.name).json: \(loss.isError ? "error" : "warning"): \(loss)")
            }
        }
        say("\(mappings.count) mappings looked at: \(lost) places would be lost")
        if lost > 0 || !broken.isEmpty { throw ExitCode.failure }
    }

    private func imported() throws -> SchemaImport.Outcome {
        let version = named ?? Date().formatted(.iso8601.year().month().day())
        switch target.form {
        case .file(let read):
            let bytes = try Console.bytes(specification)
            return try Console.orExit { try read(bytes, version) }
        case .folder(let read):
            guard Files.isFolder(specification) else {
                Console.error("\(target.target) takes a folder of JSON files, and '\(specification)' is none")
                throw Console.invalidInput
            }
            let table = try documentation.map { try Console.bytes($0) }
            return try Console.orExit { try read(try Files.json(in: specification), table, version) }
        }
    }

    /// Beside the schema if that goes to a file, on standard error otherwise.
    private func say(_ line: String) {
        if output == nil { Console.error(line) } else { print(line) }
    }
}

extension PublishedSpecification: ExpressibleByArgument {
    init?(argument: String) {
        guard let known = Self.all.first(where: { $0.target.rawValue == argument }) else { return nil }
        self = known
    }

    static var allValueStrings: [String] { all.map(\.target.rawValue) }

    /// All of them with what each is, one a line.
    fileprivate static var table: String {
        let width = (allValueStrings.map(\.count).max() ?? 0) + 2
        return all.map { $0.target.rawValue.padding(toLength: width, withPad: " ", startingAt: 0) + $0.summary }
            .joined(separator: "\n")
    }
}
