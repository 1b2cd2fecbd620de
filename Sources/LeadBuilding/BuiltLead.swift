package import Leads
package import Mapping
package import Names
package import SourceFiles
package import Submissions
package import Targets

/// Whether a lead may go out.
package enum Verdict: Sendable {
    /// Its document may be sent.
    case send
    /// It depends on the case, which is known at delivery only: until then it is to be sent.
    case later
    /// It must not be sent.
    case dead(Cause)

    /// The state in which a lead with this verdict is stored, as dry runs and previews say it.
    package var name: String { cause == nil ? "queued" : "dead" }

    /// Why it must not be sent.
    package var cause: Cause? {
        if case .dead(let cause) = self { cause } else { nil }
    }
}

/// One lead as it was built: verdict, document, and what it is among others.
///
/// An object that never changes, so that whoever passes it on holds one reference and not thirty.
package final class BuiltLead: Sendable {
    /// What is known of a lead before it is mapped.
    struct Seed {
        let id: LeadID
        let item: Int?
        let part: Range<Int>?
        /// What of its post is its own; `nil` where nobody compares it.
        let content: [UInt8]?
        let mapping: Mapping
        /// Whether it is the source's first mapping.
        let isFirst: Bool
        let mode: DeliveryMode
        let source: Source
        let keys: [SenderKey]
        /// What the source's rule of duplicates found before anything was known of its case; `nil` where nobody has looked.
        var texts: [String]?
    }

    /// Its id.
    package let id: LeadID
    /// Which lead of its post it is, from 0; `nil` when the post is one lead.
    package let item: Int?
    /// What of the body it has alone; `nil` where that cannot be told.
    package let part: Range<Int>?
    private let content: [UInt8]?
    /// The mapping that made it.
    package let mapping: Mapping
    /// Its mapping's name, where that is not the source's first.
    package let mappingName: String?
    /// Where it goes.
    package let target: Target
    /// Real business or trial.
    package let mode: DeliveryMode
    /// What it does to a case.
    package let caseRole: TargetProfile.CaseRole
    /// The name of the identity that its source sends under; `nil` is the target's own.
    package let identity: String?
    /// Whether it may go out.
    package let verdict: Verdict
    /// What the mapping made of it, also when it must not be sent; `nil` for a post without a lead in it.
    package let document: LeadDocument?
    /// What makes a repeat of it a repeat: any of these.
    package let keys: [SenderKey]
    /// The case that it claims.
    package let claim: CaseClaim?
    /// The case that it changes, as far as it is known.
    package let `case`: CaseReference?
    private let source: Source
    /// What the source's rule of duplicates found in it; `nil` where nobody has looked.
    private let texts: [String]?
    /// What the mapping read.
    package let input: LeadInput

    init(
        _ seed: Seed,
        _ verdict: Verdict,
        document: LeadDocument?,
        case: CaseReference?,
        claim: CaseClaim? = nil,
        input: LeadInput
    ) {
        id = seed.id
        item = seed.item
        part = seed.part
        content = seed.content
        mapping = seed.mapping
        mappingName = seed.isFirst ? nil : seed.mapping.name
        target = seed.mapping.target
        mode = seed.mode
        caseRole = seed.mapping.caseRole
        identity = seed.source.identity
        keys = seed.keys
        source = seed.source
        self.verdict = verdict
        self.document = document
        self.claim = claim
        self.case = `case`
        self.input = input
        // With its case the same rule may find something else.
        texts = `case` == nil ? seed.texts : nil
    }

    /// Another lead, with another verdict.
    private init(_ other: BuiltLead, _ verdict: Verdict) {
        self.verdict = verdict
        id = other.id
        item = other.item
        part = other.part
        content = other.content
        mapping = other.mapping
        mappingName = other.mappingName
        target = other.target
        mode = other.mode
        caseRole = other.caseRole
        identity = other.identity
        document = other.document
        keys = other.keys
        claim = other.claim
        `case` = other.case
        source = other.source
        input = other.input
        texts = other.texts
    }

    /// The lead's reference at the target: its id, unless the mapping gives another.
    package var reference: String { document?.reference ?? id.rawValue }

    /// What the target's system has to know of the stored lead.
    package func context(of lead: Lead, done: [OperationResult] = []) -> SendingContext {
        SendingContext(lead: lead, operation: mapping.operation, case: `case`, done: done, identity: identity)
    }

    /// The sender's own id of it, where its source is told of its leads.
    private var senderID: String? {
        guard source.callback != nil, let rule = source.duplicates else { return nil }
        return composed.senderID(of: rule).flatMap(SenderIdentifier.id)
    }

    /// What its sender itself calls it, or its case: each value that one of the source's rules finds by one selector.
    package var sendersKeys: [String] {
        [(source.duplicates?.key, texts), (source.case?.key, nil)].compactMap { key, texts in
            guard let key, key.count == 1 else { return nil }
            return (texts ?? composed.texts(key))?.first
        }
    }

    /// What the mapping read, as it saw it.
    var composed: ComposedInput { document?.result.composed ?? mapping.composed(input) }

    /// The same lead, refused.
    func refused(_ cause: Cause) -> BuiltLead { BuiltLead(self, .dead(cause)) }

    /// The lead as it is stored first, with its verdict and whom it is about.
    package func new(_ post: Submission, source: SourceName, receivedAt: Int64) -> NewLead {
        let lead = Lead(
            id: id,
            source: source,
            target: target,
            mode: mode,
            mapping: mappingName,
            caseRole: caseRole,
            receivedAt: receivedAt,
            mappingHash: mapping.hash,
            reference: reference,
            senderID: senderID
        )
        return NewLead(
            lead: lead,
            refusal: verdict.cause,
            submission: item.map { post.selecting(item: $0, part: part) } ?? post,
            content: content,
            keys: keys,
            case: claim,
            traits: PersonTraits.of(lead, self)
        )
    }
}

