import Delivery
import Leads
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
        lane = LaneState(policy: .standard)
        for number in 0..<12 {
            let id = LeadID.make(now: Int64(number), using: &random)
            leads[id] = Lead(id: id, source: "seite", target: .kundenangaben, mode: .test, receivedAt: 0)
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
            lane.wake(at: now)
            check()
        }
    }

    private mutating func operate() {
        isHeld = Bool.random(using: &random) && Bool.random(using: &random)
        lane.operatorSets(restingUntil: isHeld ? .max : nil)
    }

    private mutating func send() throws {
        guard lane.free(limit: 4, inFlight: inFlight.count) > 0 else { return }
        #expect(!isHeld, "nothing leaves while an operator holds the lane")
        let due = leads.values.filter { $0.state == .queued && $0.dueAt <= now && !inFlight.contains($0.id) }
        guard let lead = due.sorted(by: { $0.id < $1.id }).randomElement(using: &random) else { return }
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
        let decision = lane.decide(outcome, for: lead, at: now, jitter: Double.random(in: 0..<1, using: &random))
        let next = try LeadTransition.step(lead, decision.event, at: now)
        leads[id] = next
        if case .connectionFault = outcome { #expect(next.state == .queued) }
        if case .unknown = outcome { #expect(next.state == .uncertain) }
        if wasHeld { #expect(lane.isClosed, "only an operator opens what an operator closed") }
        if next.state == .dead { #expect([.data, .exhausted, .poison].contains(next.cause?.class)) }
        if decision.pause != nil { #expect(lane.isClosed) }
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
