import JSON
import Leads
import Mapping
import Moments
import SourceFiles
import Submissions

extension Submission {
    /// The input document of the mapping language for this submission: body, query, headers, the source's attributes.
    func input(lead: Lead, source: Source, mapping: Mapping) throws -> LeadInput {
        let decoded = try SubmissionDecoder.decode(body, contentType: contentType)
        let input = try LeadInput(
            payload: decoded.json,
            query: query,
            headers: headers,
            attributes: source.attributes,
            leadID: lead.id.description,
            receivedAt: Timestamp.secondsText(lead.receivedAt)
        )
        guard let item else { return input }
        return input.selecting(item: item)
    }
}
