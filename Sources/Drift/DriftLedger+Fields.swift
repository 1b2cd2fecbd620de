import JSON
import Mapping

/// Which fields there are: the table of places, and how it stays small.
extension DriftLedger {
    /// Names that one lead may add.
    private static let mostNew = 64
    /// Names in a container that came once and never again, from which on it is taken for a map and not for a form.
    private static let mostOnce = 24
    /// Leads after which a name has had its chance to come again.
    private static let chance = 3

    mutating func see(_ field: LeadSighting.Field, position: Int, time: Int64, _ seen: inout LeadFields) {
        let place = collapsed(field.place)
        if !field.isRead, !field.isDeclared { seen.unread.insert(place) }
        guard seen.places.insert(place).inserted else {
            if field.isRead { fields[place]?.isRead = true }
            return
        }
        guard var record = fields[place] else {
            add(place, field, position, time, &seen)
            return
        }
        record.position = position
        record.isRead = record.isRead || field.isRead
        record.isDeclared = field.isDeclared
        if field.isRead || field.isDeclared { record.before = nil }
        // What is said to have vanished keeps its history until it is back for good.
        if !isVanished(place) { record.see(at: clock.tick, lead: leads, time: time) }
        fields[place] = record
    }

    private mutating func add(
        _ place: InputPlace,
        _ field: LeadSighting.Field,
        _ position: Int,
        _ time: Int64,
        _ seen: inout LeadFields
    ) {
        let isUnread = !field.isRead && !field.isDeclared
        if isUnread {
            guard seen.added < Self.mostNew else {
                isFull = true
                return
            }
            seen.added += 1
            if let container = freeFormContainer(of: place) { return collapse(container, time: time, &seen) }
        }
        guard fields.count < Self.mostFields || makeRoom() else {
            isFull = true
            return
        }
        let before = clock.tick - 1 - baseline
        fields[place] = FieldRecord(
            first: clock.tick,
            last: clock.tick,
            lastLead: leads,
            firstAt: time,
            lastAt: time,
            position: position,
            isRead: field.isRead,
            isDeclared: field.isDeclared,
            before: isUnread && before > 0 ? before : nil
        )
        if isUnread, before > 0 { seen.fresh.append(place) }
    }

    /// Forgets the unread name that came least; returns false if there is none to forget.
    private mutating func makeRoom() -> Bool {
        let least = fields.filter { !$0.value.isRead && !$0.value.isDeclared && !isNoticed($0.key) }
            .min { ($0.value.seen, $0.value.last) < ($1.value.seen, $1.value.last) }
        guard let least, least.value.seen < Evidence.handful else { return false }
        fields[least.key] = nil
        return true
    }

    // MARK: Names that differ from lead to lead

    /// The place as it is kept: a name in a container of many names is any name, unless it is known by itself.
    private func collapsed(_ place: InputPlace) -> InputPlace {
        guard !freeForm.isEmpty, fields[place] == nil else { return place }
        var tokens = place.tokens
        for depth in 1..<max(1, tokens.count) where freeForm.contains(InputPlace(Array(tokens[..<depth]))) {
            tokens[depth] = InputPlace.any
        }
        return InputPlace(tokens)
    }

    /// A container around the place in which too many names came once and not again.
    private func freeFormContainer(of place: InputPlace) -> InputPlace? {
        for depth in 1..<max(1, place.tokens.count) {
            let container = place.tokens[..<depth]
            var names: Set<String> = []
            for (other, record) in fields where other.tokens.count > depth && other.tokens[..<depth] == container {
                if isOnceOnly(record), other.tokens[depth] != InputPlace.any { names.insert(other.tokens[depth]) }
            }
            if names.count >= Self.mostOnce { return InputPlace(Array(container)) }
        }
        return nil
    }

    private func isOnceOnly(_ record: FieldRecord) -> Bool {
        record.seen == 1 && !record.isRead && !record.isDeclared && clock.tick - record.last >= Self.chance
    }

    /// Makes one place of all the names that came once in a container.
    private mutating func collapse(_ container: InputPlace, time: Int64, _ seen: inout LeadFields) {
        freeForm.insert(container)
        let depth = container.tokens.count
        let once = fields.filter { other, record in
            other.tokens.count > depth && container.tokens.elementsEqual(other.tokens[..<depth]) && isOnceOnly(record)
        }
        for place in once.keys { fields[place] = nil }
        let place = InputPlace(container.tokens + [InputPlace.any])
        seen.places.insert(place)
        seen.unread.insert(place)
        guard fields[place] == nil else { return }
        let first = once.values.map(\.first).min() ?? clock.tick
        let before = first - 1 - baseline
        var record = FieldRecord(
            first: first,
            last: clock.tick,
            lastLead: leads,
            firstAt: once.values.map(\.firstAt).min() ?? time,
            lastAt: time,
            position: once.values.map(\.position).min() ?? 0,
            isRead: false,
            isDeclared: false,
            before: before > 0 ? before : nil
        )
        record.seen = Set(once.values.map(\.first)).union([clock.tick]).count
        record.leads = record.seen
        fields[place] = record
    }
}
