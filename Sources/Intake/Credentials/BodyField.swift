import HTTPEdge
import JSON
import Submissions

/// A secret inside the body (Google's `google_key`): the one credential that cannot be checked before decoding.
enum BodyField {
    /// The text at a place of the payload; nil if there is none, or no payload.
    static func text(at pointer: JSONPointer, in request: IntakeRequest) -> [UInt8]? {
        guard let submission = try? SubmissionDecoder.decode(request.body, contentType: request.headers.contentType),
            let document = try? JSONDocument(parsing: submission.json),
            let text = document.root[pointer: pointer]?.string
        else { return nil }
        return Array(text.utf8)
    }
}
