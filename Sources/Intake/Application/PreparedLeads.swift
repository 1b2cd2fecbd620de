import JSON
import Leads
import Mapping
import Moments
import NIOHTTP1
import Problems
import SourceFiles
import Submissions
import TargetSchemas
import Targets

/// An authenticated request, decoded and mapped for its verdict: ready to be stored.
struct PreparedLeads: Sendable {
    struct Item: Sendable {
        /// The lead as it is stored first: queued.
        let new: NewLead
        /// Why it is parked as a dead letter in the next moment; nil for a lead that may go out.
        let cause: Cause?
        let key: DuplicateKey?
        /// What the mapping made of it; nil for a post without a lead in it.
        let document: LeadDocument?
    }

    let items: [Item]
    let source: Source
    let format: DecodedSubmission.Format
    /// Whether the mapping makes several leads of one post; then the receipt is a list.
    let isBatch: Bool

    /// Leads that one post may carry.
    static let mostLeads = 2_000
    /// Bytes that the raw bodies of one post's leads may take in the store: every lead keeps the whole body.
    static let mostStoredBytes = 64 << 20
}

/// Turns an authenticated request into leads. Pure but for the ids it draws.
struct LeadPreparation: Sendable {
    let gatewayMode: DeliveryMode
    /// Milliseconds since 1970.
    let now: Int64

    /// The body as JSON text and the input document of its first lead.
    func read(
        _ request: IntakeRequest,
        source: Source,
        context: StoredContext,
        leadID: LeadID
    ) -> Result<(DecodedSubmission, LeadInput), Refusal> {
        let submission: DecodedSubmission
        do throws(SubmissionError) {
            submission = try SubmissionDecoder.decode(request.body, contentType: request.headers.contentType)
        } catch {
            return .failure(Refusal(response: refusal(error, source)))
        }
        do throws(JSONParseError) {
            let input = try LeadInput(
                payload: submission.json,
                query: context.query,
                headers: context.headers,
                attributes: source.attributes,
                leadID: leadID.rawValue,
                receivedAt: Timestamp.text(now)
            )
            return .success((submission, input))
        } catch {
            return .failure(Refusal(response: refusal(error, submission, source)))
        }
    }

