import Foundation
import LeadKeeping
import Mapping
import MappingDesk
import Names
import SQLiteLeads
import TargetSchemas

/// The last valid version of every mapping and source file, and of the tables that they read, kept in the data folder.
///
/// A file that became broken while the gateway was down does not stop its source: the version that was in force before
/// is in force again, as it would be if the gateway had been running. Source files are sealed, because the secrets of test
/// sources may stand in them.
struct MappingsInForce {
    let folder: String
    /// The file of the master key, which seals the source files.
    let keyPath: String

    private static let sealed = ".sealed"
    /// Behind the name of a sealed file while the master key is changed.
    private static let next = ".next"

    /// The files of a folder, as they are at the start.
    static func files(in path: String) throws(StartError) -> [LibraryFile] {
        guard Files.exists(path) else {
            throw StartError(
                message:
                    "there is no folder '\(path)' with mappings; name it by --mappings or \(Setting.mappings.variable)"
            )
        }
        do {
            return try Files.library(in: path)
        } catch {
            throw StartError(message: "the mappings in '\(path)' cannot be read: \(error)")
        }
    }

    /// The library of `files`; what is broken in them is taken from what was in force.
    func library(of files: [LibraryFile], targets: TargetCatalog) -> MappingLibrary {
        let kept = kept()
        let previous = kept.isEmpty ? nil : MappingLibrary.load(files: kept, targets: targets)
        return MappingLibrary.load(files: files, previous: previous, targets: targets)
    }

    /// Remembers the valid files of a library, and forgets the sources that are gone from it. A file that cannot be written is
    /// left as it was: it is a precaution only.
    func keep(_ files: [LibraryFile], of library: MappingLibrary) {
        let rejected = Set(library.rejected.map(\.path))
        let known = Dictionary(kept().map { ($0.path, $0.bytes) }) { $1 }
        let sealer = try? FileSealer(masterKeyFile: keyPath)
        for sub in ["/sources", "/tables"] { try? Files.createFolder(folder + sub) }
        for file in files where !rejected.contains(file.path) {
            let path = folder + "/" + file.path
            guard file.path.hasPrefix("sources/") else {
                if known[file.path] != file.bytes { try? Files.writePrivate(file.bytes, to: path) }
                continue
            }
            guard let sealer else { continue }
            if known[file.path] != file.bytes || !Files.exists(path + Self.sealed),
                let bytes = try? sealer.seal(file.bytes, as: file.path)
            {
                try? Files.writePrivate(bytes, to: path + Self.sealed)
            }
            // Earlier versions kept it in clear.
            try? FileManager.default.removeItem(atPath: path)
        }
        // Or one that was taken away on purpose would be in force again once the folder is empty.
        for path in known.keys where path.hasPrefix("sources/") {
            let name = SourceName(String(path.dropFirst("sources/".count).dropLast(".json".count)))
            guard library.source(name) == nil, !rejected.contains(path) else { continue }
            for suffix in ["", Self.sealed] {
                try? FileManager.default.removeItem(atPath: "\(folder)/\(path)\(suffix)")
            }
        }
    }

    /// Seals the source files for another master key, each beside what it is now: which of them counts, the key says that
    /// is there when they are read.
    func reseal(with next: FileSealer) throws {
        for file in sealedFiles() {
            let path = "\(folder)/\(file.path)\(Self.sealed)\(Self.next)"
            try Files.writePrivate(try next.seal(file.bytes, as: file.path), to: path)
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            giveToOwner(ofFolderOf: path, handle.fileDescriptor)
            try handle.close()
        }
    }

    private func kept() -> [LibraryFile] {
        var files = (try? Files.library(in: folder)) ?? []
        for file in sealedFiles() {
            files.removeAll { $0.path == file.path }
            files.append(file)
        }
        return files
    }

    /// The source files that the master key opens.
    private func sealedFiles() -> [LibraryFile] {
        guard let sealer = try? FileSealer(masterKeyFile: keyPath) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/sources")) ?? []
        return names.sorted().compactMap { name in
            guard name.hasSuffix(Self.sealed) else { return nil }
            let path = "sources/" + name.dropLast(Self.sealed.count)
            let sealed = folder + "/sources/" + name
            if let bytes = try? Files.read(sealed), let opened = sealer.open(bytes, as: path) {
                return LibraryFile(path: path, bytes: opened)
            }
            guard let bytes = try? Files.read(sealed + Self.next), let opened = sealer.open(bytes, as: path) else {
                return nil
            }
            // The master key was changed.
            _ = rename(sealed + Self.next, sealed)
            return LibraryFile(path: path, bytes: opened)
        }
    }
}
