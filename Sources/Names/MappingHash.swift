/// Which version of a mapping it is: SHA-256, in hexadecimal, of the canonical form (RFC 8785) of the file with all it
/// extends.
///
/// A lead keeps the hash of what it was mapped with, and every version that was ever in force is kept under its hash. So it
/// names files as well, and ``isWellFormed`` has to be asked before it does.
package struct MappingHash: RawRepresentable, Sendable, Hashable {
    /// The digits.
    package let rawValue: String

    /// The hash that is written so.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Sixty-four lower-case hexadecimal digits: nothing else may become a file's name.
    package var isWellFormed: Bool {
        rawValue.utf8.count == 64
            && rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension MappingHash: CustomStringConvertible, ExpressibleByStringLiteral {
    package var description: String { rawValue }
    package init(stringLiteral text: String) { rawValue = text }
}
