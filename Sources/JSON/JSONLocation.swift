/// A place in a JSON text, as an editor shows it.
package struct JSONLocation: Sendable, Hashable {
    /// The offset in bytes from the start of the text.
    package let byteOffset: Int
    /// The line, from 1. A line ends with LF, CR LF or CR.
    package let line: Int
    /// The column in the line, in Unicode scalars, from 1.
    package let column: Int

    /// The place of a byte; offsets behind the end mean the end. Reads the text up to there: for messages, not for hot paths.
    package init(ofByte offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let offset = min(max(offset, 0), bytes.count)
        var line = 1
        var lineStart = 0
        var index = 0
        while index < offset {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
                line += 1
                lineStart = index
            }
        }
        var column = 1
        for index in lineStart..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        byteOffset = offset
        self.line = line
        self.column = column
    }
}

extension JSONDocument {
    /// The place of a byte of the document's text.
    package func location(ofByte offset: Int) -> JSONLocation {
        tape.bytes.withUnsafeBufferPointer { JSONLocation(ofByte: offset, in: $0) }
    }

    /// Where the value that a pointer names starts; nil if there is none.
    package func location(of pointer: JSONPointer) -> JSONLocation? {
        root[pointer: pointer].map { location(ofByte: $0.sourceBytes.lowerBound) }
    }

    /// Where the member name starts whose value the pointer names (its opening quote); nil if the pointer does not end at
    /// a member of an object. What a finding about an unknown member points at.
    package func locationOfKey(_ pointer: JSONPointer) -> JSONLocation? {
        guard let parent = pointer.parent, let name = pointer.tokens.last,
            let object = root[pointer: parent], object.kind == .object,
            let key = object.keyNode(JSONKey(name))
        else { return nil }
        return location(ofByte: key.sourceBytes.lowerBound)
    }
}
