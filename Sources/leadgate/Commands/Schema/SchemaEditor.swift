import ArgumentParser
import JSON
import Mapping
import MappingDesk
import TargetSchemas
import Targets

/// `leadgate schema editor`: JSON Schema of our files, for editors.
struct SchemaEditor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "editor",
        abstract: "Make the JSON Schema of mapping or source files, for completion and hover in editors.",
        discussion: """
            Name it at the top of a mapping: "$schema": "./schema/kundenangaben.json"; of a source:
            "$schema": "../schema/source.json". Visual Studio Code and IntelliJ do the rest.
            With --folder all of them are written; with --check nothing is written, and the exit code is 1 if a file in \
            the folder is not what it would be.

              leadgate schema editor --folder mappings/schema
              leadgate schema editor kundenangaben > kundenangaben.json
            """
    )

    @Argument(help: "\(EditorFile.allValueStrings.joined(separator: ", ")); without it all, into --folder.")
    var file: EditorFile?

    @Option(help: "Write into this folder instead of printing.")
    var folder: String?

    @Flag(help: "Say whether the folder's files are current.")
    var check = false

    @OptionGroup var schemas: SchemasOption

    func validate() throws {
        if file == nil && folder == nil {
            throw ValidationError(
                "name one of \(EditorFile.allValueStrings.joined(separator: ", ")), or --folder"
            )
        }
        if check && folder == nil { throw ValidationError("--check needs --folder") }
    }

    func run() throws {
        let targets = try schemas.load()
        var stale: [String] = []
        for file in file.map({ [$0] }) ?? EditorFile.all {
            let text = EditorSchema.text(of: file.schema(targets))
            guard let folder else {
                print(text, terminator: "")
                continue
            }
            let path = "\(folder)/\(file.name).json"
            if check {
                let written = try? Files.read(path)
                if written != Array(text.utf8) { stale.append(path) }
            } else {
                try Console.orExit { try Files.write(Array(text.utf8), to: path, makingFolder: true) }
                print("\(path): \(text.utf8.count) bytes")
            }
        }
        guard stale.isEmpty else {
            Console.error(
                "not current: \(stale.joined(separator: ", ")); run 'leadgate schema editor --folder \(folder ?? "")'"
            )
            throw ExitCode.failure
        }
    }
}

/// A kind of file that an editor can have a schema for: mappings to one target, or sources.
enum EditorFile: ExpressibleByArgument {
    case mapping(Target)
    case source

    static var all: [EditorFile] { TargetSet.shipped.catalog.targets.map(EditorFile.mapping) + [.source] }

    static var allValueStrings: [String] { all.map(\.name) }

    init?(argument: String) {
        guard let named = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = named
    }

    /// The file's name without its ending.
    var name: String {
        switch self {
        case .mapping(let target): target.rawValue
        case .source: "source"
        }
    }

    func schema(_ targets: TargetCatalog) -> JSONValue {
        switch self {
        case .source: EditorSchema.source
        case .mapping(let target): targets[target].map(EditorSchema.mapping) ?? [:]
        }
    }
}
