import Foundation
import JSON
package import Mapping
package import MappingDesk

/// The mappings directory of the package, read once.
package enum ShippedMappings {
    /// The files, mappings and sources.
    package static let files: [LibraryFile] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "mappings")
        var files: [LibraryFile] = []
        for folder in ["", "sources/"] {
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())) ?? []
            for name in names.sorted() where name.hasSuffix(".json") {
                guard let data = try? Data(contentsOf: root.appending(path: folder + name)) else { continue }
                files.append(LibraryFile(path: folder + name, bytes: Array(data)))
            }
        }
        return files
    }()

    /// What they are, loaded.
    package static let library = MappingLibrary.load(files: files)

    /// Whether the file is a patch on another mapping.
    package static func extends(_ name: String) -> Bool {
        let file = files.first { $0.path == "\(name).json" }
        return file.flatMap { try? JSONValue.parse($0.bytes) }?["extends"] != nil
    }
}
