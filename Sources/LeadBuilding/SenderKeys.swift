import Leads
import Mapping
import SourceFiles

/// What makes a repeat a repeat: every key of the whole post, and the one that the source's rule finds in the lead.
struct SenderKeys {
    /// The keys of the whole post.
    let post: [PostKey]
    /// The source's rule.
    let rule: DuplicateRule?
    let mapping: Mapping
    /// Whether it is the first mapping that makes leads of the post; the leads of others have keys of their own.
    let isFirst: Bool
    /// Names a lead by its content, where it came under the source's key before with other content.
    let mark: PostMark?
    /// How many leads of the post have had a key of the source already.
    private var met: [String: Int] = [:]

    init(post: [PostKey], rule: DuplicateRule?, mapping: Mapping, isFirst: Bool, mark: PostMark?) {
        self.post = post
        self.rule = rule
        self.mapping = mapping
        self.isFirst = isFirst
        self.mark = mark
    }

    /// What the rule finds in a lead; `nil` if that is no key.
    func texts(_ input: LeadInput) -> [String]? { rule.flatMap { mapping.duplicateTexts(of: $0, input) } }

    /// The keys of one lead; those of a post come one after the other, in its order.
    ///
    /// - Parameters:
    ///   - texts: what the rule finds in it.
    ///   - content: what of the post is its own.
    mutating func keys(_ texts: [String]?, item: Int?, content: [UInt8]) -> [SenderKey] {
        let suffix = isFirst ? "" : "@\(mapping.name)"
        // A post without a lead in it is its first lead, so that it is known again once it has some.
        let place = mapping.takesBatches ? "#\(item ?? 0)" : ""
        var keys = post.map { SenderKey($0.text + place + suffix, scope: .post, days: $0.days) }
        if let rule, let text = texts.map(ComposedInput.key(of:)) {
            let days = max(PostKey.leastDays, (rule.windowSeconds + 86_399) / 86_400)
            // Leads that share a key, as those of a post with one for all of them, are told apart by their place.
            var count = 0
            if mapping.takesBatches {
                count = met[text, default: 0]
                met[text] = count + 1
            }
            let text = count == 0 ? text : "\(text)#\(count)"
            let name = mark.map { "@\($0(content))" } ?? ""
            keys.append(SenderKey("key:" + text + name + suffix, scope: .lead(item ?? 0), days: days))
        }
        return keys
    }
}

/// Names a content: the same one gets the same name.
package typealias PostMark = ([UInt8]) -> String
