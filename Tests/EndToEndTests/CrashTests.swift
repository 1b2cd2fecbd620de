import Foundation
import JSON
import NIOHTTP1
import SeededRandom
import Synchronization
import Testing

/// Kills the gateway under load, again and again; the oracle stands outside of it.
@Suite("A crash at any time loses nothing and doubles nothing", .serialized)
struct CrashTests {
    @Test("every lead that got a 2xx is there after kill -9, and reaches the target once")
    func crashLoop() async throws {
        let gateway = try await TestGateway()
        let acknowledged = Acknowledged()
        var random = SeededRandom(seed: 42)
        for _ in 0..<5 {
            let killAfter = acknowledged.count + Int.random(in: 5...60, using: &random)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        while let receipt = try? await gateway.post(trisalisForm), receipt.status == 200 {
                            if let id = try? receipt.id { acknowledged.add(id) }
                            if acknowledged.count >= killAfter { return }
                        }
                    }
                }
                await group.next()
                await gateway.crash()
            }
            try await gateway.restart()
        }
        let ids = acknowledged.all
        #expect(ids.count > 25)
        for id in ids {
            // A crash between intent and answer makes a lead uncertain; it is looked up, and sent again by a person only.
            let state = try await eventually("lead \(id) settled") {
                let lead = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)").json
                guard let state = lead["state"]?.stringValue, state == "delivered" || state == "uncertain" else {
                    return nil as String?
                }
                return state
            }
            #expect(["delivered", "uncertain"].contains(state))
        }
        // A lead may have been stored whose sender died before it read the receipt; it settles as well.
        let books = try await eventually("nothing is under way") {
            let books = try await gateway.operatorAsks(.GET, "/admin/api/books").json
            return count("queued", books) + count("sending", books) == 0 ? books : nil
        }
        #expect(books["balanced"] == true)
        let created = try await gateway.vorgaenge().compactMap { $0["externeVorgangsId"]?.stringValue }
        #expect(Set(created).count == created.count, "no lead made two Vorgänge")
        // An uncertain lead's Vorgang may or may not be there.
        let delivered = count("delivered", books)
        #expect((delivered...(delivered + count("uncertain", books))).contains(created.count))
        #expect(await gateway.stop() == 0)
        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 0, "\(verified.output)")
    }

    private func count(_ state: String, _ books: JSONValue) -> Int { books["states"]?[state]?.numberValue?.int ?? 0 }

    /// The ids of receipts that senders really got.
    private final class Acknowledged: Sendable {
        private let ids = Mutex<[String]>([])

        var all: [String] { ids.withLock { $0 } }
        var count: Int { ids.withLock { $0.count } }

        func add(_ id: String) {
            ids.withLock { $0.append(id) }
        }
    }
}
