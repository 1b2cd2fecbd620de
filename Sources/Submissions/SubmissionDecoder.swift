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
        if contentType == "application/json" {  // by far the most frequent, and the hot path
            return json(body, skipping: byteOrderMark(body))
        }
        guard let contentType else {
            guard startsLikeJSON(body) else { throw .missingType(isEmpty: body.isEmpty) }
            return json(body, skipping: byteOrderMark(body))
        }
        guard let media = MediaType(contentType) else {
            throw SubmissionError(
                .unsupportedMediaType,
                "The Content-Type header is not a media type",
                advice: "Send for example Content-Type: application/json"
            )
        }
        let charset = try charset(of: media)
        switch kind(of: media) {
        case .json:
            return json(body, in: charset)
        case .urlencoded:
            if options.sniffsJSON, startsLikeJSON(body) { return json(body, in: charset) }
            return try URLEncodedForm.decode(body, charset: charset ?? .utf8, options: options)
        case .multipart:
            return try MultipartForm.decode(body, media: media, charset: charset ?? .utf8, options: options)
        case .xml:
            return try XMLSubmission.decode(body, charset: charset, options: options)
        case .text where options.sniffsJSON && startsLikeJSON(body):
            return json(body, in: charset)
        case .text, .other:
            throw SubmissionError(
                .unsupportedMediaType,
                "A body of type \(media.essence.prefix(80)) cannot be read",
                advice:
                    "Send application/json, application/x-www-form-urlencoded, multipart/form-data or application/xml"
            )
        }
    }

    private enum Kind { case json, urlencoded, multipart, xml, text, other }

    private static func kind(of media: MediaType) -> Kind {
        switch media.essence {
        case "application/json", "text/json", "application/x-json": .json
        case "application/x-www-form-urlencoded": .urlencoded
        case "multipart/form-data": .multipart
        case "application/xml", "text/xml": .xml
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
                advice: "Send UTF-8 (ISO-8859-1, ISO-8859-15 and windows-1252 are understood when declared)"
            )
        }
        return charset
    }

    private static func json(_ body: [UInt8], in charset: Charset?) -> DecodedSubmission {
        guard let charset, charset != .utf8 else { return json(body, skipping: byteOrderMark(body)) }
        return DecodedSubmission(format: .json, json: charset.utf8(from: body))
    }

    private static func json(_ body: [UInt8], skipping mark: Int) -> DecodedSubmission {
        DecodedSubmission(format: .json, json: mark == 0 ? body : Array(body[mark...]), skippedBytes: mark)
    }

    /// The length of a UTF-8 byte order mark at the start: 3 or 0 (RFC 8259 §8.1: a receiver may ignore it).
    static func byteOrderMark(_ body: [UInt8]) -> Int {
        body.count >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0
    }

    private static func startsLikeJSON(_ body: [UInt8]) -> Bool {
        var position = byteOrderMark(body)
        while position < body.count {
            switch body[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): return true
            default: return false
            }
        }
        return false
    }
}

extension SubmissionError {
    fileprivate static func missingType(isEmpty: Bool) -> SubmissionError {
        isEmpty
            ? SubmissionError(.emptyBody, "The body is empty", advice: "Post the form's fields as JSON or as a form")
            : SubmissionError(
                .unsupportedMediaType,
                "There is no Content-Type header",
                advice: "Say what the body is, for example Content-Type: application/json"
            )
    }
}
