import Foundation
import HTTPEdge
import JSON
import Leads
import NIOCore
import NIOHTTP1
import NIOPosix
import SQLiteLeads
import Targets
import Testing

@testable import Intake

@Suite("The listener on a socket")
struct ServerTests {
    private static let open = #"{"credential": {"scheme": "none"}}"#

    private func post(_ body: String, close: Bool) -> String {
        "POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
            + (close ? "Connection: close\r\n" : "") + "\r\n" + body
    }

    @Test("pipelined posts are stored and answered in order")
    func pipelined() async throws {
        try await Gateway.with(sources: ["a": Self.open]) { gateway in
            let text = (0..<50).map { post(#"{"nachname":"N\#($0)"}"#, close: $0 == 49) }.joined()
            let answer = try await Peer.connect(to: gateway.port).exchange(text)
            let ids = answer.split(separator: "\"id\":\"").dropFirst().compactMap { LeadID($0.prefix(36)) }
            #expect(ids.count == 50)
            for (index, id) in ids.enumerated() {
                let body = try await gateway.store.submission(id)?.body
                #expect(body == Array(#"{"nachname":"N\#(index)"}"#.utf8))
            }
        }
    }

    @Test("a sender that ends its half after the request still gets the answer")
    func halfClosed() async throws {
        try await Gateway.with(sources: ["a": Self.open]) { gateway in
            let answer = try await Peer.connect(to: gateway.port).exchange(
                post(#"{"nachname":"N"}"#, close: false),
                endsHalf: true
            )
            #expect(answer.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("a body that breaks off makes no lead")
    func brokenOff() async throws {
        try await Gateway.with(sources: ["a": Self.open]) { gateway in
            let text =
                "POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n{\"nachname\":"
            let answer = try await Peer.connect(to: gateway.port).exchange(text, endsHalf: true)
            #expect(!answer.contains(" 200"))
            #expect(try await gateway.store.count(matching: LeadFilter()) == 0)
        }
    }

    @Test("connections beyond the limit of an address are closed at the door")
    func tooMany() async throws {
        try await Gateway.with(sources: ["a": Self.open]) { configuration in
            configuration.limits.connection.connectionsPerAddress = 0
            configuration.limits.connection.connections = 0
        } _: { gateway in
            let refused = try await Peer.connect(to: gateway.port)
            let answer = try? await refused.exchange(post("{}", close: true))
            #expect(answer?.isEmpty ?? true)
        }
    }

    @Test("a stopping listener answers what is in flight, then closes the connection")
    func graceful() async throws {
        /// Holds a receipt back until the listener takes no more connections.
        struct UntilStopping: OutcomeWaiting {
            let port = Shared(0)

            func settled(_ id: LeadID, within milliseconds: Int64) async -> Lead? {
                let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                while let channel = try? await bootstrap.connect(host: "127.0.0.1", port: port.value).get() {
                    try? await channel.close()
                }
                return nil
            }
        }
        let outcomes = UntilStopping()
        let received = Shared("")
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            let (ports, reached) = AsyncStream<Int>.makeStream()
            tasks.addTask {
                try await Gateway.with(sources: ["a": Self.open], outcomes: outcomes) { gateway in
                    outcomes.port.change { $0 = gateway.port }
                    reached.yield(gateway.port)
                    // The request is in flight once its lead is in the store; then the listener is told to stop.
                    while try await gateway.store.count(matching: LeadFilter()) == 0 { await Task.yield() }
                }
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            tasks.addTask {
                let text = post(#"{"nachname":"N"}"#, close: false)
                    .replacing("Host: x", with: "Host: x\r\nPrefer: wait=5")
                // Returns only when the other side has closed.
                let answer = try await Peer.connect(to: port).exchange(text)
                received.change { $0 = answer }
            }
            try await tasks.waitForAll()
        }
        #expect(received.value.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
}
