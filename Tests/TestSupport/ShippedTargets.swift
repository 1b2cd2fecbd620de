package import JSON
package import Mapping
package import MappingDesk
package import MappingLanguage
package import Names
package import TargetSchemas
package import Targets

/// The five targets for tests of what lies below the program, which alone has the list that counts; a test of the program
/// holds this one against it.
extension TargetCatalog {
    package static let shipped = TargetCatalog([.kundenangaben, .kexVorgang, .kexUpdate, .antragsstatus, .vorgaenge])
}

extension TargetSchema {
    /// The schema of one of the five; nil for another name.
    package static func shipped(_ target: Target) -> TargetSchema? { TargetCatalog.shipped[target] }

    /// Reads a schema file of one of the five.
    package init(data: [UInt8]) throws {
        let name = (try? JSONValue.parse(data, limits: .specification))?["target"]?.stringValue
        let profile = TargetProfile.shipped(Target(rawValue: name ?? "")) ?? .kundenangaben
        try self.init(data: data, profile: profile)
    }
}

extension TargetProfile {
    /// The five profiles.
    package static var shipped: [TargetProfile] { TargetCatalog.shipped.profiles }

    /// The profile of one of the five; nil for another name.
    package static func shipped(_ target: Target) -> TargetProfile? { TargetCatalog.shipped[target]?.profile }
}

extension Target {
    /// The names of the five.
    package static var mapped: [Target] { TargetCatalog.shipped.targets }
}

extension MappingLibrary {
    /// A library whose mappings may name the five.
    package static func load(files: [LibraryFile], previous: MappingLibrary? = nil) -> MappingLibrary {
        load(files: files, previous: previous, targets: .shipped)
    }
}

extension MappingLoader {
    /// A mapping that may name the five.
    package static func load(name: String, files: [String: FileText]) -> Loaded {
        load(name: name, files: files, targets: .shipped)
    }
}

extension Mapping {
    /// A version of a mapping to one of the five.
    package static func reload(name: String, file: JSONValue) -> Mapping? {
        reload(name: name, file: file, targets: .shipped)
    }
}

extension MappingArchive {
    /// An archive of mappings to the five.
    package init(
        read: @escaping @Sendable (_ hash: MappingHash) -> [UInt8]?,
        write: @escaping @Sendable (_ hash: MappingHash, _ version: [UInt8]) -> Bool
    ) {
        self.init(targets: .shipped, read: read, write: write)
    }
}
