extension String {
    /// Whether it has 1 to 64 of a–z, A–Z, 0–9 and some marks: what names tokens and jobs stands in addresses and commands.
    ///
    /// - Parameter marks: those that are allowed besides letters and digits.
    func isName(with marks: String) -> Bool {
        (1...64).contains(utf8.count)
            && utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || marks.utf8.contains(byte)
            }
    }
}
