import Crypto
import HTTPEdge
import JSON
import LeadBuilding
import Leads
import Mapping
import Moments
import NIOHTTP1
import Problems
import SourceFiles
import Submissions

/// An authenticated post with its leads and the verdicts on them: ready to be stored.
struct PreparedPost: Sendable {
    let source: Source
    /// What was sent, whole.
    let post: Submission
    let built: BuiltPost
    /// When it came, in milliseconds since 1970 UTC.
    let receivedAt: Int64

    /// Its leads as they are stored.
    var leads: [NewLead] { built.new(post, source: source, receivedAt: receivedAt) }
}

/// Who posts, and what is made of it.
struct Authorized: Sendable {
    let ready: ReadySource
    /// The files in force.
    let library: MappingLibrary
    /// What its posts go through, all in force.
    let mappings: [Mapping]
    /// What has shown that it may.
    let proof: Proof
}

/// An answer instead of leads.
struct Refusal: Error, Sendable {
    let response: IntakeResponse
    /// What is kept all the same: a post whose credential is right is never thrown away. Its answer names it.
    var kept: (lead: NewLead, answer: @Sendable (LeadID) -> IntakeResponse)?
}

extension IntakeApplication {
    /// The request with its body as it was before its sender compressed it. Signatures have been checked by now: they cover
    /// the bytes that were sent.
    func plain(_ request: IntakeRequest, _ sender: Authorized) -> Result<IntakeRequest, Refusal> {
        guard request.isGzipped else { return .success(request) }
        let source = sender.ready.source
        guard source.takesGzip else {
            let detail = "This source takes no compressed bodies. Send the body as it is."
            return .failure(
                Refusal(
                    response: Problem.contentEncoding.response(
                        detail,
                        headers: [("accept-encoding", "identity")],
                        source: source.name
                    )
                )
            )
        }
        do throws(SubmissionError) {
            var plain = request
            plain.body = try Gzip.inflate(request.body, limit: source.limits.bodyBytes)
            return .success(plain)
        } catch {
            guard error.code != .tooLarge else {
                return .failure(
                    Refusal(response: Problem.bodyTooLarge.response(error.description, source: source.name))
                )
            }
            let post = Self.submission(request, of: sender)
            return .failure(refusal(of: post, because: .undecodable(error), sender, sender.mappings, at: clock.now()))
        }
    }

    /// What is kept of a request.
    private static func submission(_ request: IntakeRequest, of sender: Authorized) -> Submission {
        let context = StoredContext(request, of: sender.ready.verifier)
        return Submission(
            body: sender.ready.verifier.blot.blotted(request.body),
            contentType: request.headers.contentType,
            query: context.query,
            headers: context.headers
        )
    }

    /// The leads of a request, or why there are none.
    func prepare(
        _ request: IntakeRequest,
        _ sender: Authorized,
        _ mappings: [Mapping],
        mark: PostMark? = nil
    ) -> Result<PreparedPost, Refusal> {
        let source = sender.ready.source
        let keys: [PostKey]
        do throws(Refusal) { keys = try PostKeys.keys(request.headers, sender.proof) } catch { return .failure(error) }
        let post = Self.submission(request, of: sender)
        let now = clock.now()
        do throws(PostError) {
            let makeID = { LeadID.make(now: now) }
            let built =
                if let lack = source.lack {
                    try building.unbuilt(
                        of: post,
                        from: source,
                        lacking: lack,
                        at: now,
                        keys: keys,
                        mark: mark,
                        makeID: makeID
                    )
                } else {
                    try building.leads(
                        of: post,
                        from: source,
                        through: mappings,
                        at: now,
                        keys: keys,
                        mark: mark,
                        makeID: makeID
                    )
                }
            return .success(PreparedPost(source: source, post: post, built: built, receivedAt: now))
        } catch {
            return .failure(refusal(of: post, because: error, sender, mappings, at: now))
        }
    }

    /// The answer to a post that is no lead, with the dead letter that it is kept as.
    private func refusal(
        of post: Submission,
        because problem: PostError,
        _ sender: Authorized,
        _ mappings: [Mapping],
        at now: Int64
    ) -> Refusal {
        let source = sender.ready.source
        var refusal = Refusal(response: problem.response(source))
        if problem.isOfTheBody {
            let lead = building.undecodable(
                post,
                from: source,
                through: mappings.first,
                at: now,
                fingerprint: Self.fingerprint(post.body),
                error: problem,
                id: LeadID.make(now: now)
            )
            refusal.kept = (lead, { problem.response(source, kept: $0) })
        }
        return refusal
    }

    /// A name of a body's content.
    static func fingerprint(_ body: [UInt8]) -> String {
        SHA256.hash(data: body).prefix(16).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
}

extension PostError {
    /// Whether the body cannot be read, rather than is too much.
    fileprivate var isOfTheBody: Bool {
        if case .tooManyLeads = self { false } else { true }
    }

    /// What the sender is told: with the id of the lead, where what came is kept.
    fileprivate func response(_ source: Source, kept id: LeadID) -> IntakeResponse {
        var response = response(source, members: [("lead", .string(id.rawValue)), ("state", "dead")])
        if let status = source.respond.undecodableStatus { response.status = HTTPResponseStatus(statusCode: status) }
        response.note = RequestNote(source: source.name, leadID: id, leads: 1)
        return response
    }

    /// What the sender is told.
    fileprivate func response(_ source: Source, members kept: [(String, JSONValue)] = []) -> IntakeResponse {
        switch self {
        case .undecodable(let error):
            var members: [(String, JSONValue)] = kept + [("code", .string(error.code.rawValue))]
            if let offset = error.offset { members.append(("offset", .number(JSONNumber(offset)))) }
            let problem: Problem = error.isUnsupported ? .unsupportedBody : .malformedBody
            return problem.response(error.description, members: members, source: source.name)
        case .faulty(let error, let format, let skipped):
            var members: [(String, JSONValue)] = kept + [("code", .string(error.code.rawValue))]
            var detail = "The form has too many or too deeply nested fields."
            if format == .json {
                detail = "The JSON text is faulty at line \(error.line), column \(error.column): \(error.message)"
                members += [
                    ("line", .number(JSONNumber(error.line))), ("column", .number(JSONNumber(error.column))),
                    ("offset", .number(JSONNumber(error.byteOffset + skipped))),
                ]
            }
            return Problem.malformedBody.response(detail, members: members, source: source.name)
        case .edits: return Problem.malformedBody.response(description, members: kept, source: source.name)
        case .tooManyLeads:
            return Problem.bodyTooLarge.response(description, source: source.name)
        }
    }
}
