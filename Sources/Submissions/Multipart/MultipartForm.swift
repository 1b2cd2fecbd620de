import JSON

/// Reads `multipart/form-data` (RFC 7578) into fields; names nest as in urlencoded forms.
///
/// A part with a file name becomes `{"filename", "contentType", "size"}` (its bytes stay in the raw body, which is kept
/// anyway and never touches the file system under the sender's name); an empty file input becomes null. A part that is
/// text is read in its own character set if it declares one.
enum MultipartForm {
    static func decode(
        _ body: [UInt8],
        media: MediaType,
        charset: Charset?,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        do throws(SubmissionError) {
            return try decode(body, media: media, in: charset ?? .utf8, options: options)
        } catch {
            // The field `_charset_` names the set of the others (RFC 7578 §4.6); without it browsers' default counts.
            guard charset == nil, error.code == .invalidText else { throw error }
            if let named = namedCharset(body), named != .utf8 {
                return try decode(body, media: media, in: named, options: options)
            }
            return try decode(body, media: media, in: .windows1252, isAssumed: true, options: options)
                .repaired(.assumedWindows1252)
        }
    }

    private static func namedCharset(_ body: [UInt8]) -> Charset? {
        let mark = Array("name=\"_charset_\"".utf8)
        guard let place = body.firstRange(of: mark) else { return nil }
        let rest = body[place.upperBound...].drop { $0 != 0x0A }.drop { $0 == 0x0A || $0 == 0x0D }
        return Charset(label: String(decoding: rest.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self))
    }

    private static func decode(
        _ body: [UInt8],
        media: MediaType,
        in charset: Charset,
        isAssumed: Bool = false,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        let boundary = Array((media["boundary"] ?? "").utf8)
        guard (1...70).contains(boundary.count), boundary.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw SubmissionError(
                .malformedMultipart,
                "The Content-Type says multipart/form-data without a usable boundary",
                advice: "Let the HTTP library set the header itself"
            )
        }
        var form = Collector(
            charset: charset,
            isAssumed: isAssumed,
            tree: FormTree(capacity: body.count + 64, depthLimit: options.depth)
        )
        var parser = MultipartParser(
            boundary: boundary,
            partLimit: options.parts,
            headerByteLimit: options.partHeaderBytes
        )
        try parser.consume(body[...]) { event throws(SubmissionError) in try form.take(event) }
        try parser.finish()
        let submission = DecodedSubmission(
            format: .multipart,
            json: form.tree.json(),
            overwritten: form.tree.overwritten
        )
        return form.hasZeros ? submission.repaired(.zeroCharacter) : submission
    }

    /// Gathers the parser's events into the tree.
    private struct Collector {
        let charset: Charset
        /// Whether nobody says the character set: then a part that is UTF-8 stays that.
        let isAssumed: Bool
        var tree: FormTree
        private(set) var hasZeros = false
        private var head: PartHead?
        private var offset = 0
        private var content: [UInt8] = []
        private var size = 0

        init(charset: Charset, isAssumed: Bool, tree: FormTree) {
            self.charset = charset
            self.isAssumed = isAssumed
            self.tree = tree
        }

        mutating func take(_ event: MultipartParser.Event) throws(SubmissionError) {
            switch event {
            case .partBegan(let headers, let offset):
                head = try PartHead(headers, formCharset: charset, offset: offset)
                self.offset = offset
                content.removeAll(keepingCapacity: true)
                size = 0
            case .content(let bytes):
                size += bytes.count
                if head?.filename == nil { content.append(contentsOf: bytes) }
            case .partEnded:
                guard let head else { return }
                try add(head)
            }
        }

        private mutating func add(_ head: PartHead) throws(SubmissionError) {
            let name = append(head.name)
            let value: FormTree.Value
            if let filename = head.filename {
                value =
                    filename.isEmpty && size == 0
                    ? .nothing
                    : .file(name: append(filename), contentType: append(Array(head.contentType.utf8)), size: size)
            } else {
                let isUTF8 = isAssumed && content.firstInvalidUTF8(in: 0..<content.count) == nil
                var text = isUTF8 ? content : head.charset.utf8(from: content)
                guard text.firstInvalidUTF8(in: 0..<text.count) == nil else { throw .notUTF8(offset: offset) }
                if text.contains(0) {
                    text = text.withoutZeros
                    hasZeros = true
                }
                value = .text(append(text))
            }
            if head.name.elementsEqual("_charset_".utf8) { return }
            try tree.insert(name: name, value, offset: offset)
        }

        private mutating func append(_ text: [UInt8]) -> Range<Int> {
            let start = tree.bytes.count
            tree.bytes.append(contentsOf: text)
            return start..<tree.bytes.count
        }
    }
}

