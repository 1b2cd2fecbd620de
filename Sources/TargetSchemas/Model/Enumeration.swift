/// A closed list of texts, in the target's order.
///
/// Equal lists are held once, wherever they are used.
package struct Enumeration: Sendable {
    /// A name for people: that of the first member using it.
    package let name: String
    package let values: [String]
    /// The values are country codes (and, in KEX, `SONSTIGE`).
    package let holdsCountries: Bool

    private let positions: [String: Int]

    package init(name: String, values: [String], holdsCountries: Bool = false) {
        self.name = name
        self.values = values
        self.holdsCountries = holdsCountries
        self.positions = Dictionary(values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether exactly this text is in the list, byte for byte.
    package func contains(_ value: String) -> Bool {
        guard let index = positions[value] else { return false }
        return values[index].utf8.elementsEqual(value.utf8)
    }
}
