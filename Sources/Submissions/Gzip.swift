import CZlib

/// Inflates a gzip body (RFC 1952), within bounds: a few bytes of it can stand for gigabytes.
package enum Gzip {
    /// A body may become this many times as large; what is smaller than ``freeBytes`` in all may always.
    package static let mostRatio = 100
    package static let freeBytes = 64 << 10

    /// The bytes that were compressed.
    ///
    /// - Parameter limit: bytes they may be at most.
    /// - Throws: `malformed-gzip` for what is no whole gzip file, with nothing behind it; `too-large` beyond the bounds.
    package static func inflate(_ body: [UInt8], limit: Int) throws(SubmissionError) -> [UInt8] {
        let most = min(limit, max(freeBytes, body.count.multipliedReportingOverflow(by: mostRatio).partialValue))
        var stream = z_stream()
        // 15 bits of window, and 16: gzip and no other format.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw malformed
        }
        defer { inflateEnd(&stream) }
        var input = body
        var output: [UInt8] = []
        var isWhole = false
        var isTooLarge = false
        input.withUnsafeMutableBufferPointer { bytes in
            stream.next_in = bytes.baseAddress
            stream.avail_in = UInt32(bytes.count)
            var status = Z_OK
            while status == Z_OK, !isTooLarge {
                var produced = 0
                let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    produced = buffer.count - Int(stream.avail_out)
                    count = produced
                }
                output += piece
                isTooLarge = output.count > most
                // Nothing more comes, and the file has not ended.
                if produced == 0, stream.avail_in == 0, status == Z_OK { break }
            }
            isWhole = status == Z_STREAM_END && stream.avail_in == 0
        }
        if isTooLarge {
            throw SubmissionError(
                .tooLarge,
                "The body becomes more than \(most) bytes",
                advice: "Send less in one post, or send it without compressing it"
            )
        }
        guard isWhole else { throw malformed }
        return output
    }

    private static let pieceBytes = 16 << 10

    private static let malformed = SubmissionError(
        .malformedGzip,
        "The body is no whole gzip file",
        advice: "Compress the body once, by gzip, and send all of it"
    )
}
