/// A name compared by its bytes, as JSON names are; not by canonical equivalence.
struct KeyBytes: Hashable {
    private let bytes: [UInt8]
    init(_ text: String) { bytes = Array(text.utf8) }
}
