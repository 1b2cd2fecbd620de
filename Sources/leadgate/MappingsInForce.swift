import Foundation
import Mapping
import MappingDesk
import TargetSchemas

/// The last valid version of every mapping and source file, kept in the data folder.
///
/// A file that became broken while the gateway was down does not stop its source: the version that was in force before
/// is in force again, as it would be if the gateway had been running.
struct MappingsInForce {
    let folder: String

    /// The library of a folder, as it is at the start.
    func library(of path: String, _ targets: TargetCatalog) throws(StartError) -> CurrentLibrary {
        guard Files.exists(path) else {
            throw StartError(
                message:
                    "there is no folder '\(path)' with mappings; name it by --mappings or \(Setting.mappings.variable)"
            )
        }
        do {
            return CurrentLibrary(library(of: try Files.library(in: path), targets: targets))
        } catch {
            throw StartError(message: "the mappings in '\(path)' cannot be read: \(error)")
        }
    }

    /// The library of `files`; what is broken in them is taken from what was in force.
    func library(of files: [LibraryFile], targets: TargetCatalog) -> MappingLibrary {
        let kept = (try? Files.library(in: folder)) ?? []
        let previous = kept.isEmpty ? nil : MappingLibrary.load(files: kept, targets: targets)
        let library = MappingLibrary.load(files: files, previous: previous, targets: targets)
        keep(files, of: library)
        return library
    }

    /// Remembers the valid files of a library. A file that cannot be written is left as it was: it is a precaution only.
    func keep(_ files: [LibraryFile], of library: MappingLibrary) {
        let rejected = Set(library.rejected.map(\.path))
        try? Files.createFolder(folder + "/sources")
        for file in files where !rejected.contains(file.path) {
            let path = folder + "/" + file.path
            if (try? Files.read(path)) != file.bytes { try? Files.writePrivate(file.bytes, to: path) }
        }
    }
}
