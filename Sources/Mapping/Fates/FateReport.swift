package import GermanValues
package import JSON

/// What became of one value that came in.
package struct Fate: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A rule read it.
        case used
        /// Left out on purpose.
        case unused
        /// No rule looked at it.
        case unread
        /// A rule looked at it and could not use it.
        case unreadable
    }

    /// Why a value is unused, unreadable, or used without going anywhere.
    package enum Cause: Sendable, Hashable {
        /// The mapping declares it unused.
        case declared
        /// Another lead of the same post has it.
        case otherLead
        /// It describes the form, and no customer typed it.
        case formStructure
        /// The vendor adds it, by the name of its field.
        case technical
        /// The type or the size of an uploaded file.
        case fileDescription
        /// A campaign's parameter of the address, which is kept with the lead.
        case tracking
        /// A whole name beside its parts.
        case repeated
        /// A rule looked at it, and it says nothing.
        case saysNothing
        /// It cannot be used.
        case unreadable(Unreadable.Reason)

        /// Stable, for programs.
        package var code: String {
            switch self {
            case .declared: "declared"
            case .otherLead: "other-lead"
            case .formStructure: "form-structure"
            case .technical: "technical"
            case .fileDescription: "file-description"
            case .tracking: "tracking"
            case .repeated: "repeated"
            case .saysNothing: "says-nothing"
            case .unreadable(let reason): reason.rawValue
            }
        }
    }

    package let kind: Kind
    /// Where in the payload it stands (RFC 6901).
    package let place: JSONPointer
    /// What the mapping calls the field, else the form; nil if neither has a name for it.
    package let field: String?
    /// The text of the option that the value is the id of.
    package let option: String?
    /// Which members of the target document it went into, or was meant for.
    package let targets: [JSONPointer]
    /// How it was read, such as `date`; empty where it was not.
    package let reading: String
    /// Why it is unused or unreadable.
    package let cause: Cause?
    /// The same for a person.
    package let reason: String?
    /// Whether there is anything in it: a blank field is no loss.
    package let isBlank: Bool
    /// The value itself: personal data, for those who may see the lead.
    package let value: JSONValue

    /// The cause as a stable word.
    package var code: String? { cause?.code }
}

/// The fate of every value of a payload: used ∪ unused ∪ unread ∪ unreadable = all of its leaves, always.
package struct FateReport: Sendable {
    /// One for each leaf, in the payload's order.
    package let fates: [Fate]

    init(record: FateRecord, input: ComposedInput, plan: Plan) {
        var events: [Int: [FateRecord.Detail]] = [:]
        for event in record.details(of: plan) {
            events[event.node, default: []].append(event)
            if let id = input.replaced[event.node] { events[id, default: []].append(event) }
        }
        let unused = DeclaredUnused(plan: plan, input: input)
        let unreadTargets = record.unreadTargets(of: plan)
        let names = FieldNames(input: input, plan: plan)
        let leaves = PayloadPlaces.everything(of: input)
        let repeated = RepeatedName(among: leaves.map(\.node), of: record, plan, input: input) {
            leaves.filter { leaf in
                leaf.lineage.contains { events[$0]?.contains { $0.outcome == .used } == true }
            }.map(\.node)
        }
        fates = leaves.map { leaf in
            let events = leaf.lineage.flatMap { events[$0] ?? [] }
            let isRepeated = !events.contains { $0.outcome == .used } && repeated.repeats(leaf.node)
            return Self.fate(
                leaf,
                events: isRepeated ? [] : events,
                names: names,
                unused: unused.reason(for: leaf) ?? (isRepeated ? .repeated : nil),
                unreadTargets: unreadTargets,
                document: input.document
            )
        }
    }

    private static func fate(
        _ leaf: PayloadPlaces.Leaf,
        events: [FateRecord.Detail],
        names: FieldNames,
        unused: Fate.Cause?,
        unreadTargets: [JSONPointer],
        document: JSONDocument
    ) -> Fate {
        let isBlank = document.isBlank(at: leaf.node)
        func fate(
            _ kind: Fate.Kind,
            _ targets: [JSONPointer],
            reading: String = "",
            cause: Fate.Cause? = nil,
            reason: String? = nil
        )
            -> Fate
        {
            Fate(
                kind: kind,
                place: leaf.pointer,
                field: leaf.lineage.lazy.reversed().compactMap { names.name(of: $0) }.first,
                option: names.options[leaf.node].flatMap { document.string(at: $0) },
                targets: targets,
                reading: reading,
                cause: cause,
                reason: reason,
                isBlank: isBlank,
                value: JSONNode(document: document, index: leaf.node).value
            )
        }
        var usedTargets: [JSONPointer] = []
        var meantTargets: [JSONPointer] = []
        var reading = ""
        var failure: (reason: Unreadable.Reason, message: String)?
        var looked = false
        for event in events {
            switch event.outcome {
            case .used:
                if !usedTargets.contains(event.target) { usedTargets.append(event.target) }
                if reading.isEmpty { reading = event.reading }
            case .nothing:
                looked = true
            case .unreadable(let reason, let message):
                failure = failure ?? (reason, message)
                if !meantTargets.contains(event.target) { meantTargets.append(event.target) }
            }
        }
        if !usedTargets.isEmpty { return fate(.used, usedTargets, reading: reading) }
        // What says nothing is no value that could not be read, whatever else a rule that asked for it says.
        if looked { return fate(.used, [], cause: .saysNothing, reason: "The value says nothing.") }
        if let failure {
            return fate(.unreadable, meantTargets, cause: .unreadable(failure.reason), reason: failure.message)
        }
        switch unused {
        case .declared?: return fate(.unused, [], cause: unused, reason: "The mapping declares it unused.")
        case .otherLead?:
            return fate(.unused, [], cause: unused, reason: "It belongs to another lead of the same post.")
        case .technical?:
            return fate(.unused, [], cause: unused, reason: "The vendor adds it, no customer typed it.")
        case .fileDescription?:
            return fate(.unused, [], cause: unused, reason: "It describes a file, whose name stands beside it.")
        case .repeated?:
            return fate(.unused, [], cause: unused, reason: "It says what its parts say, which are used.")
        case .tracking?:
            return fate(.unused, [], cause: unused, reason: "It is kept with the lead as a campaign's parameter.")
        case let cause?: return fate(.unused, [], cause: cause, reason: "It describes the form, no customer typed it.")
        case nil: return fate(.unread, isBlank ? [] : unreadTargets)
        }
    }

    /// The fates of a kind.
    package func fates(_ kind: Fate.Kind) -> [Fate] { fates.filter { $0.kind == kind } }

    /// The report for programs. Values only where whoever asks may see the lead.
    package func json(withValues: Bool) -> JSONValue {
        var object = JSONObject()
        for kind in Fate.Kind.allCases {
            object[kind.rawValue] = .array(fates(kind).map { $0.json(withValue: withValues) })
        }
        return .object(object)
    }
}

extension Fate {
    package func json(withValue: Bool) -> JSONValue {
        var object: JSONObject = ["place": .string(place.description)]
        if let field { object["field"] = .string(field) }
        if !targets.isEmpty { object["targets"] = .array(targets.map { .string($0.description) }) }
        if !reading.isEmpty { object["reading"] = .string(reading) }
        if let code { object["code"] = .string(code) }
        if let reason { object["reason"] = .string(reason) }
        if isBlank { object["blank"] = true }
        if withValue {
            object["value"] = value
            if let option { object["option"] = .string(option) }
        }
        return .object(object)
    }
}
