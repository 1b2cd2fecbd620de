import DeliveryRules
import Leads
import Names
import SeededRandom

/// Kundenangaben as it may be at its worst: it answers late, wrongly or not at all, does its work before, after or without an
/// answer, and its list lags behind. All by a seed.
struct SimulatedTarget {
    /// A request on the wire.
    struct Request {
        /// The lead as it was sent.
        let lead: Lead
        /// When the gateway has its answer, and which.
        let answeredAt: Int64
        let outcome: Outcome
    }

    /// What goes on beyond single requests.
    enum Weather: CaseIterable {
        /// Only what is wrong of itself is refused.
        case clear
        /// Now and then an answer is missing, or is an error.
        case fair
        case busy, losing, forbidding
    }

    private struct Case {
        let number: String
        let lead: LeadID
        let createdAt: Int64
    }

    private var cases: [Case] = []
    /// Work that goes on although nobody waits for its answer any more.
    private var pending: [Case] = []
    private var lastNumber = 100_000
    var weather = Weather.fair
    /// How far its list is behind.
    var lag: Int64 = 0

    /// The longest time an answer takes, and what is done without one.
    static let longestAnswer: Int64 = 45_000

    private static let busy = Outcome.transient(fault("target-503"), retryAfterMilliseconds: nil)
    private static let refused = Outcome.connectionFault(fault("target-409"))
    private static let asksForTime = Outcome.transient(fault("target-429"), retryAfterMilliseconds: 20_000)
    private static let forbidden = Outcome.connectionFault(fault("target-403"))
    private static let lost = ["timeout", "reset", "target-502", "target-500"].map { Outcome.unknown(fault($0)) }

    /// Takes a request in.
    mutating func take(_ lead: Lead, at now: Int64, using random: inout SeededRandom) -> Request {
        let slow = Int64.random(in: 20...400, using: &random)
        let outcome: Outcome
        switch (lead.source, weather) {
        case ("poison", _): outcome = Self.busy
        case ("adviser", _): outcome = Self.refused
        case (_, .busy): outcome = random.next() % 4 == 0 ? Self.asksForTime : Self.busy
        case (_, .forbidding): outcome = Self.forbidden
        case (_, .losing): return lose(lead, at: now, using: &random)
        case (_, .clear): return create(lead, at: now, slow: slow)
        case (_, .fair):
            switch random.next() % 20 {
            case 0: outcome = Self.busy
            case 1: return lose(lead, at: now, using: &random)
            case 2: outcome = .dataFault(fault("target-422"))
            default: return create(lead, at: now, slow: slow)
            }
        }
        return Request(lead: lead, answeredAt: now + slow, outcome: outcome)
    }

    private mutating func create(_ lead: Lead, at now: Int64, slow: Int64) -> Request {
        let number = work(on: lead, at: now + slow / 2)
        return Request(
            lead: lead,
            answeredAt: now + slow,
            outcome: .confirmed(Confirmation(vorgangsnummer: number))
        )
    }

    /// The answer is lost: the work is done before, up to a minute after, or never.
    private mutating func lose(_ lead: Lead, at now: Int64, using random: inout SeededRandom) -> Request {
        switch random.next() % 3 {
        case 0: work(on: lead, at: now + 10)
        case 1: work(on: lead, at: now + Int64.random(in: 0..<60_000, using: &random))
        default: break
        }
        let after = Int64.random(in: 50..<Self.longestAnswer, using: &random)
        let outcome = Self.lost[Int(random.next() % 4)]
        return Request(lead: lead, answeredAt: now + after, outcome: outcome)
    }

    @discardableResult
    private mutating func work(on lead: Lead, at time: Int64) -> String {
        lastNumber += 1
        let number = "V\(lastNumber)"
        pending.append(Case(number: number, lead: lead.id, createdAt: time))
        return number
    }

    /// Does the work whose time has come.
    mutating func work(until now: Int64) {
        guard pending.contains(where: { $0.createdAt <= now }) else { return }
        cases += pending.filter { $0.createdAt <= now }
        pending.removeAll { $0.createdAt <= now }
    }

    /// Whether something of this lead is still to come.
    func isAtWork(on lead: Lead) -> Bool { pending.contains { $0.lead == lead.id } }

    /// What one reading of its list says of these leads.
    func find(_ leads: [Lead], at now: Int64) -> [LookupOutcome] {
        guard weather == .fair || weather == .clear else { return leads.map { _ in .failed(fault("lookup-503")) } }
        let visible = cases.filter { $0.createdAt <= now - lag }
        let shown = Set(visible.map(\.number))
        return leads.map { lead in
            let found = visible.first { $0.lead == lead.id }
            return found.map { .found(vorgangsnummer: $0.number) } ?? .notFound(shown: shown)
        }
    }

    /// The numbers of all cases of a lead.
    func numbers(of lead: Lead) -> [String] { cases.filter { $0.lead == lead.id }.map(\.number) }
}

private func fault(_ code: String) -> Fault { Fault(code: code, message: "words for an operator", body: []) }
