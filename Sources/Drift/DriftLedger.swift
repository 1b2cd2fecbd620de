import JSON
package import Mapping
package import Names
package import Targets

/// What is known of one source: which fields its leads have, how often each rule of its mapping yields something, and
/// the notices that came of it.
///
/// Pure: it is told of leads and of changed mappings, and says what has changed. Bounded: whatever a sender makes up,
/// it keeps at most ``mostFields`` places, ``mostOptions`` options and ``mostNotices`` notices.
package struct DriftLedger: Sendable {
    package static let mostFields = 256
    static let mostOptions = 128
    package static let mostNotices = 50
    /// Leads of one second that count as evidence: a burst of one kind is no change of the form.
    static let evidenceASecond = 5

    /// What a lead, a mapping or an operator did to a notice.
    package enum Change: Sendable, Hashable {
        case raised(Notice)
        /// It says something else, or something more, than before.
        case changed(Notice)
        case ended(Notice)
    }

    /// An option that may become a notice.
    struct OptionKey: Hashable, Sendable {
        let place: InputPlace
        let target: JSONPointer
        let fingerprint: UInt64
    }

    package let source: SourceName
    /// For the fingerprints of options; random, of its own for every source.
    package let salt: UInt64
    /// Counts how often it was written; a store keeps the highest.
    package var revision = 0

    // What the counts below belong to.
    package internal(set) var mapping = ""
    package internal(set) var mappingHash: MappingHash = ""
    package internal(set) var mode: DeliveryMode?
    var shape = ""

    /// Leads looked at.
    package internal(set) var leads = 0
    /// Leads that were too many at a time to be looked at.
    package internal(set) var skipped = 0
    /// Since when rules are counted: the first lead under this version of the mapping. Milliseconds since 1970 UTC.
    package internal(set) var rulesSince: Int64 = 0
    /// Leads looked at since then.
    package internal(set) var ruleLeads = 0
    /// For each rule of the mapping in how many of them it yielded something.
    package internal(set) var hits: [Int] = []

    var clock = LedgerClock()
    /// Where on the clock the fields' history begins.
    var baseline = 0
    var fields = FieldTable()
    /// Containers whose names differ from lead to lead.
    package internal(set) var freeForm: Set<InputPlace> = []
    /// Names were not kept because there were too many.
    package internal(set) var isFull = false
    var options: [OptionKey: OptionRecord] = [:]
    package internal(set) var notices: [Notice] = []
    var lastNumber = 0

    package init(source: SourceName, salt: UInt64) {
        self.source = source
        self.salt = salt
    }

    /// Takes one lead into account, once.
    ///
    /// - Parameters:
    ///   - lead: its id.
    ///   - time: when it came, in milliseconds since 1970.
    ///   - rules: those of the mapping in force; ``adopt(_:rules:mode:at:)`` comes first if it has changed.
    package mutating func note(
        _ sighting: LeadSighting,
        lead: String,
        at time: Int64,
        rules: MappingRules
    ) -> [Change] {
        leads += 1
        ruleLeads += 1
        for position in sighting.hits where hits.indices.contains(position) { hits[position] += 1 }
        let hasTicked = clock.note(time)
        var seen = LeadFields(sighting.fields, vanished: vanishedPlaces)
        for (position, field) in sighting.fields.enumerated() {
            see(field, position: position, time: time, &seen)
        }
        var changes = returned(&seen, at: time)
        changes += goOn(&seen, lead: lead, at: time)
        openCandidates(&seen)
        if hasTicked { changes += vanished(lead: lead, at: time, rules) }
        changes += appeared(seen, lead: lead, at: time, rules)
        changes += unknown(sighting.options, lead: lead, at: time, rules)
        if hasTicked { changes += overdue(at: time) }
        return changes
    }

    /// Counts a lead that was not looked at.
    package mutating func skip(_ leads: Int = 1) { skipped += leads }

    /// How many leads counted as evidence.
    package var weighed: Int { clock.tick }

    /// A notice by its id.
    package func notice(_ id: String) -> Notice? { notices.first { $0.id == id } }

    /// An operator has seen a notice. Returns it, or nil if there is none or its cause has ended.
    package mutating func acknowledge(_ id: String, reason: String?, at time: Int64) -> Notice? {
        guard let position = notices.firstIndex(where: { $0.id == id && $0.end == nil }) else { return nil }
        if notices[position].acknowledgedAt == nil { notices[position].acknowledgedAt = time }
        if let reason { notices[position].reason = reason }
        // It was about what had come by then.
        if notices[position].cause == .repeatedDifferently { _ = end(position, .acknowledged, at: time) }
        return notices[position]
    }

    /// A field as people see it.
    package struct Field: Sendable, Hashable {
        package let place: InputPlace
        /// Leads that had it.
        package let leads: Int
        /// The share of leads that have it, as it was lately, between 0 and 1.
        package let share: Double
        package let isRead: Bool
        package let isDeclared: Bool
        /// When it was seen last, in milliseconds since 1970.
        package let lastAt: Int64
    }

    /// A name that fewer leads had may be somebody's data, and is neither shown nor written down.
    static let fewestLeads = 3

    /// The fields by their places.
    package var knownFields: [Field] {
        fields.entries.filter { $0.record.leads >= Self.fewestLeads }
            .map { entry in
                let record = entry.record
                return Field(
                    place: entry.place,
                    leads: record.leads,
                    share: Double(record.seen) / Double(max(1, clock.tick - record.first + 1)),
                    isRead: record.isRead,
                    isDeclared: record.isDeclared,
                    lastAt: record.lastAt
                )
            }
            .sorted { $0.place.description < $1.place.description }
    }
}

