import ArgumentParser
import Foundation
import TargetSchemas
import Targets

/// A folder of target schemas that are newer than those in the program, each replacing the one of its name.
///
/// `leadgate schema import kundenangaben FILE --output schemas/kundenangaben.json` writes such a file.
struct SchemasFolder {
    /// The targets, with the schemas in use.
    let targets: TargetCatalog

    /// Reads the folder's files that are named like a target: `kundenangaben.json`, `kex-vorgang.json`, ….
    ///
    /// - Parameter path: nil: the folder that the environment names, or none.
    /// - Throws: `StartError` in words for an operator.
    init(_ path: String?, environment: Environment = .process, replacing shipped: TargetCatalog) throws {
        guard let path = environment.value(.schemas, flag: path) else {
            targets = shipped
            return
        }
        guard Files.isFolder(path) else { throw StartError(message: "there is no folder '\(path)' with schemas") }
        var newer: [Target: TargetSchema] = [:]
        for profile in shipped.profiles {
            let file = "\(path)/\(profile.target.rawValue).json"
            guard Files.exists(file) else { continue }
            do {
                newer[profile.target] = try TargetSchema(data: try Files.read(file), profile: profile)
            } catch let error as SchemaFileError {
                throw StartError(message: "the schema '\(file)' cannot be used: \(error)")
            } catch {
                throw StartError(message: "the schema '\(file)' cannot be read: \(error)")
            }
        }
        guard !newer.isEmpty else {
            let names = shipped.targets.map { "\($0.rawValue).json" }.joined(separator: ", ")
            throw StartError(message: "the folder '\(path)' has none of \(names)")
        }
        targets = shipped.replacing(newer)
    }
}

/// The option of commands that work on mappings.
struct SchemasOption: ParsableArguments {
    @Option(name: Setting.schemas.flag, help: Setting.schemas.help)
    var schemas: String?

    /// The targets with the schemas in use, or the reason said and the command ended.
    func load(among targets: TargetCatalog = TargetSet.shipped.catalog) throws -> TargetCatalog {
        do {
            return try SchemasFolder(schemas, replacing: targets).targets
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
        guard TargetSet.shipped.catalog[named] != nil else { return nil }
        target = named
    }

    static var allValueStrings: [String] { TargetSet.shipped.catalog.targets.map(\.rawValue) }
}
