import HTTPEdge
import JSON
import Submissions

/// A secret inside the body (Google's `google_key`): the one credential that cannot be checked before decoding.
enum BodyField {
    /// The text at a place of the payload; nil if there is none, or no payload.
    ///
    /// - Parameter limit: bytes that a compressed body may become before anybody has a right to more.
    static func text(at pointer: JSONPointer, in request: IntakeRequest, limit: Int = 1 << 20) -> [UInt8]? {
        let inflated = request.isGzipped ? try? Gzip.inflate(request.body, limit: limit) : request.body
        guard let body = inflated,
            let submission = try? SubmissionDecoder.decode(
                body,
                contentType: request.headers.contentType,
                options: .asSigned
            ),
            let document = try? JSONDocument(parsing: submission.json),
            let text = document.root[pointer: pointer]?.string
        else { return nil }
        return Array(text.utf8)
    }
}
