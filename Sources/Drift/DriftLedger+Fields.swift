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
        let place = field.place
        let isUnread = field.isUnread
        var known = fields.position(of: place, near: seen.next)
        // In a container of many names an unknown one is any name, and stays one unless it comes again.
        let container = isUnread && known == nil ? freeFormContainer(of: place) : nil
        if let container {
            see(anyNameIn: container, for: position, time: time, &seen)
            known = fields.position(of: place, near: seen.next)
        }
        guard !seen.anyNames.contains(place) else {
            if field.isRead { fields[place]?.isRead = true }
            return
        }
        guard let known else {
            if admits(place, isUnread: isUnread, in: container, &seen) {
                add(place, field, position, time, &seen)
                fields[place]?.isLate = isUnread && (container != nil || isFull)
            }
            return
        }
        seen.next = known + 1
        // What is said to have vanished keeps its history until it is back for good.
        let isCounted = !seen.vanished.contains(place)
        let isOpen = fields.update(at: known) { [clock, leads] record in
            record.take(field, at: position)
            if isCounted { record.see(at: clock.tick, lead: leads, time: time) }
            return record.before != nil || !record.missing.isEmpty
        }
        if isOpen { seen.open.append(place) }
    }

    private mutating func add(
        _ place: InputPlace,
        _ field: LeadSighting.Field,
        _ position: Int,
        _ time: Int64,
        _ seen: inout LeadFields
    ) {
        let isUnread = field.isUnread
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

    // MARK: Room

    /// Whether there is room for a name that was not there before; makes some if need be.
    private mutating func admits(
        _ place: InputPlace,
        isUnread: Bool,
        in container: InputPlace?,
        _ seen: inout LeadFields
    ) -> Bool {
        if isUnread {
            guard seen.added < Self.mostNew, container.map({ makeRoom(in: $0) }) ?? true else {
                isFull = isFull || container == nil
                return false
            }
            seen.added += 1
        }
        guard fields.count < Self.mostFields || makeRoom(in: nil) else {
            isFull = true
            return false
        }
        return true
    }

    /// Forgets the name that came least, once it has had its chance; returns false if there is none to forget and no
    /// room.
    private mutating func makeRoom(in container: InputPlace?) -> Bool {
        let few = fields.entries.filter { entry in
            entry.record.seen < Evidence.handful && !entry.record.isRead && !entry.record.isDeclared
                && !isNoticed(entry.place) && container.map { entry.place.isIn($0) } ?? true
        }
        if container != nil, few.count < Self.mostOnce { return true }
        let least = few.min { ($0.record.seen, $0.record.last) < ($1.record.seen, $1.record.last) }
        guard let least, container == nil || isOnceOnly(least.record) else { return false }
        if container == nil { isFull = true }
        fields[least.place] = nil
        return true
    }

    // MARK: Names that differ from lead to lead

    /// The container around the place whose names differ from lead to lead: known as one, or found to be one now
    /// because too many names in it came once and not again.
    private mutating func freeFormContainer(of place: InputPlace) -> InputPlace? {
        for depth in 1..<max(1, place.tokens.count) {
            let container = InputPlace(Array(place.tokens[..<depth]))
            if freeForm.contains(container) { return container }
            var names: Set<String> = []
            for entry in fields.entries where entry.place.isIn(container) && isOnceOnly(entry.record) {
                names.insert(entry.place.tokens[depth])
            }
            guard names.count >= Self.mostOnce else { continue }
            collapse(container)
            return container
        }
        return nil
    }

    private func isOnceOnly(_ record: FieldRecord) -> Bool {
        record.seen == 1 && !record.isRead && !record.isDeclared && clock.tick - record.last >= Self.chance
    }

    /// Makes one place of all the names that came once in a container.
    private mutating func collapse(_ container: InputPlace) {
        freeForm.insert(container)
        let once = fields.entries.filter { $0.place.isIn(container) && isOnceOnly($0.record) }
        for entry in once { fields[entry.place] = nil }
        guard let first = once.map(\.record).min(by: { $0.first < $1.first }),
            let last = once.map(\.record).max(by: { $0.last < $1.last })
        else { return }
        let before = first.first - 1 - baseline
        var record = FieldRecord(
            first: first.first,
            last: last.last,
            lastLead: last.lastLead,
            firstAt: first.firstAt,
            lastAt: last.lastAt,
            position: first.position,
            isRead: false,
            isDeclared: false,
            before: before > 0 ? before : nil
        )
        record.seen = Set(once.map(\.record.first)).count
        record.leads = record.seen
        fields[container.anyName] = fields[container.anyName] ?? record
    }

    /// Counts a name in such a container, once a lead.
    private mutating func see(
        anyNameIn container: InputPlace,
        for position: Int,
        time: Int64,
        _ seen: inout LeadFields
    ) {
        guard seen.insert(container.anyName, for: position) else { return }
        fields[container.anyName]?.see(at: clock.tick, lead: leads, time: time)
        seen.open.append(container.anyName)
    }
}

extension InputPlace {
    /// Any name in this container.
    fileprivate var anyName: InputPlace { InputPlace(tokens + [InputPlace.any]) }

    /// Whether it is below the container, under a name of its own.
    fileprivate func isIn(_ container: InputPlace) -> Bool {
        let depth = container.tokens.count
        return tokens.count > depth && tokens[depth] != InputPlace.any
            && container.tokens.elementsEqual(tokens[..<depth])
    }
}
