import Foundation
import NIOCore
import Testing

@testable import HTTPEdge
@testable import Intake

@Suite("Answers that nobody reads", .timeLimit(.minutes(2)))
struct UnsentBudgetTests {
    /// Whether connections that hold so much may go on, one after the other.
    private func admitted(_ unsent: [Int], _ shares: inout [UnsentShare]) -> [Bool] {
        unsent.indices.map { shares[$0].admits(unsent[$0]) }
    }

    @Test("within the budget everybody goes on; beyond it only who holds less than the others")
    func greediest() {
        let budget = UnsentBudget(100)
        var shares = (0..<3).map { _ in UnsentShare(of: budget) }
        #expect(admitted([90, 10, 0], &shares) == [true, true, true])
        #expect(admitted([90, 20, 0], &shares) == [true, true, true])
        #expect(admitted([90, 20, 0], &shares) == [false, true, true])
        // As soon as answers are read, the next request is answered.
        #expect(admitted([70, 20, 0], &shares) == [true, true, true])
        #expect(budget.inUse == 90)
        for index in shares.indices { shares[index].giveBack() }
        #expect(budget.inUse == 0)
    }

    @Test("a thousand who hold alike are as greedy as one: all of them wait")
    func alike() {
        let budget = UnsentBudget(100)
        var shares = (0..<10).map { _ in UnsentShare(of: budget) }
        _ = admitted(Array(repeating: 11, count: 10), &shares)
        #expect(admitted(Array(repeating: 11, count: 10), &shares).allSatisfy { !$0 })
        #expect(admitted([1], &shares) == [true])
    }

    @Test(
        "many connections that never read are answered for the budget only; a reader is, and so are they once they read"
    )
    func listener() async throws {
        let source = #"{"credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["open": source]) { configuration in
            configuration.limits.connection.unsentTotalBytes = 32 << 10
        } _: { gateway in
            let request = "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
            var attackers: [Peer] = []
            for _ in 0..<20 {
                let attacker = try await Peer.connect(to: gateway.port, receiveBuffer: 2_048, reads: false)
                try await attacker.send(String(repeating: request, count: 100))
                attackers.append(attacker)
            }
            for _ in 0..<20 { #expect(try await gateway.post("/hooks/open", #"{"nachname":"N"}"#).status == 200) }
            let answered = gateway.log.value.count { $0.hasPrefix("request ") && $0.contains("status=404") }
            // Each of them has one answer of about 300 bytes more than it is charged for, and what its own system took.
            #expect(answered < 20 * 60, "\(answered) of 2 000 were answered")
            for attacker in attackers {
                try await attacker.channel.setOption(.autoRead, value: true).get()
                var text = ""
                while text.components(separatedBy: "HTTP/1.1 404").count <= 100 {
                    let more = await attacker.receive(until: "HTTP/1.1 404")
                    if more.isEmpty { break }
                    text += more
                }
                #expect(text.components(separatedBy: "HTTP/1.1 404").count == 101)
                try await attacker.channel.close()
            }
        }
    }
}