/// Counts leads as evidence: leads of one second are one kind of traffic, so only the first few of them count.
struct LedgerClock: Sendable, Hashable {
    var tick = 0
    var second: Int64 = 0
    var inSecond = 0

    /// Notes a lead. Returns whether it counts.
    mutating func note(_ time: Int64) -> Bool {
        if time / 1_000 != second {
            second = time / 1_000
            inSecond = 0
        }
        guard inSecond < DriftLedger.evidenceASecond else { return false }
        inSecond += 1
        tick += 1
        return true
    }
}

/// The fields of one lead, by the places they are kept under.
struct LeadFields {
    private let fields: [LeadSighting.Field]
    /// Containers of names that differ from lead to lead, as the place of any name in them.
    private(set) var anyNames: Set<InputPlace> = []
    /// All of them, once they have been gone through. Of most leads nobody asks for it, nor for the next ones.
    private(set) lazy var places = anyNames.union(fields.lazy.map(\.place))
    /// Those that no rule reads and nobody declared unused.
    private(set) lazy var unread = anyNames.union(fields.lazy.filter(\.isUnread).map(\.place))
    /// Those that came up with this lead and are unread.
    var fresh: [InputPlace] = []
    /// Those of which it may be open whether they are new, or what they have replaced.
    var open: [InputPlace] = []
    /// Names that this lead added.
    var added = 0
    /// What was said to have vanished before this lead.
    let vanished: Set<InputPlace>
    /// Where in the table of fields the next one probably is.
    var next = 0

    init(_ fields: [LeadSighting.Field], vanished: Set<InputPlace>) {
        self.fields = fields
        self.vanished = vanished
    }

    /// Notes any name in a container, for the field at `position`. Returns false if that place was there before.
    mutating func insert(_ anyName: InputPlace, for position: Int) -> Bool {
        anyNames.insert(anyName).inserted && !fields[..<position].contains { $0.place == anyName }
    }
}

extension LeadSighting.Field {
    /// No rule reads it and nobody declared it unused.
    var isUnread: Bool { !isRead && !isDeclared }
}
