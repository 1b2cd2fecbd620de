/// A strict push parser for multipart bodies (RFC 2046 §5.1, RFC 7578): bytes in, in pieces of any size; events out.
///
/// What stands before the first boundary and after the closing one is nobody's business (preamble and epilogue,
/// RFC 2046 §5.1.1). Between them the parser is strict: lines end in CR LF, header lines are not folded, and a boundary
/// is alone on its line. A sender who breaks that would be read differently by another parser, so he is told instead.
struct MultipartParser {
    /// What the parser has read.
    enum Event {
        /// A part begins; its header lines without their line ends.
        case partBegan(headers: [[UInt8]], offset: Int)
        /// Some of the part's content, in order.
        case content(ArraySlice<UInt8>)
        /// The part is complete.
        case partEnded
    }

    private enum State {
        /// Inside content (or, before the first part, in the preamble) with so many delimiter bytes matched.
        case content(matched: Int, begun: Bool)
        /// After a delimiter: CR LF, `--`, or spaces that RFC 2046 lets stand before the line end.
        case delimiterEnd(seenCR: Bool, seenDash: Bool)
        case headerLine(seenCR: Bool)
        /// On the line of the closing boundary.
        case closing(seenCR: Bool)
        case epilogue
    }

    private let delimiter: [UInt8]
    private let partLimit: Int
    private let headerByteLimit: Int
    private var state = State.content(matched: 2, begun: false)
    private var offset = 0
    private var parts = 0
    private var line: [UInt8] = []
    private var headers: [[UInt8]] = []
    private var headerBytes = 0
    private var partOffset = 0

    /// - Parameter boundary: 1 to 70 bytes, without CR (RFC 2046 §5.1.1); the caller has checked it.
    init(boundary: [UInt8], partLimit: Int, headerByteLimit: Int) {
        delimiter = Array("\r\n--".utf8) + boundary
        self.partLimit = partLimit
        self.headerByteLimit = headerByteLimit
    }

    /// Reads the next piece of the body.
    mutating func consume(
        _ chunk: ArraySlice<UInt8>,
        _ emit: (Event) throws(SubmissionError) -> Void
    ) throws(SubmissionError) {
        var position = chunk.startIndex
        while position < chunk.endIndex {
            if case .epilogue = state { return }
            if case .content(matched: 0, let begun) = state {
                let end = chunk[position...].firstIndex(of: 0x0D) ?? chunk.endIndex
                if end > position {
                    if begun { try emit(.content(chunk[position..<end])) }
                    offset += end - position
                    position = end
                    continue
                }
            }
            guard try step(chunk[position], emit) else { continue }
            position += 1
            offset += 1
        }
    }

    /// Says that the body is over; fails if the closing boundary has not been seen.
    func finish() throws(SubmissionError) {
        switch state {
        case .closing, .epilogue: break
        case .content(_, begun: false):
            throw malformed("The boundary from the Content-Type does not stand in the multipart body")
        default: throw malformed("The multipart body ends before its closing boundary")
        }
    }

    /// Reads one byte; false if it is content and still to be read as such.
    private mutating func step(
        _ byte: UInt8,
        _ emit: (Event) throws(SubmissionError) -> Void
    ) throws(SubmissionError) -> Bool {
        switch state {
        case .content(let matched, let begun):
            return try contentByte(byte, matched: matched, begun: begun, emit)
        case .delimiterEnd(let seenCR, let seenDash):
            try delimiterByte(byte, seenCR: seenCR, seenDash: seenDash)
        case .headerLine(let seenCR):
            try headerByte(byte, seenCR: seenCR, emit)
        case .closing(let seenCR):
            switch (byte, seenCR) {
            case (0x20, false), (0x09, false): break
            case (0x0D, false): state = .closing(seenCR: true)
            case (0x0A, true): state = .epilogue
            default: throw malformed("The closing boundary is not alone on its line")
            }
        case .epilogue:
            break
        }
        return true
    }

    private mutating func contentByte(
        _ byte: UInt8,
        matched: Int,
        begun: Bool,
        _ emit: (Event) throws(SubmissionError) -> Void
    ) throws(SubmissionError) -> Bool {
        if byte == delimiter[matched] {
            guard matched + 1 == delimiter.count else {
                state = .content(matched: matched + 1, begun: begun)
                return true
            }
            if begun { try emit(.partEnded) }
            state = .delimiterEnd(seenCR: false, seenDash: false)
            return true
        }
        // CR stands only at the delimiter's start, so after a mismatch nothing but this byte can begin a new match.
        if begun, matched > 0 { try emit(.content(delimiter[..<matched])) }
        state = .content(matched: byte == delimiter[0] ? 1 : 0, begun: begun)
        return byte == delimiter[0]
    }

    private mutating func delimiterByte(_ byte: UInt8, seenCR: Bool, seenDash: Bool) throws(SubmissionError) {
        switch (byte, seenCR, seenDash) {
        case (UInt8(ascii: "-"), false, false): state = .delimiterEnd(seenCR: false, seenDash: true)
        case (UInt8(ascii: "-"), false, true):
            // A form may be empty. But parts that came to nothing, because their boundaries stand in lines of another kind,
            // must not look like none.
            guard parts > 0 || offset <= delimiter.count + 1 else {
                throw malformed("No boundary from the Content-Type begins a part of the multipart body")
            }
            state = .closing(seenCR: false)
        case (0x20, false, false), (0x09, false, false): break
        case (0x0D, false, false): state = .delimiterEnd(seenCR: true, seenDash: false)
        case (0x0A, true, false):
            parts += 1
            guard parts <= partLimit else {
                throw SubmissionError(
                    .tooMany,
                    "The multipart body has more than \(partLimit) parts",
                    advice: "Send fewer fields in one post",
                    offset: offset
                )
            }
            headers = []
            headerBytes = 0
            partOffset = offset + 1
            state = .headerLine(seenCR: false)
        default:
            throw malformed("A boundary is not followed by a line end")
        }
    }

    private mutating func headerByte(
        _ byte: UInt8,
        seenCR: Bool,
        _ emit: (Event) throws(SubmissionError) -> Void
    ) throws(SubmissionError) {
        headerBytes += 1
        guard headerBytes <= headerByteLimit else {
            throw SubmissionError(
                .tooMany,
                "The headers of a part are longer than \(headerByteLimit) bytes",
                advice: "Send shorter field and file names",
                offset: offset
            )
        }
        switch (byte, seenCR) {
        case (0x0D, false):
            state = .headerLine(seenCR: true)
        case (0x0A, true):
            if line.isEmpty {
                state = .content(matched: 0, begun: true)
                try emit(.partBegan(headers: headers, offset: partOffset))
            } else {
                guard let first = line.first, !first.isLinearSpace else {
                    throw malformed("A header line of a part is folded")
                }
                headers.append(line)
                line = []
                state = .headerLine(seenCR: false)
            }
        case (0x0D, true), (0x0A, false), (0x00, _), (_, true):
            throw malformed("A header line of a part does not end in CR LF")
        default:
            line.append(byte)
        }
    }

    private func malformed(_ message: String) -> SubmissionError {
        SubmissionError(
            .malformedMultipart,
            message,
            advice: "Send multipart/form-data as RFC 7578 says",
            offset: offset
        )
    }
}
