/// What a JSON text may cost before it is refused.
///
/// RFC 8259 §9 lets an implementation set limits on size, nesting and character contents; these are ours. All are
/// checked while parsing, so that a hostile text is refused before it has cost memory.
package struct JSONLimits: Sendable, Hashable {
    /// The longest text, in bytes.
    package var bytes: Int
    /// How deep arrays and objects may nest: `[[]]` needs 2.
    package var depth: Int
    /// How many values and member names a text may hold together.
    package var nodes: Int
    /// Whether strings and member names may contain U+0000. Off: databases, C libraries and log readers downstream
    /// cut text there, and no form field needs it.
    package var allowsNUL: Bool

    /// 16 MiB, 64 levels, one million values and names, no U+0000.
    package static let `default` = JSONLimits()

    /// Limits beyond what the tape can address are cut down to it: 2 GiB, 512 levels, 2²⁴ − 1 values and names.
    package init(
        bytes: Int = 16 << 20,
        depth: Int = 64,
        nodes: Int = 1_000_000,
        allowsNUL: Bool = false
    ) {
        self.bytes = min(max(bytes, 0), 1 << 31 - 1)
        self.depth = min(max(depth, 0), 512)
        self.nodes = min(max(nodes, 0), 1 << 24 - 1)
        self.allowsNUL = allowsNUL
    }
}
