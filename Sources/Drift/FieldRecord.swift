import Mapping

/// What is remembered of one place of a source's form. Times are counted in ticks of the ledger's clock.
struct FieldRecord: Sendable, Hashable {
    /// When it was seen first, and last.
    var first: Int
    var last: Int
    /// In how many ticks it was seen, the first and the last included.
    var seen = 1
    /// Leads that had it.
    var leads = 1
    /// The ledger's count of leads when it was seen last.
    var lastLead: Int
    /// Milliseconds since 1970.
    var firstAt: Int64
    var lastAt: Int64
    /// Its position among the fields of the lead that had it last.
    var position: Int
    /// A rule looked at it.
    var isRead: Bool
    /// The mapping declares it unused.
    var isDeclared: Bool
    /// Ticks of the ledger before the first sighting while it is open whether the field is new; nil once that is settled.
    var before: Int?
    /// Names were forgotten before it came, for want of room: it may have been among them, unless it is in many leads.
    var isLate = false
    /// Fields that rules read and that none of the leads with this one had: one of them may have had this name before.
    var missing: [InputPlace] = []
    /// How often it was seen again since a notice said that it had vanished, and when last.
    var returns = 0
    var lastReturn = 0

    /// Leads until a history is halved, so that it follows a form that changes slowly.
    private static let longestHistory = 4_000

    /// Notes how it was seen, and where among the fields of its lead.
    mutating func take(_ field: LeadSighting.Field, at position: Int) {
        self.position = position
        isDeclared = field.isDeclared
        if field.isRead { isRead = true }
        if !field.isUnread { before = nil }
    }

    /// Notes a sighting.
    mutating func see(at tick: Int, lead: Int, time: Int64) {
        leads += 1
        lastLead = lead
        lastAt = time
        guard tick != last else { return }
        seen += 1
        last = tick
        guard before == nil, last - first > Self.longestHistory else { return }
        seen = max(2, seen / 2)
        first += (last - first) / 2
    }

    /// Sightings after the first one, and the ticks they are spread over: what its rate is estimated from.
    var history: (hits: Int, total: Int) { (seen - 1, last - first) }

    func isGone(at tick: Int) -> Bool { Evidence.isGone(history.hits, of: history.total, absent: tick - last) }

    func isReplaced(at tick: Int) -> Bool { Evidence.isReplaced(history.hits, of: history.total, absent: tick - last) }

    /// Whether it is new and not only rare, as far as one can tell by now.
    func isNew(at tick: Int) -> Bool {
        guard let before, seen >= Evidence.handful else { return false }
        let total = tick - first
        guard !isLate || Evidence.rate(seen - 1, of: total) >= Evidence.often else { return false }
        return Evidence.isNew(seen - 1, of: total, before: before)
    }

    /// Notes a sighting after the field was said to have vanished. Returns whether it is back for good: a page that
    /// somebody had open since before is no return.
    mutating func comeBack(at tick: Int) -> Bool {
        guard tick != lastReturn else { return false }
        if returns > 0, Evidence.isGone(history.hits, of: history.total, absent: tick - lastReturn) { returns = 0 }
        returns += 1
        lastReturn = tick
        guard returns >= Self.returnsForGood else { return false }
        // The time without it is no part of its history.
        first += tick - last
        last = tick
        returns = 0
        return true
    }

    private static let returnsForGood = 3
}
