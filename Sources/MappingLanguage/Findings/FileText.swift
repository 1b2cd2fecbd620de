package import JSON

/// A mapping or source file as it was written: its name, its bytes, and where in them every JSON Pointer is.
package struct FileText: Sendable {
    /// Path below the mappings directory.
    package let path: String
    package let bytes: [UInt8]
    /// The parsed file; nil if it is not JSON.
    package let document: JSONDocument?

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        document = try? JSONDocument(parsing: bytes)
    }

    /// The text, for showing.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the file itself has something at the pointer (and not only a file it extends).
    package func holds(_ pointer: JSONPointer) -> Bool { document?.root[pointer: pointer] != nil }

    /// Where what the pointer names starts; what encloses it, if it names nothing; nil if the file is not JSON.
    ///
    /// - Parameter atKey: the place of the member's name instead of its value.
    package func location(of pointer: JSONPointer, atKey: Bool = false) -> JSONLocation? {
        guard let document else { return nil }
        if atKey, let location = document.locationOfKey(pointer) { return location }
        var place: JSONPointer? = pointer
        while let pointer = place {
            if let location = document.location(of: pointer) { return location }
            place = pointer.parent
        }
        return nil
    }
}
