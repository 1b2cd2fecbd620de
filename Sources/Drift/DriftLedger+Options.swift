import JSON
import Mapping

/// Answers that a rule's list of options does not have.
extension DriftLedger {
    /// Options chosen so often are no slip of one hand.
    private static let fewOptions = 3
    /// Different options that one notice tells apart.
    private static let mostOptionsOfNotice = 10

    mutating func unknown(
        _ seen: [LeadSighting.Option],
        lead: String,
        at time: Int64,
        _ rules: MappingRules
    ) -> [Change] {
        var changes: [Change] = []
        var counted: Set<Int> = []
        for option in seen {
            let noticed = notices.firstIndex { notice in
                notice.end == nil && notice.cause == .unknownOption(option.place, target: option.target)
            }
            if let noticed, counted.insert(noticed).inserted {
                notices[noticed].leads += 1
                notices[noticed].lastAt = time
            }
            if let noticed,
                let known = notices[noticed].options.firstIndex(where: { $0.fingerprint == option.fingerprint })
            {
                notices[noticed].options[known].record.see(at: clock.tick, time: time, lead: lead)
                notices[noticed].examples = notices[noticed].options.map(\.record.example)
                continue
            }
            let key = OptionKey(place: option.place, target: option.target, fingerprint: option.fingerprint)
            let record = count(key, lead: lead, at: time)
            guard record.leads >= Self.fewOptions else { continue }
            options[key] = nil
            let found = Notice.Option(fingerprint: option.fingerprint, record: record)
            if let noticed {
                guard notices[noticed].options.count < Self.mostOptionsOfNotice else { continue }
                notices[noticed].options.append(found)
                notices[noticed].examples = notices[noticed].options.map(\.record.example)
                // What was acknowledged were the options before.
                guard notices[noticed].acknowledgedAt != nil else { continue }
                notices[noticed].acknowledgedAt = nil
                changes.append(.changed(notices[noticed]))
            } else {
                changes += raise(
                    .unknownOption(option.place, target: option.target),
                    rules: option.rule.map { [rules.rules[$0].pointer] } ?? [],
                    since: record.firstAt,
                    leads: record.leads,
                    lead: lead,
                    at: time,
                    option: found
                )
            }
        }
        return changes
    }

    private mutating func count(_ key: OptionKey, lead: String, at time: Int64) -> OptionRecord {
        if var record = options[key] {
            record.see(at: clock.tick, time: time, lead: lead)
            options[key] = record
            return record
        }
        if options.count >= Self.mostOptions,
            let least = options.min(by: { ($0.value.seen, $0.value.last) < ($1.value.seen, $1.value.last) })
        {
            options[least.key] = nil
        }
        let record = OptionRecord(
            first: clock.tick,
            last: clock.tick,
            firstAt: time,
            lastAt: time,
            example: lead
        )
        options[key] = record
        return record
    }
}
