/// A place of the target that somebody uses, typically a mapping.
package struct UsedPlace: Sendable, Hashable {
    /// Dotted notation or JSON Pointer, as ``TargetSchema/place(at:)`` takes it; with the `@type` where one is chosen.
    package let path: String
    /// The constant texts that are put there, where the place takes one of a list.
    package let values: [String]

    package init(path: String, values: [String] = []) {
        self.path = path
        self.values = values
    }
}
