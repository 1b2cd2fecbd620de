import Leads
import Mapping
import Names
import Targets

extension DriftWatch {
    /// A lead to look at.
    struct Observation: Sendable {
        let lead: Lead
        let document: LeadDocument
        let bytes: Int
    }

    /// What is known of one source.
    struct Watched {
        var ledger: DriftLedger
        /// Under the version of the mapping that was in force when it was asked for last.
        private var lookout: Lookout?
        /// Changes since it was written down.
        var isDirty = false
        /// To be told once it is written down.
        var news: [DriftLedger.Change] = []

        init(ledger: DriftLedger) { self.ledger = ledger }

        /// A source of which nothing is known yet.
        init(_ source: SourceName) { self.init(ledger: DriftLedger(source: source, salt: .random(in: 0 ... .max))) }

        /// The rules of a version of a mapping, made once.
        mutating func rules(of mapping: Mapping) -> MappingRules {
            let lookout = takeLookout(for: mapping)
            self.lookout = lookout
            return lookout.rules
        }

        /// Takes a lead into account. Returns how many of the rules yielded something.
        mutating func note(_ observation: Observation, _ mapping: Mapping, at now: Int64) -> (hits: Int, rules: Int) {
            let lead = observation.lead
            var lookout = takeLookout(for: mapping)
            adopt(mapping, lookout.rules, mode: observation.document.mode, at: now)
            let sighting = lookout.sighting(of: observation.document, salt: ledger.salt)
            news += ledger.note(sighting, lead: lead.id.rawValue, at: lead.receivedAt, rules: lookout.rules)
            self.lookout = lookout
            return (sighting.hits.count, lookout.rules.rules.count)
        }

        mutating func adopt(_ mapping: Mapping, _ rules: MappingRules, mode: DeliveryMode, at now: Int64) {
            guard !ledger.isAbout(mapping, rules: rules, mode: mode) else { return }
            news += ledger.adopt(mapping, rules: rules, mode: mode, at: now)
            isDirty = true
        }

        /// To be put back: what it remembers would be copied if it were in two places when it takes a look.
        private mutating func takeLookout(for mapping: Mapping) -> Lookout {
            let known = lookout.take()
            return if let known, known.mapping == mapping.hash { known } else { Lookout(mapping) }
        }
    }
}
