/// A key of a whole post, as its headers or its signature give one: the same key is the same post.
package struct PostKey: Sendable, Hashable {
    /// Days for which every key answers with the first receipt, at least.
    package static let leastDays = 90

    /// The key, with what it is before it, so that keys of different kinds never meet.
    package let text: String
    /// For how many days it answers with the first receipt.
    package let days: Int

    /// A key of its parts.
    package init(_ text: String, days: Int = Self.leastDays) {
        self.text = text
        self.days = days
    }
}
