extension TapeParser {
    /// Parses `bytes` and appends its entries. On failure nothing is appended; its offset is relative to `bytes`.
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits,
        textBase: Int,
        entries: inout [TapeEntry],
        decoded: inout [UInt8]
    ) throws(ParseFailure) {
        guard bytes.count <= limits.bytes else { throw ParseFailure(code: .tooLarge, offset: limits.bytes) }
        guard let start = bytes.baseAddress, bytes.count > 0 else { throw ParseFailure(code: .empty, offset: 0) }
        var parser = TapeParser(
            text: start,
            count: bytes.count,
            limits: limits,
            textBase: textBase,
            entryBase: entries.count,
            decodedBase: decoded.count
        )
        try parser.parse()
        entries.append(contentsOf: UnsafeBufferPointer(start: parser.entries, count: parser.count))
        if !parser.decoded.isEmpty { decoded.append(contentsOf: parser.decoded) }
    }

    /// Parses `bytes` as a document of their own. The entries are written where they stay, if there is room for them.
    static func parse(
        document bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits,
        decoded: inout [UInt8]
    ) throws(ParseFailure) -> [TapeEntry] {
        guard bytes.count <= limits.bytes else { throw ParseFailure(code: .tooLarge, offset: limits.bytes) }
        guard let start = bytes.baseAddress, bytes.count > 0 else { throw ParseFailure(code: .empty, offset: 0) }
        var failure: ParseFailure?
        var moved: [TapeEntry]?
        let usual = [TapeEntry](unsafeUninitializedCapacity: max(usualEntries(of: bytes.count, limits), 1)) {
            memory,
            count in
            guard let base = memory.baseAddress else { return }
            var parser = TapeParser(
                text: start,
                count: bytes.count,
                limits: limits,
                textBase: 0,
                entryBase: 0,
                decodedBase: 0,
                entries: base
            )
            do throws(ParseFailure) {
                try parser.parse()
            } catch {
                failure = error
                return
            }
            if parser.ownsEntries {
                moved = Array(UnsafeBufferPointer(start: parser.entries, count: parser.count))
            } else {
                count = parser.count
            }
            if !parser.decoded.isEmpty { decoded = parser.decoded }
        }
        if let failure { throw failure }
        return moved ?? usual
    }
}