    /// The leads of a request, or why there are none.
    func prepare(_ request: IntakeRequest, _ ready: ReadySource, _ mapping: Mapping) -> Result<PreparedLeads, Refusal> {
        let source = ready.source
        let context = StoredContext(request, credentialHeaders: ready.verifier.credentialHeaders)
        let firstID = LeadID.make(now: now)
        let submission: DecodedSubmission
        let input: LeadInput
        switch read(request, source: source, context: context, leadID: firstID) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let read): (submission, input) = read
        }
        let isBatch = mapping.takesBatches
        let count = isBatch ? mapping.count(in: input) : 1
        guard count <= PreparedLeads.mostLeads, count * request.body.count <= PreparedLeads.mostStoredBytes else {
            return .failure(
                Refusal(
                    response: Problem.bodyTooLarge.response(
                        "The post carries \(count) leads. Send them in several posts.",
                        source: source.name
                    )
                )
            )
        }
        let headerKey = DuplicateKey.header(request.headers)
        func item(_ index: Int?, _ id: LeadID) -> PreparedLeads.Item {
            let input = index.map { input.selecting(item: $0) } ?? input
            let document = LeadDocument.build(
                source: source,
                mapping: mapping,
                input: input,
                leadID: id.rawValue,
                gatewayMode: gatewayMode
            )
            let key = DuplicateKey.of(source, mapping, input, item: index, header: headerKey)
            let raw = Submission(
                body: request.body,
                contentType: request.headers.contentType,
                query: context.query,
                headers: context.headers,
                item: index
            )
            let cause = cause(source, document)
            let lead = lead(
                id,
                source: source,
                target: document.target,
                mode: document.mode,
                isHeld: cause != nil,
                mappingHash: document.mappingHash,
                reference: document.reference
            )
            return PreparedLeads.Item(
                new: NewLead(lead: lead, submission: raw, duplicateKey: key?.text, duplicateDays: key?.days ?? 90),
                cause: cause,
                key: key,
                document: document
            )
        }
        var items: [PreparedLeads.Item] = []
        if !isBatch {
            items = [item(nil, firstID)]
        } else if count == 0 {
            items = [emptyBatch(firstID, request, ready, mapping, context)]
        } else {
            items = (0..<count).map { index in item(index, index == 0 ? firstID : LeadID.make(now: now)) }
        }
        return .success(PreparedLeads(items: items, source: source, format: submission.format, isBatch: isBatch))
    }

    private func cause(_ source: Source, _ document: LeadDocument) -> Cause? {
        if !document.problems.isEmpty {
            return Cause(
                class: .data,
                code: "mapping-failed",
                message: "The mapping cannot make a document of this lead. Fix the mapping and replay.",
                violations: document.problems.map {
                    Violation(field: ($0.place ?? $0.target).description, message: $0.message)
                }
            )
        }
        guard !source.isEnabled else { return nil }
        return Cause(
            class: .person,
            code: "source-disabled",
            message: "The source is switched off. Switch it on and replay, or discard."
        )
    }

    /// A post whose mapping finds no lead in it. It may be a notification without one, or a mapping that looks in the
    /// wrong place: a person decides, nothing is thrown away.
    private func emptyBatch(
        _ id: LeadID,
        _ request: IntakeRequest,
        _ ready: ReadySource,
        _ mapping: Mapping,
        _ context: StoredContext
    ) -> PreparedLeads.Item {
        let source = ready.source
        let isProduction = gatewayMode == .production && source.mode == .production
        let lead = lead(
            id,
            source: source,
            target: mapping.target,
            mode: isProduction ? .production : .test,
            isHeld: true,
            mappingHash: mapping.hash,
            reference: id.rawValue
        )
        let cause = Cause(
            class: .data,
            code: "no-lead-in-post",
            message: "The mapping's \"leads\" selects nothing in this post. Fix it and replay, or discard."
        )
        let raw = Submission(
            body: request.body,
            contentType: request.headers.contentType,
            query: context.query,
            headers: context.headers
        )
        let key = DuplicateKey.header(request.headers)
        return PreparedLeads.Item(
            new: NewLead(lead: lead, submission: raw, duplicateKey: key?.text),
            cause: cause,
            key: key,
            document: nil
        )
    }

    /// Milliseconds for which a lead that is to be parked is kept from delivery, so that nobody is faster.
    private static let holding: Int64 = 60_000

    private func lead(
        _ id: LeadID,
        source: Source,
        target: Target,
        mode: DeliveryMode,
        isHeld: Bool,
        mappingHash: String,
        reference: String
    ) -> Lead {
        Lead(
            id: id,
            source: source.name,
            target: target,
            mode: mode,
            state: .queued,
            cause: nil,
            receivedAt: now,
            updatedAt: now,
            dueAt: isHeld ? now + Self.holding : now,
            mappingHash: mappingHash,
            reference: reference,
            version: 1
        )
    }

    // MARK: Refusals

    /// An answer instead of leads.
    struct Refusal: Error, Sendable {
        let response: IntakeResponse
    }

    private func refusal(_ error: SubmissionError, _ source: Source) -> IntakeResponse {
        var members: [(String, JSONValue)] = [("code", .string(error.code.rawValue))]
        if let offset = error.offset { members.append(("offset", .number(JSONNumber(offset)))) }
        let problem: Problem = error.isUnsupported ? .unsupportedBody : .malformedBody
        return problem.response(error.description, members: members, source: source.name)
    }

    private func refusal(_ error: JSONParseError, _ submission: DecodedSubmission, _ source: Source) -> IntakeResponse {
        var members: [(String, JSONValue)] = [("code", .string(error.code.rawValue))]
        var detail = "The form has too many or too deeply nested fields."
        if submission.format == .json {
            detail = "The JSON text is faulty at line \(error.line), column \(error.column): \(error.message)"
            members += [
                ("line", .number(JSONNumber(error.line))), ("column", .number(JSONNumber(error.column))),
                ("offset", .number(JSONNumber(error.byteOffset + submission.skippedBytes))),
            ]
        }
        return Problem.malformedBody.response(detail, members: members, source: source.name)
    }
}
