import Delivery
import Leads
import Names
import Targets
import Testing

@Suite("The outcome board", .timeLimit(.minutes(1)))
struct OutcomeBoardTests {
    private let board = OutcomeBoard()
    private let queued = Lead(
        id: LeadID.make(now: 1),
        source: "seite",
        target: .kundenangaben,
        mode: .test,
        receivedAt: 1
    )

    private func settled() throws -> Lead {
        let cause = Cause(class: .data, code: "target-400", message: "words")
        return try LeadTransition.step(queued, .refused(cause), at: 2)
    }

    @Test("tells everybody who waits, and forgets them then")
    func tellsAll() async throws {
        let dead = try settled()
        let answers = await withTaskGroup(of: Lead?.self) { [board, queued] group in
            for _ in 0..<10 {
                group.addTask { await board.settled(queued.id, within: 60_000) { queued } }
            }
            while board.waiting < 10 { await Task.yield() }
            board.publish(queued)  // not settled: nobody is told
            board.publish(dead)
            return await group.reduce(into: [Lead?]()) { $0.append($1) }
        }
        #expect(answers == Array(repeating: dead, count: 10))
        #expect(board.waiting == 0)
    }

    @Test("keeps the settled lead for a waiter even if the lead moves on at once")
    func movesOn() async throws {
        let dead = try settled()
        let replayed = try LeadTransition.step(dead, .replayed(by: "operator", reason: nil), at: 3)
        let answer = await board.settled(queued.id, within: 60_000) { [board, queued] in
            board.publish(dead)
            board.publish(replayed)
            return queued
        }
        #expect(answer == dead)
    }

    @Test("answers at once for a lead that is settled already")
    func already() async throws {
        let dead = try settled()
        let answer = await board.settled(dead.id, within: 60_000) { dead }
        #expect(answer == dead)
        #expect(board.waiting == 0)
    }

    @Test("gives up when the time is up, and forgets the waiter")
    func timeout() async {
        let answer = await board.settled(queued.id, within: 0) { [queued] in queued }
        #expect(answer == nil)
        #expect(board.waiting == 0)
    }

    @Test("lets a waiter go that is cancelled")
    func cancelled() async {
        let answer = await withTaskGroup(of: Lead?.self) { [board, queued] group in
            group.addTask { await board.settled(queued.id, within: 3_600_000) { queued } }
            while board.waiting < 1 { await Task.yield() }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(answer == nil)
        #expect(board.waiting == 0)
    }

    @Test("does not mix up leads")
    func apart() async throws {
        let dead = try settled()
        let other = LeadID.make(now: 99)
        let answer = await board.settled(other, within: 0) { [board] in
            board.publish(dead)
            return nil
        }
        #expect(answer == nil)
    }
}
