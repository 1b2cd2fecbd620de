import JSON
import Mapping

/// From sightings to notices: what is new, what is gone, and which belong together.
extension DriftLedger {
    /// Leads of a new field from which on it may explain why another one is gone.
    private static let fewLeads = 3
    /// Ticks for which it stays open whether a field is new.
    private static let candidacy = 400
    /// Fields that a new one may have replaced, that are remembered with it.
    private static let mostMissing = 8

    func isVanished(_ place: InputPlace) -> Bool { notices.contains { $0.end == nil && $0.vanished == place } }

    /// The places that are said to have vanished.
    var vanishedPlaces: Set<InputPlace> { Set(notices.lazy.filter { $0.end == nil }.compactMap(\.vanished)) }

    func isNoticed(_ place: InputPlace) -> Bool {
        notices.contains { $0.end == nil && ($0.vanished == place || $0.appeared == place) }
    }

    // MARK: Fields

    /// Fields that are back.
    mutating func returned(_ seen: inout LeadFields, at time: Int64) -> [Change] {
        var changes: [Change] = []
        for position in notices.indices where notices[position].end == nil {
            guard let place = notices[position].vanished, seen.places.contains(place),
                fields[place]?.comeBack(at: clock.tick) == true
            else { continue }
            fields[place]?.lastLead = leads
            fields[place]?.lastAt = time
            if let other = notices[position].appeared {
                // Both are sent, so the one is not the other's new name.
                notices[position].cause = .appeared(other)
                notices[position].rules = []
                changes.append(.changed(notices[position]))
            } else {
                changes.append(end(position, .fieldCameBack, at: time))
            }
        }
        return changes
    }

    /// Counts this lead for the notices that it concerns, and ends those that a rule has met.
    mutating func goOn(_ seen: inout LeadFields, lead: String, at time: Int64) -> [Change] {
        var changes: [Change] = []
        for position in notices.indices where notices[position].end == nil {
            let isConcerned: Bool
            switch notices[position].cause {
            case .appeared(let place), .renamed(_, let place):
                isConcerned = seen.places.contains(place)
                if isConcerned, !seen.unread.contains(place) {
                    changes.append(end(position, .mappingChanged, at: time))
                    continue
                }
            case .vanished(let place): isConcerned = !seen.places.contains(place)
            case .unknownOption, .repeatedDifferently: isConcerned = false
            }
            guard isConcerned else { continue }
            notices[position].leads += 1
            notices[position].lastAt = time
            notices[position].examples = [lead]
        }
        return changes
    }

    /// Remembers with every field that came up which fields were missing, and takes back those that came with it.
    mutating func openCandidates(_ seen: inout LeadFields) {
        for place in seen.fresh {
            guard let own = fields[place] else { continue }
            let missing = fields.entries.filter { other in
                other.record.isRead && other.record.seen >= Evidence.handful && !seen.places.contains(other.place)
                    && Evidence.rate(other.record.history.hits, of: other.record.history.total) >= Evidence.often
            }
            fields[place]?.missing =
                missing.sorted { left, right in
                    let distances = (
                        abs(left.record.position - own.position), abs(right.record.position - own.position)
                    )
                    return distances.0 == distances.1
                        ? left.place.description < right.place.description : distances.0 < distances.1
                }
                .prefix(Self.mostMissing).map(\.place)
        }
        for place in seen.open { fields[place]?.missing.removeAll { seen.places.contains($0) } }
    }

    /// Fields that rules read and that are gone.
    mutating func vanished(lead: String, at time: Int64, _ rules: MappingRules) -> [Change] {
        var changes: [Change] = []
        let gone = fields.entries.filter { entry in
            entry.record.isRead && entry.record.seen >= Evidence.handful && entry.record.isGone(at: clock.tick)
                && !isVanished(entry.place)
        }
        for entry in gone.sorted(by: { $0.record.position < $1.record.position }) {
            let (place, record) = (entry.place, entry.record)
            if let position = notices.firstIndex(where: { notice in
                guard notice.end == nil, case .appeared(let other) = notice.cause else { return false }
                return fields[other]?.missing.contains(place) == true
            }), let other = notices[position].appeared {
                notices[position].cause = .renamed(from: place, to: other)
                notices[position].rules = pointers(reading: place, rules)
                changes.append(.changed(notices[position]))
            } else if let successor = successor(of: place) {
                changes += raiseRenamed(from: place, to: successor, lead: lead, at: time, rules)
            } else {
                changes += raise(
                    .vanished(place),
                    rules: pointers(reading: place, rules),
                    since: record.lastAt,
                    leads: leads - record.lastLead,
                    lead: lead,
                    at: time
                )
            }
        }
        return changes
    }

