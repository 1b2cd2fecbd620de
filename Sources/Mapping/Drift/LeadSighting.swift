import GermanValues
package import JSON

/// What one lead shows of its sender's form and of the rules that read it: places, never values.
package struct LeadSighting: Sendable {
    /// A place with something in it.
    package struct Field: Sendable, Hashable {
        package let place: InputPlace
        /// A rule looked at it.
        package internal(set) var isRead: Bool
        /// The mapping declares it unused, or the gateway picks it up by itself.
        package internal(set) var isDeclared: Bool

        package init(place: InputPlace, isRead: Bool, isDeclared: Bool) {
            self.place = place
            self.isRead = isRead
            self.isDeclared = isDeclared
        }
    }

    /// An answer that a rule's list of options does not have.
    package struct Option: Sendable, Hashable {
        package let place: InputPlace
        /// The rule, by its place in ``MappingRules/rules``; nil for one that the source's attachments brought.
        package let rule: Int?
        /// The member of the target document it was meant for; positions are `*`.
        package let target: JSONPointer
        /// The same for the same answer; says nothing about it.
        package let fingerprint: UInt64

        package init(place: InputPlace, rule: Int?, target: JSONPointer, fingerprint: UInt64) {
            self.place = place
            self.rule = rule
            self.target = target
            self.fingerprint = fingerprint
        }
    }

    /// Each place once, in the payload's order.
    package let fields: [Field]
    /// The rules that yielded something, by their places in ``MappingRules/rules``, ascending.
    package let hits: [Int]
    package let options: [Option]

    package init(fields: [Field], hits: [Int], options: [Option]) {
        self.fields = fields
        self.hits = hits
        self.options = options
    }
}

extension LeadDocument {
    /// What this lead shows, as the run that made the document noted it.
    /// - Parameters:
    ///   - rules: of the mapping that made this document.
    ///   - salt: for the fingerprints of unknown options.
    package func sighting(rules: MappingRules, salt: UInt64) -> LeadSighting {
        result.sighting(rules: rules, salt: salt)
    }
}

extension MappingResult {
    func sighting(rules: MappingRules, salt: UInt64) -> LeadSighting {
        let events = record.details(of: plan)
        var walk = SightingWalk(input: composed, plan: plan, rules: rules, events: events)
        walk.walk()
        // Only where several rules fill one member it counts what the document has there.
        lazy var written = (try? JSONDocument(parsing: document))?.root
        var hits: Set<Int> = []
        var options: Set<LeadSighting.Option> = []
        for event in events {
            let place = walk.places[event.node] ?? composed.replaced[event.node].flatMap { walk.places[$0] }
            switch event.outcome {
            case .used: hits.formUnion(rules.positions(target: event.target, place: place, in: written))
            case .nothing: break
            case .unreadable(let reason, _):
                guard reason.isUnknownOption, let place,
                    let text = JSONNode(document: composed.document, index: event.node).optionText
                else { continue }
                let candidates = rules.positions(target: event.target, place: place, in: written)
                let rule = candidates.first { rules.rules[$0].looksUp } ?? candidates.first
                options.insert(
                    LeadSighting.Option(
                        place: place,
                        rule: rule,
                        target: rule.map { rules.rules[$0].target } ?? event.target,
                        fingerprint: OptionFingerprint.of(folded: folded(text), salt: salt)
                    )
                )
            }
        }
        return LeadSighting(fields: walk.fields, hits: hits.sorted(), options: Array(options))
    }
}

extension JSONNode {
    /// What was chosen, as text; nil for a structure.
    fileprivate var optionText: String? {
        switch kind {
        case .string: string
        case .number: number?.text
        case .bool: bool == true ? "true" : "false"
        default: nil
        }
    }
}
