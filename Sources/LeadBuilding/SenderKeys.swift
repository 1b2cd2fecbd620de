import Leads
import Mapping
import SourceFiles

/// What makes a repeat a repeat: the sender's key in the headers, else the source's rule.
struct SenderKeys {
    /// The key that the headers carry for the whole post.
    let header: String?
    let source: Source

    /// The key of one lead; `suffix` tells leads of several mappings apart.
    func key(of mapping: Mapping, _ input: LeadInput, item: Int?, suffix: String) -> SenderKey? {
        if let header {
            // A post without a lead in it is its first lead, so that it is known again once it has some.
            let place = mapping.takesBatches ? "#\(item ?? 0)" : ""
            return SenderKey(header + place + suffix, scope: .post)
        }
        guard let rule = source.duplicates, let text = mapping.duplicateKey(of: rule, input) else { return nil }
        let days = max(90, (rule.windowSeconds + 86_399) / 86_400)
        return SenderKey("key:\(text)\(suffix)", scope: .lead(item ?? 0), days: days)
    }
}
