import JSON

/// Single parts of an address, from a line or from what another function has taken apart already.
enum AddressParts {
    /// The street of a line, or of an object such as `adresse` gives.
    static func street(_ value: JSONValue) throws(Unreadable) -> Strasse? {
        guard case .object = try Answer(value) else { return try Strasse.read(value) }
        return try Adresse.read(value)?.street
    }

    /// The house number of a street, or a text that is nothing but a house number.
    static func houseNumber(_ value: JSONValue) throws(Unreadable) -> String? {
        if case .object(let object) = try Answer(value), let own = object.member("hausnummer"), let text = own.plainText
        {
            return text.isEmpty ? nil : text
        }
        if case .object = try Answer(value) { return try street(value)?.houseNumber }
        guard let line = try Answer.line(of: value, orElse: Strasse.invalid) else { return nil }
        let text = line.utf8.count <= 100 ? Array(line.unicodeScalars) : []
        if let own = HouseNumberReader(text, at: 0).readToEnd() { return own.houseNumber }
        return Strasse(line: line).houseNumber
    }
}