/// The headers of one part, read and checked. Text is UTF-8.
private struct PartHead {
    var name: [UInt8]
    var filename: [UInt8]?
    var contentType = "application/octet-stream"
    var charset: Charset

    init(_ lines: [[UInt8]], formCharset: Charset, offset: Int) throws(SubmissionError) {
        func malformed(_ message: String) -> SubmissionError {
            SubmissionError(
                .malformedMultipart,
                message,
                advice: "Send every part with Content-Disposition: form-data; name=\"…\"",
                offset: offset
            )
        }
        charset = formCharset
        var disposition: HeaderParameters?
        for line in lines {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
                throw malformed("A header line of a part has no name")
            }
            guard line[..<colon].allSatisfy(\.isTokenByte) else {
                throw malformed("The name of a part's header is malformed")
            }
            let value = line[(colon + 1)...].trimmed()
            switch String(decoding: line[..<colon].map(\.lowercased), as: UTF8.self) {
            case "content-disposition":
                guard disposition == nil else { throw malformed("A part has two Content-Disposition headers") }
                let end = value.firstIndex(of: UInt8(ascii: ";")) ?? value.endIndex
                guard value[..<end].trimmed().map(\.lowercased).elementsEqual("form-data".utf8) else {
                    throw malformed("A part's Content-Disposition is not form-data")
                }
                disposition = HeaderParameters(value[end...])
            case "content-type":
                guard let media = MediaType(String(decoding: value, as: UTF8.self)),
                    !media.essence.hasPrefix("multipart/")
                else {
                    throw malformed("A part's Content-Type is malformed or itself multipart")
                }
                contentType = media.essence
                if let label = media["charset"] {
                    guard let declared = Charset(label: label) else {
                        throw SubmissionError(
                            .unsupportedCharset,
                            "The character set of a part cannot be read",
                            advice: "Send UTF-8",
                            offset: offset
                        )
                    }
                    charset = declared
                }
            case "content-transfer-encoding":
                let coding = String(decoding: value.map(\.lowercased), as: UTF8.self)
                guard ["7bit", "8bit", "binary"].contains(coding) else {
                    throw malformed("A part has a Content-Transfer-Encoding, which RFC 7578 does not allow")
                }
            default:
                break
            }
        }
        guard let disposition, let name = disposition["name"], disposition["name*"] == nil else {
            throw malformed("A part has no name, or two")
        }
        self.name = try Self.text(name, charset: formCharset, offset: offset)
        // RFC 7578 §4.2 forbids "filename*" here. Who sends it all the same mostly sends both: then the one that the RFC
        // knows counts. Alone it is read by RFC 8187, because the part is a file and no text, whatever its name.
        if let plain = disposition["filename"] {
            filename = try Self.text(plain, charset: formCharset, offset: offset)
        } else if let extended = disposition["filename*"] {
            guard let decoded = Self.extended(extended) else { throw malformed("A part's filename* is malformed") }
            filename = try Self.text(decoded, charset: .utf8, offset: offset)
        }
    }

    /// A name as browsers write it: `%22`, `%0D` and `%0A` stand for quote and line ends, nothing else is escaped
    /// (WHATWG HTML, multipart/form-data encoding).
    private static func text(_ raw: [UInt8], charset: Charset, offset: Int) throws(SubmissionError) -> [UInt8] {
        let text = charset.utf8(from: raw)
        guard text.firstInvalidUTF8(in: 0..<text.count) == nil else { throw .notUTF8(offset: offset) }
        var out: [UInt8] = []
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "%"), position + 2 < text.count,
                let high = text[position + 1].hexadecimalValue, let low = text[position + 2].hexadecimalValue,
                case let byte = high << 4 | low, byte == 0x22 || byte == 0x0D || byte == 0x0A
            {
                out.append(byte)
                position += 3
            } else {
                out.append(text[position])
                position += 1
            }
        }
        return out
    }

    /// `UTF-8''Gehaltsnachweis%20M%C3%A4rz.pdf` (RFC 8187 §3.2); nil if it is malformed or in another character set.
    private static func extended(_ value: [UInt8]) -> [UInt8]? {
        let parts = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].map(\.lowercased).elementsEqual("utf-8".utf8) else { return nil }
        var out: [UInt8] = []
        var position = parts[2].startIndex
        while position < parts[2].endIndex {
            if parts[2][position] == UInt8(ascii: "%") {
                guard position + 2 < parts[2].endIndex, let high = parts[2][position + 1].hexadecimalValue,
                    let low = parts[2][position + 2].hexadecimalValue
                else { return nil }
                out.append(high << 4 | low)
                position += 3
            } else {
                out.append(parts[2][position])
                position += 1
            }
        }
        return out
    }
}
