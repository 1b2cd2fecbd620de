/// Codings that a vendor puts around what people type, taken off again where it is known that the vendor does so.
package enum TextDecoding {
    /// HTML character references, decoded once: `M&uuml;ller` → `Müller`.
    package static func entities(_ text: String) -> String { Entities.decoded(text) }
}
