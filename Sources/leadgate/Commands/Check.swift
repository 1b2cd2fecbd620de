import ArgumentParser
import JSON
import Mapping
import MappingLanguage
import TargetSchemas

/// `leadgate check`: mistakes in mappings and sources, found at the desk.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check mappings and sources against the targets' schemas.",
        discussion: """
            Says all findings at once, each with its place and what to do. Runs the tests inside the files, too. A file \
            is judged together with those it extends.

              leadgate check
              leadgate check mappings/trisalis.json mappings/sources/trisalis.json

            Exit code 0: no errors; 1: errors (or warnings with --strict); 2: nothing to check.
            """
    )

    @Argument(help: "Files or a folder (default: ./mappings, or \(Setting.mappings.variable)).")
    var paths: [String] = []

    @OptionGroup var schemas: SchemasOption

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let folder = try MappingsFolder(paths, targets: schemas.load(among: targets))
        let findings = folder.findings + folder.callbackFindings
        let errors = findings.count(where: \.isError)
        if json {
            print(JSONValue.object(["findings": .array(findings.map(\.json))]).text(pretty: true))
        } else {
            folder.printFindings(findings)
            let files = folder.chosenFiles.count
            let counts = [
                Self.count(files, "file") + " checked: " + Self.count(errors, "error"),
                Self.count(findings.count - errors, "warning"),
            ]
            print(counts.joined(separator: ", "))
        }
        if folder.chosenFiles.isEmpty { throw Console.invalidInput }
        if errors > 0 || (strict && !findings.isEmpty) { throw ExitCode.failure }
    }

    /// The targets, as far as the gateway's settings here let anything be delivered to them.
    private var targets: TargetCatalog {
        do {
            let settings = try Settings(try GatewayOptions.parse([]), environment: .process)
            return settings.targets.catalog(for: settings.allIdentities)
        } catch {
            let message = (error as? ValidationError)?.message ?? "\(error)"
            Console.error("note: whether something delivers to the targets was not looked at: \(message)")
            return TargetSet.shipped.catalog
        }
    }

    private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
