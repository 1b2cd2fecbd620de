package import JSON
import MappingLanguage
package import Names
package import TargetSchemas

/// Every version of a mapping that was ever in force, by its hash: what a lead was mapped with can be read and run again,
/// for replay and preview, however often the file has changed since.
///
/// A version is the canonical form (RFC 8785) of the file with all it extends, so its name is the SHA-256 of its bytes,
/// and what it extended then is in it. Nothing is ever overwritten: a version has one content.
package struct MappingArchive: Sendable {
    /// The targets that versions are run for.
    package let targets: TargetCatalog
    private let read: @Sendable (_ hash: MappingHash) -> [UInt8]?
    private let write: @Sendable (_ hash: MappingHash, _ version: [UInt8]) -> Bool

    /// - Parameters:
    ///   - targets: the targets that versions are run for.
    ///   - read: the bytes that are kept under a hash; nil if there are none.
    ///   - write: keeps bytes under a hash, and returns whether they are safe now.
    package init(
        targets: TargetCatalog,
        read: @escaping @Sendable (_ hash: MappingHash) -> [UInt8]?,
        write: @escaping @Sendable (_ hash: MappingHash, _ version: [UInt8]) -> Bool
    ) {
        self.targets = targets
        self.read = read
        self.write = write
    }

    /// Keeps what is in force. To be called before a lead is mapped with it.
    ///
    /// - Returns: the names of the mappings whose version could not be kept.
    package func keep(_ library: MappingLibrary) -> [String] {
        library.mappings.filter { mapping in
            let version = ContentHash.bytes(of: mapping.file)
            return read(mapping.hash) != version && !write(mapping.hash, version)
        }
        .map(\.name)
    }

    /// A version's file, merged with all it extended; nil if it is not there, or its bytes are not what they were.
    package func file(hash: MappingHash) -> JSONValue? {
        guard hash.isWellFormed, let bytes = read(hash), let file = try? JSONValue.parse(bytes),
            ContentHash.of(file) == hash.rawValue
        else { return nil }
        return file
    }

    /// A version, ready to run under the target schemas in use now.
    /// - Parameter name: what to call it; versions have none.
    package func mapping(hash: MappingHash, name: String) -> Mapping? {
        file(hash: hash).flatMap { Mapping.reload(name: name, file: $0, targets: targets) }
    }
}
