import Leads
import Mapping
import SourceFiles

/// What makes a repeat a repeat: every key of the whole post, and the one that the source's rule finds in the lead.
struct SenderKeys {
    /// The keys of the whole post.
    let post: [PostKey]
    let source: Source
    let mapping: Mapping
    /// Whether it is the first mapping that makes leads of the post; the leads of others have keys of their own.
    let isFirst: Bool
    /// What tells a post apart that came under the source's key before, with other content.
    let mark: String

    /// The keys of one lead.
    func keys(_ input: LeadInput, item: Int?) -> [SenderKey] {
        let suffix = isFirst ? "" : "@\(mapping.name)"
        // A post without a lead in it is its first lead, so that it is known again once it has some.
        let place = mapping.takesBatches ? "#\(item ?? 0)" : ""
        var keys = post.map { SenderKey($0.text + place + suffix, scope: .post, days: $0.days) }
        if let rule = source.duplicates, let text = mapping.duplicateKey(of: rule, input) {
            let days = max(PostKey.leastDays, (rule.windowSeconds + 86_399) / 86_400)
            keys.append(SenderKey("key:\(text)\(mark)\(suffix)", scope: .lead(item ?? 0), days: days))
        }
        return keys
    }
}
