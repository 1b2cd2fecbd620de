package import Leads
package import Mapping
import MappingLanguage
import SourceFiles
import Submissions
import Targets

extension LeadBuilding {
    /// What a stored lead is now.
    ///
    /// - Parameters:
    ///   - submission: what was sent; `nil` when it is erased.
    ///   - case: the case that it belongs to, as far as it is open.
    ///   - candidate: a mapping to use instead of the one in force, for a preview.
    package func judge(
        _ lead: Lead,
        _ submission: Submission?,
        case: CaseReference? = nil,
        through candidate: Mapping? = nil
    ) -> Judgement {
        let snapshot = library.value
        guard let source = snapshot.source(lead.source) else { return .dead(Cause(.sourceMissing)) }
        if lead.lack == .data, let submission, submission.data == nil { return .dead(Cause(.waitsForData)) }
        guard let name = candidate?.name ?? lead.mapping ?? source.mappings.first,
            let mapping = candidate ?? snapshot.mapping(name)
        else {
            if lead.lack != nil, source.mappings.isEmpty { return .dead(Cause(.waitsForMapping)) }
            let name = lead.mapping ?? source.mappings.first ?? "no mapping"
            return .dead(Cause(.mappingMissing, about: "This is about '\(name)'."))
        }
        guard let submission else { return .dead(Cause(.payloadErased)) }
        do throws(PostError) {
            let post = try DecodedPost(submission, of: source)
            let submission = submission.readable
            func seed(_ id: LeadID, _ item: Int?, _ part: Range<Int>?, _ plain: LeadInput) -> BuiltLead.Seed {
                BuiltLead.Seed(
                    id: id,
                    item: item,
                    part: part,
                    content: nil,
                    mapping: mapping,
                    isFirst: lead.mapping == nil,
                    mode: mode(of: source, for: plain, through: mapping, post),
                    source: source,
                    keys: []
                )
            }
            func input(_ id: LeadID, _ item: Int?, _ known: CaseReference? = nil) throws(PostError) -> LeadInput {
                try post.input(
                    of: mapping,
                    leadID: id,
                    receivedAt: lead.receivedAt,
                    item: item,
                    part: item != nil && submission.isPartial ? submission.part : nil,
                    case: known
                )
            }
            func judged(_ id: LeadID, _ item: Int?, _ part: Range<Int>?) throws(PostError) -> BuiltLead {
                let plain = try input(id, item)
                return try judge(
                    seed(id, item, part, plain),
                    plain,
                    { known throws(PostError) in try input(id, item, known) },
                    case: `case`,
                    isNew: false
                )
            }
            if submission.item == nil, mapping.takesBatches {
                // Stored whole, because the mapping of that day found no lead in it.
                let whole = try input(lead.id, nil)
                let count = mapping.count(in: whole)
                guard count > 0 else { return .dead(Cause(.noLeadInPost)) }
                guard count <= BuiltPost.mostLeads, count * submission.body.count <= BuiltPost.mostReadBytes else {
                    throw .tooManyLeads(count)
                }
                let parts = post.parts(of: mapping, in: whole)
                var leads: [BuiltLead] = []
                for item in 0..<count {
                    let id = item == 0 ? lead.id : LeadID.make(now: lead.receivedAt)
                    leads.append(try judged(id, item, parts.count == count ? parts[item] : nil))
                }
                return .several(leads)
            }
            if !mapping.takesBatches, post.holdsSeveral, !mapping.readsLists { return .dead(Cause(.severalLeads)) }
            let item = mapping.takesBatches ? submission.item : nil
            let built = try judged(lead.id, item, submission.part)
            // What has not been built before goes where it is built for.
            guard lead.lack != nil || built.mode == lead.mode && built.target == lead.target else {
                let change =
                    "It was \(lead.target.rawValue) in \(lead.mode.rawValue) mode, and is "
                    + "\(built.target.rawValue) in \(built.mode.rawValue) mode now."
                return .one(built.refused(Cause(.modeChanged, about: change)))
            }
            return .one(built)
        } catch {
            return .dead(Cause(undecodable: error))
        }
    }
}
