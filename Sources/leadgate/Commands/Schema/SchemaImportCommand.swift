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
            kundenangaben  the OpenAPI file, as JSON
            kex-vorgang    the folder of JSON Schemas; see also --documentation
            kex-update     the documentation's text

            Into a folder as kundenangaben.json, kex-vorgang.json or kex-update.json, all commands and the gateway use \
            the schema without a new version of the program: --schemas FOLDER, or \(Setting.schemas.variable). A running gateway \
            takes it at its next start. Look first at what the mappings would lose: --against.
            Exit code 0: done; 1: --against found something that would be lost, or a mapping it could not look at; 2: the specification is not usable.

              leadgate schema import kundenangaben openapi.json \\
                --output schemas/kundenangaben.json --against mappings
            """
    )

    @Argument(help: "The target: \(ImportedTarget.allCases.map(\.rawValue).joined(separator: ", ")).")
    var target: ImportedTarget

    @Argument(help: "The specification: a file, or a folder for kex-vorgang.")
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
        switch target {
        case .kundenangaben:
            let bytes = try Console.bytes(specification)
            return try Console.orExit { try SchemaImport.kundenangaben(openAPI: bytes) }
        case .kexVorgang:
            guard Files.isFolder(specification) else {
                Console.error("kex-vorgang takes a folder of JSON Schemas, and '\(specification)' is none")
                throw Console.invalidInput
            }
            let table = try documentation.map { try Console.bytes($0) }
            return try Console.orExit {
                try SchemaImport.kex(
                    files: try Files.json(in: specification),
                    documentation: table,
                    version: version
                )
            }
        case .kexUpdate:
            let bytes = try Console.bytes(specification)
            return try Console.orExit { try SchemaImport.kexUpdate(documentation: bytes, version: version) }
        }
    }

    /// Beside the schema if that goes to a file, on standard error otherwise.
    private func say(_ line: String) {
        if output == nil { Console.error(line) } else { print(line) }
    }
}

/// A target whose specification is published in a form that can be imported: each has its own importer. The other schemas
/// are written by hand.
enum ImportedTarget: String, CaseIterable, ExpressibleByArgument {
    case kundenangaben
    case kexVorgang = "kex-vorgang"
    case kexUpdate = "kex-update"
}
