package import MappingLanguage

/// A file of the mappings directory.
package struct LibraryFile: Sendable, Hashable {
    /// Path below the directory: `trisalis.json`, `sources/trisalis.json`. Others are not looked at.
    package let path: String
    package let bytes: [UInt8]
    /// Why the file is there and cannot be read; nil for one that was read.
    package let hindrance: String?

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        hindrance = nil
    }

    /// A file that is there and cannot be read. It is a fault of this file, and of no other in the directory.
    package init(path: String, unreadable hindrance: String) {
        self.path = path
        bytes = []
        self.hindrance = hindrance
    }

    /// The file, for what is found in it.
    package var text: FileText { FileText(path: path, bytes: bytes, hindrance: hindrance) }
}
