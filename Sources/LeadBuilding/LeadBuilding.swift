package import JSON
package import Leads
package import Mapping
import Moments
package import Names
package import SourceFiles
package import Submissions
package import Targets

/// Makes leads of posts and documents of leads: the one place that says whether a lead may go out.
///
/// Intake, delivery, dry run, preview, replay and `leadgate try` all ask here, so that a lead gets the same verdict, the
/// same document and the same cause wherever it is looked at. A lead's document is a function of what was sent, when,
/// under which id, and of the files in force; it is never stored, and at most handed from the receipt to the delivery
/// (``ReadyDocuments``).
package struct LeadBuilding: Sendable {
    /// The files in force.
    package let library: CurrentLibrary
    /// Targets that something delivers to.
    package let targets: Set<Target>
    /// Production needs the gateway's word and the source's.
    package let gatewayMode: DeliveryMode
    /// Documents of leads that have just come.
    package let ready = ReadyDocuments()

    /// The building of a gateway.
    package init(library: CurrentLibrary, targets: Set<Target>, gatewayMode: DeliveryMode) {
        self.library = library
        self.targets = targets
        self.gatewayMode = gatewayMode
    }

    /// The mode in which leads of a source go out.
    package func mode(of source: Source) -> DeliveryMode {
        gatewayMode == .production && source.mode == .production ? .production : .test
    }

    /// Whether leads of a source that are queued go out: while it is switched off or its file is not there they wait.
    package func availability(of source: SourceName) -> SourceAvailability {
        switch library.value.source(source)?.isEnabled {
        case true?: .enabled
        case false?: .disabled
        case nil: .missing
        }
    }

    /// For how long leads of a source are tried again, in milliseconds; `nil`: as long as those of others.
    package func retryFor(_ source: SourceName) -> Int64? { library.value.source(source)?.retryFor }

    // MARK: A new post

    /// The leads of a post, each with its verdict: item by item of a batch, mapping by mapping.
    ///
    /// - Parameters:
    ///   - post: what was sent, whole.
    ///   - source: who sent it, as the library that its mappings are of has it.
    ///   - mappings: what to make of it; the first makes the leads of the receipt.
    ///   - now: when it came, in milliseconds since 1970 UTC.
    ///   - keys: the keys of the whole post: of its headers and its signature.
    ///   - mark: names a lead of a post by its content, to tell it apart from one that came under its key before.
    ///   - firstID: the id of the first lead, where it has one already.
    ///   - isNew: whether the post has just come.
    ///   - makeID: draws an id.
    package func leads(
        of post: Submission,
        from source: Source,
        through mappings: [Mapping],
        at now: Int64,
        keys: [PostKey] = [],
        mark: PostMark? = nil,
        firstID: LeadID? = nil,
        isNew: Bool = true,
        makeID: () -> LeadID
    ) throws(PostError) -> BuiltPost {
        let decoded = try DecodedPost(post, of: source)
        let arrived: Judge = { seed, plain, input throws(PostError) in
            try judge(seed, plain, input, case: nil, isNew: isNew)
        }
        var leads: [BuiltLead] = []
        var ignored = 0
        for (place, mapping) in mappings.enumerated() {
            var keys = SenderKeys(
                post: keys,
                rule: source.duplicates,
                mapping: mapping,
                isFirst: place == 0,
                mark: mark
            )
            func built(item: Int?, part: Range<Int>? = nil, _ verdict: Judge) throws(PostError) -> BuiltLead {
                let id = leads.isEmpty ? firstID ?? makeID() : makeID()
                func input(_ known: CaseReference?) throws(PostError) -> LeadInput {
                    try decoded.input(
                        of: mapping,
                        leadID: id,
                        receivedAt: now,
                        item: mapping.takesBatches ? item : nil,
                        case: known
                    )
                }
                let plain = try input(nil)
                let isOne = item == nil || source.duplicates == nil
                let content = (isOne ? nil : mapping.element(of: plain)?.serialized) ?? post.readable.content
                let texts = keys.texts(plain)
                let seed = BuiltLead.Seed(
                    id: id,
                    item: item,
                    part: part,
                    content: content,
                    mapping: mapping,
                    isFirst: mapping.name == source.mappings.first,
                    mode: mode(of: source, for: plain, through: mapping, decoded),
                    source: source,
                    keys: keys.keys(texts, item: item, content: content),
                    texts: texts
                )
                return try verdict(seed, plain, input)
            }
            let whole =
                mapping.takesBatches || mapping.ignoresSome(of: source)
                ? try decoded.input(of: mapping, leadID: makeID(), receivedAt: now) : nil
            if let whole, mapping.isIgnored(whole, of: source) {
                ignored += 1
                continue
            }
            guard mapping.takesBatches else {
                guard !decoded.holdsSeveral || mapping.readsLists else {
                    leads.append(
                        try built(item: nil) { seed, input, _ in
                            BuiltLead(seed, .dead(Cause(.severalLeads)), document: nil, case: nil, input: input)
                        }
                    )
                    continue
                }
                leads.append(try built(item: nil, arrived))
                continue
            }
            let count = whole.map(mapping.count(in:)) ?? 0
            guard count <= BuiltPost.mostLeads, count * post.body.count <= BuiltPost.mostReadBytes else {
                throw .tooManyLeads(count)
            }
            if count == 0 {
                leads.append(
                    try built(item: nil) { seed, input, _ in
                        BuiltLead(seed, .dead(Cause(.noLeadInPost)), document: nil, case: nil, input: input)
                    }
                )
            }
            let parts = whole.map { decoded.parts(of: mapping, in: $0) } ?? []
            for item in 0..<count {
                leads.append(try built(item: item, part: parts.count == count ? parts[item] : nil, arrived))
            }
        }
        return BuiltPost(
            leads: leads,
            format: decoded.format,
            overwritten: decoded.overwritten,
            isBatch: mappings.first?.takesBatches == true,
            mappings: mappings.count,
            isIgnored: ignored > 0 && leads.isEmpty
        )
    }

    /// The body of a post as mappings read it, with what a person has mended of it.
    /// - Throws: why it cannot be read, or why the edits do not fit.
    package func payload(of post: Submission, from source: SourceName) throws(PostError) -> JSONValue? {
        guard let source = library.value.source(source) else { return nil }
        return try DecodedPost(post, of: source).value
    }

    /// What was put right in the body of a post; empty for one that cannot be decoded.
    package func repairs(of post: Submission, from source: Source) -> [Repair] {
        (try? DecodedPost(post, of: source))?.repairs ?? []
    }

    /// The dead letter of a post whose credential is right and whose body cannot be read: its bytes are kept, once for each
    /// content, so that a source that is set right reads them by a replay.
    package func undecodable(
        _ post: Submission,
        from source: Source,
        through mapping: Mapping?,
        at now: Int64,
        fingerprint: String,
        error: PostError,
        id: LeadID
    ) -> NewLead {
        let lead: Lead
        if source.lack == nil, let mapping {
            lead = Lead(
                id: id,
                source: source.name,
                target: mapping.target,
                mode: mode(of: source),
                mapping: nil,
                caseRole: mapping.profile.caseRole,
                receivedAt: now,
                mappingHash: mapping.hash,
                reference: id.rawValue,
                senderID: nil
            )
        } else {
            lead = Lead(
                id: id,
                source: source.name,
                mode: mode(of: source),
                lack: source.lack ?? .mapping,
                receivedAt: now
            )
        }
        return NewLead(
            lead: lead,
            refusal: Cause(undecodable: error),
            submission: post,
            keys: [SenderKey("undecodable:\(fingerprint)")],
            case: nil,
            traits: PersonTraits.of(lead, undecodable: post)
        )
    }

    /// The mode of a lead: a post that says it is a test is never real business.
    func mode(of source: Source, for input: LeadInput, through mapping: Mapping, _ post: DecodedPost)
        -> DeliveryMode
    {
        let mode = mode(of: source)
        guard mode == .production else { return mode }
        return mapping.isTest(input, of: source) || post.isTestByOrigin ? .test : mode
    }

    /// Gives the verdict on a lead: from what its mapping reads as long as nothing is known of its case, and from how that
    /// reads once something is.
    private typealias Judge = (
        BuiltLead.Seed, LeadInput, (CaseReference?) throws(PostError) -> LeadInput
    ) throws(PostError) -> BuiltLead

    // MARK: The verdict

    func judge(
        _ seed: BuiltLead.Seed,
        _ plain: LeadInput,
        _ input: (CaseReference?) throws(PostError) -> LeadInput,
        case known: CaseReference?,
        isNew: Bool
    ) throws(PostError) -> BuiltLead {
        let role = seed.mapping.caseRole
        var claim = role == .reports ? nil : CaseClaims.claim(of: seed.mapping, plain, from: seed.source)
        var `case`: CaseReference?
        if role == .changes {
            `case` = known ?? claim.flatMap { $0.isNumber ? CaseReference(vorgangsnummer: $0.key) : nil }
        }
        let input = `case` == nil ? plain : try input(`case`)
        let document = LeadDocument.build(
            source: seed.source,
            mapping: seed.mapping,
            input: input,
            leadID: plain.leadID,
            gatewayMode: seed.mode
        )
        if role == .reports { claim = CaseClaims.claim(of: document, seed.mapping.profile) }
        var verdict = Verdict.send
        if !targets.contains(seed.mapping.target) {
            verdict = .dead(Cause(.targetWithoutSystem, about: "This is about '\(seed.mapping.target.rawValue)'."))
        } else if isNew, !seed.source.isEnabled {
            verdict = .dead(Cause(.sourceDisabled))
        } else if role == .changes, claim == nil {
            verdict = .dead(Cause(.caseUnknown, about: "Neither mapping nor source says which case it belongs to."))
        } else if role == .changes, `case` == nil {
            // What the mapping reads of the case is known at delivery only.
            verdict = .later
        } else if !document.problems.isEmpty {
            verdict = .dead(Cause(.mappingFailed, violations: document.problems.map(Violation.init)))
        } else if !document.hasValue {
            verdict = .dead(Cause(.nothingMapped))
        }
        return BuiltLead(seed, verdict, document: document, case: `case`, claim: claim, input: input)
    }
}

extension Violation {
    /// What a mapping objects to: at the place of the value if there is one, else where it should have gone.
    fileprivate init(_ problem: MappingProblem) {
        self.init(field: (problem.place ?? problem.target).description, message: problem.message)
    }
}
