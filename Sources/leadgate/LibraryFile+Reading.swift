import Foundation
import MappingDesk

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LibraryFile {
    /// Reads a file of a folder; nil if it has gone since the folder was looked at.
    init?(at path: String, in folder: String) {
        let place = "\(folder)/\(path)"
        var status = stat()
        guard stat(place, &status) == 0 else {
            guard lstat(place, &status) == 0 else { return nil }
            self.init(path: path, unreadable: "it is a link that leads to nothing")
            return
        }
        // A pipe or a device would be read for ever.
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            self.init(path: path, unreadable: isFolder ? "it is a folder" : "it is no ordinary file")
            return
        }
        do {
            self.init(path: path, bytes: try Files.read(place))
        } catch {
            guard lstat(place, &status) == 0 else { return nil }
            let isForbidden = access(place, R_OK) != 0
            self.init(path: path, unreadable: isForbidden ? "this user may not" : error.localizedDescription)
        }
    }
}