    /// Fields of this lead that are new.
    mutating func appeared(_ seen: LeadFields, lead: String, at time: Int64, _ rules: MappingRules) -> [Change] {
        var changes: [Change] = []
        let candidates = (seen.fresh + seen.open).filter { fields[$0]?.before != nil }
        for place in candidates.sorted(by: { $0.description < $1.description }) {
            guard let record = fields[place] else { continue }
            if clock.tick - record.first > Self.candidacy { fields[place]?.before = nil }
            guard record.isNew(at: clock.tick) else { continue }
            fields[place]?.before = nil
            guard !isNoticed(place) else { continue }
            if let position = notices.firstIndex(where: { notice in
                guard notice.end == nil, case .vanished(let other) = notice.cause else { return false }
                return record.missing.contains(other)
            }), let old = notices[position].vanished {
                notices[position].cause = .renamed(from: old, to: place)
                notices[position].leads = max(notices[position].leads, record.leads)
                changes.append(.changed(notices[position]))
            } else if let old = predecessor(of: record) {
                changes += raiseRenamed(from: old, to: place, lead: lead, at: time, rules)
            } else {
                changes += raise(
                    .appeared(place),
                    rules: [],
                    since: record.firstAt,
                    leads: record.leads,
                    lead: lead,
                    at: time
                )
            }
        }
        return changes
    }

    private mutating func raiseRenamed(
        from old: InputPlace,
        to new: InputPlace,
        lead: String,
        at time: Int64,
        _ rules: MappingRules
    ) -> [Change] {
        guard let record = fields[new] else { return [] }
        fields[new]?.before = nil
        return raise(
            .renamed(from: old, to: new),
            rules: pointers(reading: old, rules),
            since: record.firstAt,
            leads: record.leads,
            lead: lead,
            at: time
        )
    }

    /// The field that this one replaced: the nearest of those that none of its leads had.
    private func predecessor(of record: FieldRecord) -> InputPlace? {
        record.missing.first { place in
            fields[place]?.isReplaced(at: clock.tick) == true && !isVanished(place)
        }
    }

    /// The field that came up where this one vanished, while it is open whether it is new.
    private func successor(of place: InputPlace) -> InputPlace? {
        fields.entries.filter { other in
            other.record.before != nil && other.record.seen >= Self.fewLeads && !isNoticed(other.place)
                && other.record.missing.first { !isVanished($0) } == place
        }
        .max { ($0.record.seen, $1.place.description) < ($1.record.seen, $0.place.description) }?.place
    }

    private func pointers(reading place: InputPlace, _ rules: MappingRules) -> [JSONPointer] {
        Array(rules.rules(reading: place).prefix(Self.mostPointers).map(\.pointer))
    }

    /// Rules that a notice names at most.
    private static let mostPointers = 5

    // MARK: Beginning and end

    /// Ends what was not seen for a long while.
    mutating func overdue(at time: Int64) -> [Change] {
        var changes: [Change] = []
        for position in notices.indices where notices[position].end == nil {
            switch notices[position].cause {
            case .appeared(let place):
                guard let record = fields[place], isOver(record) else { continue }
                changes.append(end(position, .notSeenAnyMore, at: time))
            case .renamed(let old, let new):
                guard let record = fields[new], isOver(record) else { continue }
                notices[position].cause = .vanished(old)
                changes.append(.changed(notices[position]))
            case .unknownOption:
                guard notices[position].options.allSatisfy({ $0.record.isOver(at: clock.tick) }) else { continue }
                changes.append(end(position, .notSeenAnyMore, at: time))
            case .vanished, .repeatedDifferently: continue
            }
        }
        return changes
    }

    private func isOver(_ record: FieldRecord) -> Bool {
        clock.tick - record.last >= Evidence.longWhile && record.isGone(at: clock.tick)
    }

    mutating func end(_ position: Int, _ why: Notice.End, at time: Int64) -> Change {
        notices[position].end = why
        notices[position].endedAt = time
        // A field that another one replaced, or that no rule wants any more, is nothing to wait for.
        if why == .mappingChanged, let old = notices[position].vanished { fields[old] = nil }
        return .ended(notices[position])
    }

    mutating func raise(
        _ cause: Notice.Cause,
        rules: [JSONPointer],
        since: Int64,
        leads: Int,
        lead: String,
        at time: Int64,
        option: Notice.Option? = nil
    ) -> [Change] {
        let ended = notices.filter { $0.end != nil }
        guard notices.count - ended.count < Self.mostNotices else {
            isFull = true
            return []
        }
        if ended.count >= Self.mostNotices, let oldest = notices.firstIndex(where: { $0.end != nil }) {
            notices.remove(at: oldest)
        }
        lastNumber += 1
        let notice = Notice(
            id: "\(source)-\(lastNumber)",
            source: source,
            mapping: mapping,
            mappingHash: mappingHash,
            cause: cause,
            rules: rules,
            since: since,
            raisedAt: time,
            lastAt: time,
            leads: leads,
            examples: [lead],
            options: option.map { [$0] } ?? []
        )
        notices.append(notice)
        return [.raised(notice)]
    }
}
