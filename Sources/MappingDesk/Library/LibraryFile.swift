/// A file of the mappings directory.
package struct LibraryFile: Sendable, Hashable {
    /// Path below the directory: `trisalis.json`, `sources/trisalis.json`. Others are not looked at.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
