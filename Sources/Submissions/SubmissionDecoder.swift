import JSON

/// Turns a request body into one JSON text, by its content type: JSON, urlencoded form, multipart form or XML.
///
/// Total and bounded: any bytes give a result or a `SubmissionError`, in time linear in the body.
package enum SubmissionDecoder {
    /// Decodes one body.
    ///
    /// - Parameters:
    ///   - body: the bytes as they came, after any content coding was refused.
    ///   - contentType: the `Content-Type` header; nil if there was none.
    ///   - options: limits and leniency.
    package static func decode(
        _ body: [UInt8],
        contentType: String?,
        options: SubmissionOptions = .standard
    ) throws(SubmissionError) -> DecodedSubmission {
        let submission = try read(body, contentType: contentType, options: options)
        return options.mendsTexts ? submission.withMendedStrings : submission
    }

    /// The body as it is, before its texts are looked at.
    private static func read(_ body: [UInt8], contentType: String?, options: SubmissionOptions)
        throws(SubmissionError) -> DecodedSubmission
    {
        let isUTF16 = UTF16Text.isText(body)
        if contentType == "application/json", !isUTF16, body.first == UInt8(ascii: "{") || !options.sniffs {
            return json(body, in: Charset(option: options))  // by far the most frequent, and the hot path
        }
        let media = contentType.flatMap(MediaType.init)
        let declared = try media.flatMapTyped(charset(of:))
        if isUTF16, let text = try UTF16Text.utf8(of: body) {
            return try decode(text, media, in: .utf8, options).repaired(.utf16)
        }
        return try decode(body, media, in: declared ?? Charset(option: options), options)
    }

    private static func decode(_ body: [UInt8], _ media: MediaType?, in charset: Charset?, _ options: SubmissionOptions)
        throws(SubmissionError) -> DecodedSubmission
    {
        let kind = media.map(kind(of:)) ?? .other
        // What a body of the declared type cannot begin with says more than the header does.
        if options.sniffs, let other = kind.belied(by: beginning(of: body), isDeclared: media != nil) {
            let submission =
                switch other {
                case .json: json(body, in: charset)
                case .xml: try XMLSubmission.decode(body, charset: charset, options: options)
                case .pairs, .other: try URLEncodedForm.decode(body, charset: charset, options: options)
                }
            return submission.repaired(.otherContentType)
        }
        switch kind {
        case .json: return json(body, in: charset)
        case .xml: return try XMLSubmission.decode(body, charset: charset, options: options)
        case .multipart:
            guard let media else { break }
            return try MultipartForm.decode(body, media: media, charset: charset, options: options)
        case .urlencoded:
            // JSON or XML that was escaped as if it were a value, without a name before it.
            guard options.sniffs, let inner = PercentEncoding.whole(body), beginning(of: inner).isDocument else {
                break
            }
            return try read(inner, contentType: nil, options: options).repaired(.otherContentType)
        case .text, .other: break
        }
        guard kind == .urlencoded else { throw .unreadableType(media?.essence, isEmpty: body.isEmpty) }
        return try URLEncodedForm.decode(body, charset: charset, options: options)
    }

    private enum Kind {
        case json, urlencoded, multipart, xml, text, other

        /// What a body is, where it is certainly not of the declared type.
        func belied(by beginning: Beginning, isDeclared: Bool) -> Beginning? {
            switch (self, beginning) {
            case (.json, .json), (.xml, .xml), (_, .other): nil
            case (_, .json), (_, .xml): beginning
            case (.json, .pairs), (.text, .pairs): .pairs
            case (.other, .pairs): isDeclared ? nil : .pairs
            case (.urlencoded, .pairs), (.multipart, .pairs), (.xml, .pairs): nil
            }
        }
    }

    private static func kind(of media: MediaType) -> Kind {
        switch media.essence {
        case "application/json", "text/json", "application/x-json", "text/x-json": .json
        case "application/x-www-form-urlencoded": .urlencoded
        case "multipart/form-data": .multipart
        case "application/xml", "text/xml", "application/x-xml": .xml
        case "text/plain": .text
        case let name where name.hasSuffix("+json"): .json
        case let name where name.hasSuffix("+xml"): .xml
        default: .other
        }
    }

    private static func charset(of media: MediaType) throws(SubmissionError) -> Charset? {
        guard let label = media["charset"] else { return nil }
        guard let charset = Charset(label: label) else {
            throw SubmissionError(
                .unsupportedCharset,
                "The declared character set cannot be read",
                advice: "Send UTF-8 (UTF-16 is understood, and ISO-8859-1, ISO-8859-15 and windows-1252 when declared)"
            )
        }
        return charset
    }

    private static func json(_ body: [UInt8], in charset: Charset?) -> DecodedSubmission {
        var submission: DecodedSubmission
        if let charset, charset != .utf8 {
            submission = DecodedSubmission(format: .json, json: charset.utf8(from: body))
        } else {
            let mark = byteOrderMark(body)
            submission = DecodedSubmission(
                format: .json,
                json: mark == 0 ? body : Array(body[mark...]),
                skippedBytes: mark
            )
        }
        if let inner = textOfString(submission.json) {
            submission = DecodedSubmission(format: .json, json: inner, repairs: [.jsonInJSON])
        }
        return submission
    }

    /// The JSON text that a body is the JSON string of: a script that encoded twice.
    private static func textOfString(_ text: [UInt8]) -> [UInt8]? {
        guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "\""),
            case .string(let inner)? = try? JSONValue.parse(text)
        else { return nil }
        let bytes = Array(inner.utf8)
        guard beginning(of: bytes) == .json, (try? JSONValue.parse(bytes)) != nil else { return nil }
        return bytes
    }

    /// The length of a UTF-8 byte order mark at the start: 3 or 0 (RFC 8259 §8.1: a receiver may ignore it).
    static func byteOrderMark(_ body: [UInt8]) -> Int {
        body.count >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0
    }

    /// What a body looks like from its first bytes.
    private enum Beginning {
        case json, xml, pairs, other

        var isDocument: Bool { self == .json || self == .xml }
    }

    private static func beginning(of body: [UInt8]) -> Beginning {
        let start = body[byteOrderMark(body)...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard let first = start.first else { return .other }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        case UInt8(ascii: "\""):
            // A string that holds an object or an array.
            let inner = start.dropFirst().first { $0 != 0x20 }
            return inner == UInt8(ascii: "{") || inner == UInt8(ascii: "[") ? .json : .other
        case UInt8(ascii: "<"):
            guard let second = start.dropFirst().first else { return .other }
            let isName = (second | 0x20) &- 0x61 < 26 || second == UInt8(ascii: "_") || second >= 0x80
            return isName || second == UInt8(ascii: "?") || second == UInt8(ascii: "!") ? .xml : .other
        default:
            // name=value, without a blank or a line end as prose has.
            let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
            let hasTail = body.endIndex - line.endIndex > 2
            return !hasTail && line.contains(UInt8(ascii: "=")) && !line.contains { $0 <= 0x20 } ? .pairs : .other
        }
    }
}

extension SubmissionError {
    fileprivate static func unreadableType(_ essence: String?, isEmpty: Bool) -> SubmissionError {
        if isEmpty {
            return SubmissionError(
                .emptyBody,
                "The body is empty",
                advice: "Post the form's fields as JSON or as a form"
            )
        }
        guard let essence else {
            return SubmissionError(
                .unsupportedMediaType,
                "There is no Content-Type header that says what the body is",
                advice: "Send for example Content-Type: application/json"
            )
        }
        return SubmissionError(
            .unsupportedMediaType,
            "A body of type \(essence.prefix(80)) cannot be read",
            advice: "Send application/json, application/x-www-form-urlencoded, multipart/form-data or application/xml"
        )
    }
}

extension Charset {
    /// The character set that the source says.
    fileprivate init?(option options: SubmissionOptions) {
        guard let label = options.charset, let charset = Charset(label: label) else { return nil }
        self = charset
    }
}

extension Optional {
    /// `flatMap` that keeps the type of the error.
    fileprivate func flatMapTyped<Result, Problem: Error>(
        _ transform: (Wrapped) throws(Problem) -> Result?
    ) throws(Problem) -> Result? {
        guard let self else { return nil }
        return try transform(self)
    }
}
