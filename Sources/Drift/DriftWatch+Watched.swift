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
        private lazy var metrics = RuleMetrics(source: ledger.source)

        init(ledger: DriftLedger) { self.ledger = ledger }

        /// A source of which nothing is known yet.
        init(_ source: SourceName) { self.init(ledger: DriftLedger(source: source, salt: .random(in: 0 ... .max))) }

        /// The rules of a version of a mapping, made once.
        mutating func rules(of mapping: Mapping) -> MappingRules {
            let lookout = takeLookout(for: mapping)
            self.lookout = lookout
            return lookout.rules
        }

        /// Takes a lead into account. Returns whether there is something to tell.
        mutating func note(_ observation: Observation, _ mapping: Mapping, at now: Int64) -> Bool {
            let lead = observation.lead
            var lookout = takeLookout(for: mapping)
            let rules = lookout.rules
            adopt(mapping, rules, mode: observation.document.mode, at: now)
            let sighting = lookout.sighting(of: observation.document, salt: ledger.salt)
            self.lookout = consume lookout
            news += ledger.note(sighting, lead: lead.id.rawValue, at: lead.receivedAt, rules: rules)
            metrics.count(hits: sighting.hits.count, of: rules.rules.count)
            isDirty = true
            return !news.isEmpty
        }

        /// Takes into account that another content came under the key of a lead. Returns whether there is something to tell.
        mutating func note(differenceAt lead: LeadID, at now: Int64) -> Bool {
            news += ledger.repeatedDifferently(lead: lead.rawValue, at: now)
            isDirty = true
            return !news.isEmpty
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
