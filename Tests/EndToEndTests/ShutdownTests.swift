import Foundation
import JSON
import NIOHTTP1
import Testing

/// What SIGTERM does to a gateway that is busy, with real processes: nobody waits for long, and nothing is lost.
@Suite("A gateway that is told to stop", .serialized)
struct ShutdownTests {
    @Test(
        "gives a waiting sender its receipt and ends within ten seconds although Europace hangs; the lead is sent once"
    )
    func hangs() async throws {
        let gateway = try await TestGateway()
        // It stores the Vorgang, and answers long after everybody has gone.
        try await gateway.faults(["path": "kundenangaben", "method": "POST", "delay": 120_000, "next": "all"])
        let waiting = Task { try await gateway.post(trisalisForm, headers: [("Prefer", "wait=30")]) }
        _ = try await eventually("the Vorgang") { try await gateway.vorgaenge().isEmpty ? nil : true }

        let clock = ContinuousClock()
        let began = clock.now
        #expect(await gateway.stop() == 0)
        let took = clock.now - began
        // Not a measurement: it is what the gateway promises to whoever stops it.
        #expect(took < .seconds(10), "it took \(took)")

        let receipt = try await waiting.value
        #expect(receipt.status == 200)
        let id = try receipt.id
        #expect(try receipt.json["state"] == "sending")

        try await gateway.noFaults()
        try await gateway.restart()
        let lead = try await gateway.lead(id, reaches: "delivered")
        let vorgaenge = try await gateway.vorgaenge()
        #expect(vorgaenge.count == 1)
        #expect(lead["vorgangsnummer"] == vorgaenge.first?["vorgangsnummer"])
        #expect(await gateway.stop() == 0)
        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 0, "\(verified.output)")
    }
}
