package import JSON

/// A mapping or source file as it was written: its name, its bytes, and where in them every JSON Pointer is.
package struct FileText: Sendable {
    /// Path below the mappings directory.
    package let path: String
    package let bytes: [UInt8]
    /// Why the file cannot be read; nil for one that was read.
    package let hindrance: String?
    /// The parsed file; nil if it is not JSON.
    package let document: JSONDocument?

    package init(path: String, bytes: [UInt8], hindrance: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.hindrance = hindrance
        document = try? JSONDocument(parsing: bytes)
    }

    /// Says that the file cannot be read, if it cannot.
    func isReadable(_ log: FindingLog) -> Bool {
        guard let hindrance else { return true }
        let code = FindingCode.fileUnreadable
        log.add(
            Finding(
                code: code,
                file: path,
                pointer: .root,
                line: 0,
                column: 0,
                message: "The file cannot be read: \(hindrance).",
                advice: code.description.advice
            )
        )
        return false
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
