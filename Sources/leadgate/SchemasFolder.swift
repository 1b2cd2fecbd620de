import ArgumentParser
import Foundation
import TargetSchemas
import Targets

/// The target schemas in use: those in the binary, each replaced by the file of its name in a folder, if there is one.
///
/// `leadgate schema import kundenangaben FILE --output schemas/kundenangaben.json` writes such a file.
struct SchemasFolder {
    /// What replaces a shipped schema.
    let replaced: [Target: TargetSchema]

    /// Reads the folder's files that are named like a target: `kundenangaben.json`, `kex-vorgang.json`, ….
    ///
    /// - Parameter path: nil: the folder that the environment names, or none.
    /// - Throws: `StartError` in words for an operator.
    init(_ path: String?, environment: Environment = .process) throws {
        guard let path = environment.value(.schemas, flag: path) else {
            replaced = [:]
            return
        }
        guard Files.isFolder(path) else { throw StartError(message: "there is no folder '\(path)' with schemas") }
        var replaced: [Target: TargetSchema] = [:]
        for target in Target.mapped {
            let file = "\(path)/\(target.rawValue).json"
            guard Files.exists(file) else { continue }
            let schema: TargetSchema
            do {
                schema = try TargetSchema(data: try Files.read(file))
            } catch let error as SchemaFileError {
                throw StartError(message: "the schema '\(file)' cannot be used: \(error)")
            } catch {
                throw StartError(message: "the schema '\(file)' cannot be read: \(error)")
            }
            guard schema.target == target else {
                throw StartError(message: "the schema '\(file)' is one of \(schema.target.rawValue)")
            }
            replaced[target] = schema
        }
        guard !replaced.isEmpty else {
            let names = Target.mapped.map { "\($0.rawValue).json" }.joined(separator: ", ")
            throw StartError(message: "the folder '\(path)' has none of \(names)")
        }
        self.replaced = replaced
    }

    /// The schema in use for a target; nil for one that takes no mapped document.
    func schema(of target: Target) -> TargetSchema? { replaced[target] ?? TargetSchema.shipped(target) }

    var all: [TargetSchema] { Target.mapped.compactMap(schema) }
}

/// The option of commands that work on mappings.
struct SchemasOption: ParsableArguments {
    @Option(name: Setting.schemas.flag, help: Setting.schemas.help)
    var schemas: String?

    /// The schemas in use, or the reason said and the command ended.
    func load() throws -> SchemasFolder {
        do {
            return try SchemasFolder(schemas)
        } catch let error as StartError {
            Console.error(error.message)
            throw Console.invalidInput
        }
    }
}

/// A target that takes a mapped document, as an argument.
struct MappedTarget: ExpressibleByArgument {
    let target: Target

    init?(argument: String) {
        let named = Target(rawValue: argument)
        guard Target.mapped.contains(named) else { return nil }
        target = named
    }

    static var allValueStrings: [String] { Target.mapped.map(\.rawValue) }
}
