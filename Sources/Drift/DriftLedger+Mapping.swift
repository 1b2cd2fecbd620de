import JSON
package import Mapping
package import Targets

/// What a changed mapping, source or mode means for what is known.
extension DriftLedger {
    /// Whether ``adopt(_:rules:mode:at:)`` has something to do.
    package func isAbout(_ mapping: Mapping, rules: MappingRules, mode: DeliveryMode) -> Bool {
        self.mode == mode && counts(mapping, rules)
    }

    private func counts(_ mapping: Mapping, _ rules: MappingRules) -> Bool {
        mappingHash == mapping.hash && self.mapping == mapping.name && hits.count == rules.rules.count
    }

    /// Goes over to another version of the mapping, or another mode.
    ///
    /// Rules are counted from nought. What is known of the form stays, unless its places have other names now or
    /// another kind of traffic begins. A notice whose place is read or declared now, or whose option is known, ends; the
    /// others go on, so that a change that has nothing to do with them does not raise them again.
    package mutating func adopt(
        _ mapping: Mapping,
        rules: MappingRules,
        mode: DeliveryMode,
        at time: Int64
    ) -> [Change] {
        let isNewMode = self.mode != nil && self.mode != mode
        let isNewShape = !shape.isEmpty && shape != rules.shape
        self.mode = mode
        shape = rules.shape
        var changes: [Change] = []
        if !counts(mapping, rules) {
            self.mapping = mapping.name
            mappingHash = mapping.hash
            rulesSince = time
            ruleLeads = 0
            hits = Array(repeating: 0, count: rules.rules.count)
            options = [:]
            freeForm = []
            isFull = false
            changes = settle(rules, isNewShape: isNewShape, at: time)
            for entry in fields.entries where !rules.reads(entry.place) { fields[entry.place]?.isRead = false }
        }
        if isNewMode || isNewShape { forget() }
        return changes
    }

    /// The source is gone.
    package mutating func close(at time: Int64) -> [Change] {
        notices.indices.filter { notices[$0].end == nil }.map { end($0, .sourceRemoved, at: time) }
    }

    private mutating func forget() {
        let kept = vanishedPlaces
        fields.removeAll { !kept.contains($0.place) }
        options = [:]
        freeForm = []
        isFull = false
        baseline = clock.tick
    }

    private mutating func settle(_ rules: MappingRules, isNewShape: Bool, at time: Int64) -> [Change] {
        var changes: [Change] = []
        for position in notices.indices where notices[position].end == nil {
            let before = notices[position].cause
            if case .unknownOption(_, let target) = before {
                notices[position].options.removeAll { rules.know($0.fingerprint, salt: salt, target: target) }
            }
            let isOver = isNewShape && before != .repeatedDifferently
            guard !isOver, let after = cause(before, options: notices[position].optionCount, under: rules) else {
                changes.append(end(position, .mappingChanged, at: time))
                continue
            }
            notices[position].mapping = mapping
            notices[position].mappingHash = mappingHash
            notices[position].cause = after
            notices[position].rules = pointers(of: after, rules)
            if after != before { changes.append(.changed(notices[position])) }
        }
        return changes
    }

    /// What is left of a cause under other rules; nil if nothing is.
    private func cause(_ cause: Notice.Cause, options: Int, under rules: MappingRules) -> Notice.Cause? {
        func isMet(_ place: InputPlace) -> Bool { rules.reads(place) || rules.declaresUnused(place) }
        switch cause {
        case .appeared(let place): return isMet(place) ? nil : cause
        case .vanished(let place): return rules.reads(place) ? cause : nil
        case .repeatedDifferently: return cause
        case .unknownOption(let place, let target): return options > 0 && rules.fill(target, from: place) ? cause : nil
        case .renamed(let old, let new):
            if rules.reads(new) { return nil }
            let isWanted = rules.reads(old)
            if rules.declaresUnused(new) { return isWanted ? .vanished(old) : nil }
            return isWanted ? cause : .appeared(new)
        }
    }

    private func pointers(of cause: Notice.Cause, _ rules: MappingRules) -> [JSONPointer] {
        switch cause {
        case .appeared, .repeatedDifferently: []
        case .vanished(let place), .renamed(let place, _): rules.rules(reading: place).prefix(5).map(\.pointer)
        case .unknownOption(let place, let target):
            rules.rules(reading: place).filter { $0.target == target }.prefix(1).map(\.pointer)
        }
    }
}
