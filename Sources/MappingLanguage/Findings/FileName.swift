/// Names of sources and mappings, which are their files' names without `.json`: they stand in URLs and paths.
package enum FileName {
    /// Whether a mapping or source may have the name.
    package static func isValid(_ name: String) -> Bool {
        let isWord = { (byte: UInt8) in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        return (1...64).contains(name.utf8.count) && name.utf8.allSatisfy(isWord)
            && name.utf8.first != UInt8(ascii: ".")
    }
}
