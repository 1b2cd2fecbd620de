/// A choice between types, made by the value of the `@type` member.
///
/// The allowed tags belong to the *field*, not to the base type: `verwendung` takes two of them at one place and three at
/// another (fact sheet 3.2.2), and one field takes a single concrete variant (`bausparwunsch`, 3.2.3).
package struct TypeUnion: Sendable {
    /// The name of the member that makes the choice, the same in every union of the published schemas.
    package static let discriminator = "@type"

    /// A name for people: that of the base type, followed by the field where only some of its variants are allowed.
    package let name: String
    package let variants: [Variant]
    /// The type that stands for an object without `@type`; nil where `@type` is required. Only `BestehendesDarlehen`
    /// goes without (fact sheet 3.2.4).
    package let untagged: TypeID?

    private let positions: [String: Int]

    /// One choice.
    package struct Variant: Sendable, Hashable {
        package let tag: String
        package let type: TypeID

        package init(tag: String, type: TypeID) {
            self.tag = tag
            self.type = type
        }
    }

    package init(name: String, variants: [Variant], untagged: TypeID? = nil) {
        self.name = name
        self.variants = variants
        self.untagged = untagged
        self.positions = Dictionary(
            variants.enumerated().map { ($1.tag, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The type for exactly this tag.
    package subscript(tag: String) -> TypeID? {
        guard let index = positions[tag], variants[index].tag.utf8.elementsEqual(tag.utf8) else { return nil }
        return variants[index].type
    }

    package var tags: [String] { variants.map(\.tag) }

    package var isTagRequired: Bool { untagged == nil }
}
