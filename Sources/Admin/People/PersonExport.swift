import Delivery
import Foundation
import JSON
import LeadBuilding
import Leads
import Mapping
import Moments
import Names
import People

extension OperatorsDesk {
    /// All that is kept of one lead: what came, what was or would be sent, what happened, and what came of it.
    func exported(_ match: PersonMatch) async throws -> JSONValue {
        guard let lead = try await store.lead(match.id) else {
            return .object(["id": .string(match.id.rawValue), "state": "erased"])
        }
        var json = lead.json(seesWords: true)
        json["foundBy"] = match.kindsJSON
        let timeline = try await store.timeline(lead.id)
        json["timeline"] = .array(timeline.map { $0.json(seesWords: true) })
        json["answers"] = .array(timeline.compactMap(\.answerJSON))
        guard lead.state != .erased else { return .object(json) }
        let judgement = try await leads.judgement(of: lead)
        if let submission = try await readable({ () async throws(StoreError) in try await store.submission(lead.id) }) {
            json["submission"] = .object(Self.exported(submission, of: judgement))
        } else {
            json["submission"] = "what was sent is damaged"
        }
        // What was sent is what the version of that day makes of it.
        let version = lead.mappingHash.flatMap { archive.mapping(hash: $0, name: lead.source.rawValue) }
        var built = judgement.first
        if let version { built = try await leads.judgement(of: lead, through: version).first ?? built }
        if let document = built?.document {
            json[lead.attempts > 0 ? "documentSent" : "document"] = document.value
            json["documentMapping"] = .string(document.mappingHash.rawValue)
        }
        return .object(json)
    }

    private func readable<Value>(_ read: () async throws(StoreError) -> Value?) async throws(StoreError) -> Value? {
        do throws(StoreError) { return try await read() } catch {
            guard case .corrupt = error else { throw error }
            return nil
        }
    }

    /// What was sent; of a post with several leads this one's part, since the others are other people.
    private static func exported(_ submission: Submission, of judgement: Judgement) -> JSONObject {
        var json: JSONObject = [
            "contentType": .optional(submission.contentType), "query": .object(submission.query),
            "headers": .object(submission.headers),
        ]
        if let edits = submission.edits { json["edits"] = edits }
        // What its vendor has of the person; the post with ids only belongs to others, too.
        let submission = submission.readable
        if submission.item != nil {
            let part = judgement.first.flatMap { PersonTraits.part(of: $0) }
            json["part"] = part ?? .null
        } else if let text = String(validating: submission.body, as: UTF8.self) {
            json["body"] = .string(text)
        } else {
            json["bodyBase64"] = .string(Data(submission.body).base64EncodedString())
        }
        return json
    }
}
