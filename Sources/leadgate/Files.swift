import Foundation
import JSON
import Mapping
import MappingDesk

/// Reading and writing small files at start, in commands and when mappings are reloaded.
enum Files {
    /// The bytes of a file; `-` is standard input.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Writes a file that only its owner can read.
    static func writePrivate(_ bytes: [UInt8], to path: String) throws {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: attributes) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    static func createFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Writes a file that everybody may read.
    /// - Parameter makingFolder: whether its folder is made if it is not there.
    static func write(_ bytes: [UInt8], to path: String, makingFolder: Bool = false) throws {
        if makingFolder {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Writes a file in one step and waits until the disk has it.
    static func writeDurably(_ bytes: [UInt8], to path: String) throws {
        try write(bytes, to: path)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try handle.synchronize()
        try handle.close()
    }

    /// The JSON files of a folder, by name.
    static func json(in folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".json") {
            files[name] = try read("\(folder)/\(name)")
        }
        return files
    }

    /// The mapping files (`*.json`), source files (`sources/*.json`) and tables (`tables/*.csv`) of a folder, by path relative
    /// to it. One that cannot be read is among them as such.
    ///
    /// - Throws: if the folder itself cannot be read.
    static func library(in folder: String) throws -> [LibraryFile] {
        try libraryPaths(in: folder).compactMap { LibraryFile(at: $0, in: folder) }
    }

    /// Where they are, relative to the folder. What begins with a dot is an editor's or the system's own (Emacs' locks, macOS'
    /// `._…`) and no file of anybody's.
    static func libraryPaths(in folder: String) throws -> [String] {
        try [("", ".json"), ("sources/", ".json"), ("tables/", ".csv")].flatMap { sub, suffix in
            let path = folder + "/" + sub
            guard exists(path) else { return [String]() }
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().map { sub + $0 }
        }
    }
}

extension String {
    /// The text without white space at both ends.
    var trimmedWhitespace: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
