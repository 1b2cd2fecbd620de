import Foundation
import Logging
import Mapping
import Names
import TargetSchemas
import Telemetry

/// Where the data folder keeps the versions of mappings: one file each, `mapping-versions/HASH.json`.
///
/// `sha256sum` of a file gives its name. Files are written once and never changed.
struct MappingVersions {
    let folder: String

    /// The versions, run for these targets.
    func archive(_ targets: TargetCatalog) -> MappingArchive {
        MappingArchive(
            targets: targets,
            read: { hash in try? Files.read(path(of: hash)) },
            write: { hash, version in
                do {
                    try Files.createFolder(folder)
                    try Files.writeDurably(version, to: path(of: hash))
                    return true
                } catch {
                    return false
                }
            }
        )
    }

    private func path(of hash: MappingHash) -> String { "\(folder)/\(hash).json" }
}

extension MappingArchive {
    /// Keeps what is in force, and says what could not be kept.
    func keep(_ library: MappingLibrary, logger: Logger) {
        for name in keep(library) {
            logger.record(
                .mappingVersionLost,
                [.mapping: "\(name)", .advice: "make room; until then its leads cannot be previewed as they were"]
            )
        }
    }
}
