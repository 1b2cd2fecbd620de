import Delivery
import Leads
import Names
import Synchronization
import Targets
import TestSupport
import Testing

@Suite("A lead waits for its place before it is on its way", .timeLimit(.minutes(1)))
struct AdmissionTests {
    /// A place that says what became of it.
    private final class Place: KeptPlace {
        private let givenBack = Mutex(false)
        var isGivenBack: Bool { givenBack.withLock { $0 } }
        func giveBack() async { givenBack.withLock { $0 = true } }
    }

    @Test("while it waits it is queued without an intent, so that a death of the process leaves nothing in doubt")
    func queued() async throws {
        let (asked, free) = (Signal(), Signal())
        let stand = try await Stand(admits: { _ in
            await asked.raise()
            await free.wait()
            return .granted(nil)
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            await asked.wait()
            let waiting = try #require(try await stand.lead(id))
            await free.raise()
            #expect(waiting.state == .queued)
            #expect(waiting.intent == nil)
            await stand.store.watch.event(.delivered, of: id)
        }
    }

    @Test("its request finds the place that is kept for it, and no other does")
    func place() async throws {
        let place = Place()
        let found = Mutex<[SourceName: Bool]>([:])
        let stand = try await Stand(
            concurrency: 1,
            answers: { lead, _ in
                found.withLock { $0[lead.source] = (Admission.place as? Place) === place }
                return delivered
            },
            admits: { lead in .granted(lead.source == "seite" ? place : nil) }
        )
        let first = try await stand.accept()
        let second = try await stand.accept(source: "zweite")
        try await stand.running { stand in
            await stand.store.watch.event(.delivered, of: first)
            await stand.store.watch.event(.delivered, of: second)
        }
        #expect(found.withLock { $0 } == ["seite": true, "zweite": false])
        #expect(place.isGivenBack)
    }

    @Test("an operator who closes the lane meanwhile means this lead, too, and its place is free again")
    func paused() async throws {
        let (asked, free) = (Signal(), Signal())
        let place = Place()
        let stand = try await Stand(admits: { _ in
            await asked.raise()
            await free.wait()
            return .granted(place)
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            await asked.wait()
            let cause = Cause(class: .person, code: "paused-by-operator", message: "maintenance")
            let act = OperatorAct(by: "anna", .targetPaused, "kundenangaben")
            try await stand.service.pause(stand.target, cause: cause, act: act)
            await free.raise()
            while !place.isGivenBack { await Task.yield() }
            #expect(try await stand.lead(id)?.state == .queued)
            #expect(await stand.api.sent.isEmpty)
        }
    }

    @Test("one that is not let through has been tried, without a request")
    func refused() async throws {
        let stand = try await Stand(admits: { _ in
            .refused(.transient(fault("rate-limited"), retryAfterMilliseconds: nil))
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            await stand.store.watch.event(.deferred, of: id)
            let lead = try #require(try await stand.lead(id))
            #expect(lead.attempts == 1)
            #expect(lead.cause?.code == "rate-limited")
            #expect(await stand.api.sent.isEmpty)
        }
    }
}
