package import JSON
import Leads
import Mapping
import Moments
import SourceFiles
package import Submissions

/// Why no lead can be made of a post.
package enum PostError: Error, Sendable, CustomStringConvertible {
    /// The body is none that can be decoded.
    case undecodable(SubmissionError)
    /// The body's JSON is faulty; `skipped` bytes stood before it. A form's fields can be too many or too deep.
    case faulty(JSONParseError, format: DecodedSubmission.Format, skipped: Int)
    /// It carries more leads than one post may.
    case tooManyLeads(Int)

    package var description: String {
        switch self {
        case .undecodable(let error): error.description
        case .faulty(let error, _, _): "\(error)"
        case .tooManyLeads(let count): "The post carries \(count) leads. Send them in several posts."
        }
    }
}

/// A post whose body is decoded: what the inputs of its leads are made of.
struct DecodedPost {
    private let post: Submission
    private let decoded: DecodedSubmission

    init(_ post: Submission) throws(PostError) {
        self.post = post
        do throws(SubmissionError) {
            decoded = try SubmissionDecoder.decode(post.body, contentType: post.contentType)
        } catch { throw .undecodable(error) }
    }

    var format: DecodedSubmission.Format { decoded.format }
    var overwritten: [String] { decoded.overwritten }

    /// What the mapping of one of its leads reads. The moment is written the one way, whoever asks.
    func input(
        source: Source,
        leadID: LeadID,
        receivedAt: Int64,
        item: Int? = nil,
        case known: CaseReference? = nil
    ) throws(PostError) -> LeadInput {
        do throws(JSONParseError) {
            return try LeadInput(
                payload: decoded.json,
                query: post.query,
                headers: post.headers,
                attributes: source.attributes,
                case: known?.json,
                leadID: leadID.rawValue,
                receivedAt: Timestamp.secondsText(receivedAt),
                item: item
            )
        } catch {
            throw .faulty(error, format: decoded.format, skipped: decoded.skippedBytes)
        }
    }
}

extension CaseReference {
    /// What selectors find at `$.case`.
    fileprivate var json: JSONObject {
        var json: JSONObject = ["vorgangsnummer": .string(vorgangsnummer)]
        if let reference { json["reference"] = .string(reference) }
        for (name, id) in ids.sorted(by: { $0.key < $1.key }) { json[name] = .string(id) }
        return json
    }
}
