package import Leads
package import Mapping
import MappingLanguage
import Names
package import SourceFiles
package import Targets

/// A lead of a post that lacks something before it can be built: durable like any other, and in the order of its post.
package struct UnbuiltLead: Sendable {
    /// Its id.
    package let id: LeadID
    /// What has to come.
    package let lack: Lead.Lack
    /// Why it cannot even wait; `nil` for one that does.
    package let refusal: Cause?
    /// Real business or trial, as far as that can be told.
    package let mode: DeliveryMode
    let item: Int?
    let part: Range<Int>?
    /// What of its post is its own: `nil` is all of it, nothing where its id says all.
    let content: [UInt8]?
    let keys: [SenderKey]

    /// Why it waits, or is dead.
    package var cause: Cause { refusal ?? lack.cause }

    /// The lead as it is stored first.
    func new(_ post: Submission, source: SourceName, receivedAt: Int64) -> NewLead {
        NewLead(
            lead: Lead(id: id, source: source, mode: mode, lack: lack, receivedAt: receivedAt),
            refusal: refusal,
            submission: item.map { post.selecting(item: $0, part: part) } ?? post,
            content: content,
            keys: keys
        )
    }
}

extension Source {
    /// What leads of its posts lack; `nil` where they can be built as they come.
    package var lack: Lead.Lack? { fetch != nil ? .data : isLearning ? .mapping : nil }
}

extension LeadBuilding {
    /// The leads of a post of a source whose leads lack something: the post as one lead where it lacks a mapping, since only
    /// that says what a lead is in it; one lead for each id where it lacks its data.
    ///
    /// - Parameters:
    ///   - lack: what they lack.
    ///   - keys: the keys of the whole post.
    ///   - mark: names a post by its content, to tell it apart from one that came under its key before.
    ///   - makeID: draws an id.
    package func unbuilt(
        of post: Submission,
        from source: Source,
        lacking lack: Lead.Lack,
        at now: Int64,
        keys: [PostKey],
        mark: PostMark? = nil,
        makeID: () -> LeadID
    ) throws(PostError) -> BuiltPost {
        let decoded = try DecodedPost(post, of: source)
        let input = try decoded.plainInput(receivedAt: now)
        let plain = input.composed(form: nil, leads: nil)
        let isIgnored = plain.finds(source.ignored)
        var mode = mode(of: source)
        if mode == .production, plain.isTest(by: source.tests) { mode = .test }
        var unbuilt: [UnbuiltLead] = []
        func add(item: Int? = nil, part: Range<Int>? = nil, refusal: Cause? = nil, _ keys: [SenderKey]) {
            unbuilt.append(
                UnbuiltLead(
                    id: makeID(),
                    lack: lack,
                    refusal: refusal,
                    mode: mode,
                    item: item,
                    part: part,
                    // What an id stands for is with its vendor; what came around it is no other content.
                    content: item == nil ? nil : [],
                    keys: keys
                )
            )
        }
        switch (lack, source.fetch) {
        case _ where isIgnored: break
        case (.data, let fetch?):
            let ids = fetch.ids(in: input)
            guard ids.count <= BuiltPost.mostLeads else { throw .tooManyLeads(ids.count) }
            let parts = decoded.parts(ids.map { $0.place }, in: input)
            for (item, id) in ids.enumerated() {
                let own = keys.map { SenderKey("\($0.text)#\(item)", scope: .post, days: $0.days) }
                let key = SenderKey("fetch:\(id.text)", scope: .lead(item), days: PostKey.leastDays)
                add(item: item, part: parts.count == ids.count ? parts[item] : nil, own + [key])
            }
            if ids.isEmpty {
                add(refusal: Cause(.noIDInPost), keys.map { SenderKey($0.text, scope: .post, days: $0.days) })
            }
        case (.data, nil), (.mapping, _):
            // The mapping that comes may take one lead of a post or several: either way the repeat is known.
            let own = keys.flatMap { key in
                [key.text, key.text + "#0"].map { SenderKey($0, scope: .post, days: key.days) }
            }
            add(own + (source.plainKey(in: plain, mark: mark?(post.content)).map { [$0] } ?? []))
        }
        return BuiltPost(
            leads: [],
            unbuilt: unbuilt,
            format: decoded.format,
            overwritten: decoded.overwritten,
            isBatch: lack == .data && unbuilt.count > 1,
            mappings: max(1, source.mappings.count),
            isIgnored: isIgnored
        )
    }

    /// What becomes of a lead that lacks its mapping only, now that it is to be built.
    package func completion(of lead: Lead, _ submission: Submission) -> Completion {
        guard let source = library.value.source(lead.source) else { return .held(Cause(.sourceMissing)) }
        guard !source.mappings.isEmpty else { return .held(Cause(.waitsForMapping)) }
        let snapshot = library.value
        for name in source.mappings where snapshot.mapping(name) == nil {
            return .held(Cause(.mappingMissing, about: "This is about '\(name)'."))
        }
        do throws(PostError) {
            let post = try leads(
                of: submission,
                from: source,
                through: source.mappings.compactMap { snapshot.mapping($0) },
                at: lead.receivedAt,
                firstID: lead.id,
                isNew: false,
                makeID: { LeadID.make(now: lead.receivedAt) }
            )
            return post.isIgnored ? .ignored : .built(post, source)
        } catch { return .dead(Cause(undecodable: error)) }
    }
}

/// What becomes of a lead that was kept until it could be built.
package enum Completion: Sendable {
    /// Its leads; the first has its id.
    case built(BuiltPost, Source)
    /// The mapping says that there is none in its post.
    case ignored
    /// It cannot be read.
    case dead(Cause)
    /// It still lacks something, until somebody releases it again.
    case held(Cause)
}

extension Source {
    /// The key of a lead as its rule finds it without a mapping; `nil` where it reads what only a mapping makes.
    ///
    /// - Parameter mark: what the post is called beside one that came under its key before.
    fileprivate func plainKey(in input: ComposedInput, mark: String?) -> SenderKey? {
        guard let rule = duplicates, rule.key.allSatisfy({ $0.part != .form && $0.part != .item }),
            let text = input.key(rule.key)
        else { return nil }
        let days = max(PostKey.leastDays, (rule.windowSeconds + 86_399) / 86_400)
        return SenderKey("key:\(text)\(mark.map { "@\($0)" } ?? "")", scope: .lead(0), days: days)
    }
}

extension Fetch {
    /// The ids in a post, each once, and where they stand in the payload.
    package func ids(in input: LeadInput) -> [(text: String, place: Range<Int>)] {
        let plain = input.composed(form: nil, leads: nil)
        var ids: [(text: String, place: Range<Int>)] = []
        for node in SelectorEvaluation(input: plain).nodes(id.selector) {
            guard let text = plain.keyText(at: node).flatMap(id.id(in:)), !ids.contains(where: { $0.text == text })
            else { continue }
            ids.append((text, input.place(of: node)))
        }
        return ids
    }
}
