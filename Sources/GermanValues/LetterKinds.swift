/// What a Unicode scalar is, quickly: nearly all of them are ASCII.
extension Unicode.Scalar {
    /// A letter of any script.
    var isLetter: Bool {
        value < 0x80 ? (value | 0x20) &- 0x61 < 26 : properties.isAlphabetic && !isNumber
    }

    /// A digit or number of any script: also `½` and `٣`.
    var isNumber: Bool {
        value < 0x80 ? isDigit : properties.numericType != nil
    }

    /// One of the ten digits that count.
    var isDigit: Bool { value &- 0x30 < 10 }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        self = ""
        // One by one: as a whole they would be gone through by way of their type's protocols.
        for scalar in scalars { unicodeScalars.append(scalar) }
    }
}
