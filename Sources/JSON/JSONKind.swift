/// The six kinds of JSON value (RFC 8259 §3). Public for the sake of inlining; see ``JSONWriter``.
public enum JSONKind: UInt8, Sendable, Hashable, CaseIterable {
    case null = 0
    case bool = 1
    case number = 2
    case string = 3
    case array = 4
    case object = 5

    /// Whether values of this kind hold other values.
    @inlinable package var isContainer: Bool { self == .array || self == .object }
}
