import JSON
package import Leads
import Mapping
package import SourceFiles

/// What has to be asked of a vendor for a lead that lacks its data.
package enum Sought: Sendable {
    /// This id.
    case lead(id: String, Source, Fetch)
    /// Its post was stored whole and brings several: the first one's place in the body, and the others.
    case several(part: Range<Int>?, [NewLead])
    /// Its source does not fetch now.
    case held
    /// There is nothing to ask for.
    case dead(Cause)
}

extension LeadBuilding {
    /// What has to be asked for a lead.
    package func sought(of lead: Lead, _ submission: Submission) -> Sought {
        guard let source = library.value.source(lead.source), let fetch = source.fetch else { return .held }
        let post = submission.bearing(nil)
        // Other leads of the post may have been destroyed in the body: its own part says which it is.
        if let part = post.part, part.upperBound <= post.body.count {
            guard let id = fetch.id.id(in: Array(post.body[part])) else { return .dead(Cause(.noIDInPost)) }
            return .lead(id: id, source, fetch)
        }
        do throws(PostError) {
            let decoded = try DecodedPost(post, of: source)
            let input = try decoded.plainInput(receivedAt: lead.receivedAt)
            let ids = fetch.ids(in: input)
            if let item = post.item {
                guard ids.indices.contains(item) else { return .dead(Cause(.noIDInPost)) }
                return .lead(id: ids[item].text, source, fetch)
            }
            guard let first = ids.first else { return .dead(Cause(.noIDInPost)) }
            guard ids.count > 1 else { return .lead(id: first.text, source, fetch) }
            guard ids.count <= BuiltPost.mostLeads else { throw .tooManyLeads(ids.count) }
            let parts = decoded.parts(ids.map { $0.place }, in: input)
            let others = ids.enumerated().dropFirst().map { item, id in
                NewLead(
                    lead: Lead(
                        id: LeadID.make(now: lead.receivedAt),
                        source: lead.source,
                        mode: lead.mode,
                        lack: .data,
                        receivedAt: lead.receivedAt
                    ),
                    submission: post.selecting(item: item, part: parts.count == ids.count ? parts[item] : nil),
                    keys: [SenderKey("fetch:\(id.text)", scope: .lead(item), days: PostKey.leastDays)]
                )
            }
            return .several(part: parts.count == ids.count ? parts[0] : nil, others)
        } catch {
            return .dead(Cause(undecodable: error))
        }
    }
}

extension Fetch.Identifier {
    /// The id in the bytes of its own value in a post.
    fileprivate func id(in bytes: [UInt8]) -> String? {
        guard let value = try? JSONValue.parse(bytes) else { return nil }
        return (value.stringValue ?? value.numberValue?.text).flatMap { id(in: $0) }
    }
}
