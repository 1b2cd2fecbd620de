import Delivery
import Leads
import Moments
import Names
import Targets
import TestSupport
import Testing

/// Random schedules over the pure core: lane and lead together, thousands of orders of answers, each from its seed.
@Suite("Whatever the order of answers")
struct DeliverySimulationTests {
    @Test(
        "no lead is delivered twice, none dies of a connection fault, what is lost is never sent again",
        arguments: 1...200
    )
    func invariants(seed: Int) throws {
        var world = World(seed: UInt64(seed))
        try world.run(steps: 400)
    }
}

private struct World {
    var random: SeededRandom
    var lane: LaneState
    var now: Int64 = 0
    var leads: [LeadID: Lead] = [:]
    var inFlight: Set<LeadID> = []
    var created: [LeadID: Int] = [:]
    var isHeld = false

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        lane = LaneState(policy: .standard, limit: 4, at: Moment(wall: 0, uptime: 0))
        for number in 0..<12 {
            let id = LeadID.make(now: Int64(number), using: &random)
            leads[id] = Lead(
                id: id,
                source: SourceName("seite\(number % 3)"),
                target: .kundenangaben,
                mode: .test,
                receivedAt: 0
            )
        }
    }

    mutating func run(steps: Int) throws {
        for _ in 0..<steps {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3: try send()
            case 4...7: try answer()
            case 8: now += Int64.random(in: 0..<60_000, using: &random)
            default: operate()
            }
            check()
        }
    }

    private var moment: Moment { Moment(wall: now, uptime: now) }

    private mutating func operate() {
        isHeld = Bool.random(using: &random) && Bool.random(using: &random)
        let cause = Cause(class: .person, code: "paused-by-operator", message: "words")
        _ = lane.step(isHeld ? .paused(cause) : .resumed(source: nil), at: moment)
    }

    private mutating func send() throws {
        let due = leads.values.filter { $0.state == .queued && $0.dueAt <= now }
        let queue = due.map { QueuedLead(id: $0.id, source: $0.source, dueAt: $0.dueAt, isFresh: $0.isFresh) }
        for case .send(let ids) in lane.step(.waiting(queue.shuffled(using: &random), held: []), at: moment) {
            #expect(!isHeld, "nothing leaves while an operator holds the lane")
            #expect(Set(ids).isDisjoint(with: inFlight), "nothing leaves twice")
            for id in ids { if let lead = leads[id] { try leave(lead) } }
        }
        #expect(inFlight.count <= 6)
    }

    private mutating func leave(_ lead: Lead) throws {
        #expect(created[lead.id] == nil, "a lead that exists at the target is not sent again")
        let intent = Intent(
            attempt: lead.attempts + 1,
            startedAt: now,
            target: lead.target,
            mode: lead.mode,
            mappingHash: "c0ffee",
            reference: lead.reference,
            epoch: 1
        )
        leads[lead.id] = try LeadTransition.step(lead, .sendingStarted(intent), at: now)
        inFlight.insert(lead.id)
    }

    private mutating func answer() throws {
        guard let id = inFlight.sorted().randomElement(using: &random), let lead = leads[id] else { return }
        inFlight.remove(id)
        let outcome = outcome(for: id)
        let wasHeld = isHeld
        let jitter = Double.random(in: 0..<1, using: &random)
        let effects = lane.step(.ended(lead, outcome, jitter: jitter), at: moment)
        let next = try LeadTransition.step(lead, try #require(effects.event), at: now)
        leads[id] = next
        if case .connectionFault = outcome { #expect(next.state == .queued) }
        if case .unknown = outcome { #expect(next.state == .uncertain) }
        if wasHeld {
            #expect(
                lane.rests(at: moment).contains { $0.source == nil && !$0.isProbing },
                "only an operator opens what an operator closed"
            )
        }
        if next.state == .dead { #expect([.data, .exhausted, .poison].contains(next.cause?.class)) }
    }

    private mutating func outcome(for id: LeadID) -> Outcome {
        let fault = Fault(code: "target-\(Int.random(in: 500...503, using: &random))", message: "words")
        switch Int.random(in: 0..<10, using: &random) {
        case 0...1:
            created[id, default: 0] += 1
            return .confirmed(Confirmation(vorgangsnummer: "AB1234"))
        case 2: return .dataFault(fault)
        case 3...4: return .connectionFault(fault)
        case 5:
            // The answer is lost after the target has stored the lead, or before.
            if Bool.random(using: &random) { created[id, default: 0] += 1 }
            return .unknown(fault)
        default:
            return .transient(fault, retryAfterMilliseconds: Bool.random(using: &random) ? nil : 5_000)
        }
    }

    private func check() {
        #expect(created.values.allSatisfy { $0 == 1 }, "never two deliveries of one lead")
        #expect(inFlight.allSatisfy { leads[$0]?.state == .sending })
    }
}
