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
    /// Names a lead by its content, where it came under the source's key before with other content.
    let mark: PostMark?
    /// How many leads of the post have had a key of the source already.
    private var met: [String: Int] = [:]

    init(post: [PostKey], source: Source, mapping: Mapping, isFirst: Bool, mark: PostMark?) {
        self.post = post
        self.source = source
        self.mapping = mapping
        self.isFirst = isFirst
        self.mark = mark
    }

    /// The keys of one lead; those of a post come one after the other, in its order.
    ///
    /// - Parameter content: what of the post is its own.
    mutating func keys(_ input: LeadInput, item: Int?, content: [UInt8]) -> [SenderKey] {
        let suffix = isFirst ? "" : "@\(mapping.name)"
        // A post without a lead in it is its first lead, so that it is known again once it has some.
        let place = mapping.takesBatches ? "#\(item ?? 0)" : ""
        var keys = post.map { SenderKey($0.text + place + suffix, scope: .post, days: $0.days) }
        if let rule = source.duplicates, let text = mapping.duplicateKey(of: rule, input) {
            let days = max(PostKey.leastDays, (rule.windowSeconds + 86_399) / 86_400)
            // Leads that share a key, as those of a post with one for all of them, are told apart by their place.
            var count = 0
            if mapping.takesBatches {
                count = met[text, default: 0]
                met[text] = count + 1
            }
            let text = count == 0 ? text : "\(text)#\(count)"
            let name = mark.map { "@\($0(content))" } ?? ""
            keys.append(SenderKey("key:\(text)\(name)\(suffix)", scope: .lead(item ?? 0), days: days))
        }
        return keys
    }
}

/// Names a content: the same one gets the same name.
package typealias PostMark = ([UInt8]) -> String