/// What a stored lead is now.
package enum Judgement: Sendable {
    /// The lead, as it would be sent.
    case one(BuiltLead)
    /// The post of the lead was stored whole and holds several leads; the first has the lead's id.
    case several([BuiltLead])
    /// It cannot even be built.
    case dead(Cause)

    /// The first lead, if it could be built.
    package var first: BuiltLead? {
        switch self {
        case .one(let lead): lead
        case .several(let leads): leads.first
        case .dead: nil
        }
    }

    /// Why it must not be sent.
    package var cause: Cause? {
        switch self {
        case .one(let lead): lead.verdict.cause
        case .several: nil
        case .dead(let cause): cause
        }
    }
}

/// The leads of one post.
package struct BuiltPost: Sendable {
    /// They, in the order of the receipt.
    package let leads: [BuiltLead]
    /// Those that cannot be built yet; then there are no others.
    package var unbuilt: [UnbuiltLead] = []
    /// How the body was written.
    package let format: DecodedSubmission.Format
    /// Names of form fields of which only the last value could be kept.
    package let overwritten: [String]
    /// Whether the mapping takes several leads out of one post.
    package let isBatch: Bool
    /// How many mappings made leads of it.
    package let mappings: Int
    /// Whether the source or the form says that there is no lead in such a post: it is counted and answered, not kept.
    package let isIgnored: Bool

    /// Leads that one post may carry.
    package static let mostLeads = 2_000
    /// Bytes of all that is read to make the documents of one post's leads: the whole body for each of them.
    package static let mostReadBytes = 64 << 20

    /// Its leads as they are stored first.
    package func new(_ post: Submission, source: Source, receivedAt: Int64) -> [NewLead] {
        leads.map { $0.new(post, source: source.name, receivedAt: receivedAt) }
            + unbuilt.map { $0.new(post, source: source.name, receivedAt: receivedAt) }
    }
}
