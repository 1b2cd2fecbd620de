import HTTPEdge
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Intake

@Suite("Limits of a connection")
struct LimitTests {
    @Test(
        "headers beyond the limit get 431",
        arguments: [("X: \(String(repeating: "a", count: 40_000))", 1), ("X: y", 200)]
    )
    func headers(line: String, times: Int) throws {
        let wire = try Wire()
        let lines = Array(repeating: line, count: times).joined(separator: "\r\n")
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\n\(lines)\r\n\r\n")
        #expect(wire.statuses() == [431])
        wire.send("and what else was on its way")
        #expect(wire.statuses().isEmpty)
        wire.wait(milliseconds: 10_000)
        #expect(!wire.isOpen)
    }

    @Test("a request target beyond the limit gets 431")
    func target() throws {
        let wire = try Wire()
        wire.send("POST /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(wire.statuses() == [431])
    }

    @Test("a head that drips is cut off after its time, without an answer")
    func slowHead() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHo")
        for _ in 0..<9 {
            wire.wait(milliseconds: 1_000)
            wire.send("s")
        }
        #expect(wire.isOpen)
        wire.wait(milliseconds: 1_000)
        #expect(!wire.isOpen)
        #expect(wire.responder.seen.dropped == ["header-timeout"])
    }

    @Test("an idle connection is closed after its time, counted from its last answer")
    func idle() throws {
        let wire = try Wire()
        wire.wait(milliseconds: 29_000)
        wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(wire.statuses() == [200])
        wire.wait(milliseconds: 29_000)
        #expect(wire.isOpen)
        wire.wait(milliseconds: 1_000)
        #expect(!wire.isOpen)
        #expect(wire.responder.seen.dropped.isEmpty)
    }

    @Test("a body below the least rate gets 408 after the grace time")
    func slowBody() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
        for _ in 0..<10 {
            wire.send("x")
            wire.wait(milliseconds: 1_000)
        }
        #expect(wire.statuses().isEmpty)
        wire.wait(milliseconds: 10)  // what ten bytes earn
        #expect(wire.statuses() == [408])
        wire.wait(milliseconds: 10_000)
        #expect(!wire.isOpen)
        #expect(wire.budget.inUse == 0)
    }

    @Test("a body that keeps the rate may take longer than the grace time, but not longer than the total")
    func steadyBody() throws {
        var limits = IntakeLimits()
        limits.connection.bodyBytesPerSecond = 10
        limits.connection.bodyMilliseconds = 30_000
        let wire = try Wire(limits: limits)
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<29 {
            wire.send("0123456789")
            wire.wait(milliseconds: 1_000)
        }
        #expect(wire.statuses().isEmpty)
        wire.wait(milliseconds: 1_000)
        #expect(wire.statuses() == [408])
        #expect(wire.budget.inUse == 0)
    }

    @Test("a length beyond the limit gets 413 at once, and what still comes is read and thrown away")
    func tooLong() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n")
        #expect(wire.statuses() == [413])
        wire.send([UInt8](repeating: 0x78, count: 1_000))
        #expect(wire.isOpen)
        wire.send([UInt8](repeating: 0x78, count: 1_000))
        #expect(!wire.isOpen)
        #expect(wire.budget.inUse == 0)
        #expect(wire.responder.seen.requests.isEmpty)
    }

    @Test("a chunked body gets 413 when it crosses the limit")
    func chunkedTooLong() throws {
        let wire = try Wire()
        let chunk = "200\r\n\(String(repeating: "x", count: 512))\r\n"
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)
        #expect(wire.statuses().isEmpty)
        wire.send(chunk)
        #expect(wire.statuses() == [413])
        #expect(wire.budget.inUse == 0)
        wire.wait(milliseconds: 10_000)
        #expect(!wire.isOpen)
    }

    @Test("a body of exactly the limit is taken")
    func exactly() throws {
        let wire = try Wire(bodyLimit: 4)
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd")
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n")
        #expect(wire.statuses() == [200, 200])
    }

    @Test("no source goes beyond the global cap")
    func cap() throws {
        let wire = try Wire(bodyLimit: .max)
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: \(16 << 20 + 1)\r\n\r\n")
        #expect(wire.statuses() == [413])
    }

    @Test("an expectation is met, or answered with the refusal instead")
    func expectation() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
        #expect(wire.statuses() == [100])
        wire.send("x")
        #expect(wire.statuses() == [200])
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n")
        #expect(wire.statuses() == [413])
        #expect(!wire.isOpen)
    }

    @Test(
        "what a head announces costs nothing; bytes that arrived and fill the memory for them get 503 and Retry-After"
    )
    func budget() throws {
        var limits = IntakeLimits()
        limits.bufferedBytes = 10
        let wire = try Wire(limits: limits)
        wire.send("POST /proven HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n")
        #expect(wire.received().isEmpty)
        wire.send("0123456789")
        #expect(wire.budget.inUse == 10)
        wire.send("0")
        let answer = wire.received()
        #expect(answer.hasPrefix("HTTP/1.1 503"))
        #expect(answer.contains("retry-after: "))
        #expect(wire.budget.inUse == 0)
    }

    @Test("who has not shown that he may post has a share of the memory, and his address a piece of that")
    func shares() throws {
        var limits = IntakeLimits()
        limits.bufferedBytes = 10
        limits.unprovenBytes = 7
        limits.unprovenBytesPerAddress = 4
        let budget = BodyBudget(limits)
        let (one, other) = (BodyAccount.unproven(address: "192.0.2.1"), BodyAccount.unproven(address: "192.0.2.2"))
        #expect(budget.take(4, for: one))
        #expect(!budget.take(1, for: one))
        #expect(budget.take(3, for: other))
        #expect(!budget.take(1, for: other))
        #expect(budget.take(3, for: .proven))
        #expect(!budget.take(1, for: .proven))
        budget.give(4, from: one)
        #expect(budget.take(4, for: .proven))
        #expect(!budget.take(1, for: one))
        budget.give(3, from: other)
        budget.give(7, from: .proven)
        #expect(budget.inUse == 0)
        #expect(budget.take(4, for: one))
    }

    @Test("while answers have not left, no further request is answered; then all are, in order")
    func unsent() throws {
        let wire = try Wire()
        wire.become(writable: false)
        wire.send((0..<300).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        #expect(wire.responder.seen.requests.isEmpty)
        wire.become(writable: true)
        wire.wait(milliseconds: 1_000)
        #expect(wire.responder.seen.requests.map(\.target.path) == (0..<300).map { "/\($0)" })
        #expect(wire.isOpen)
    }

    @Test("a sender that ends his half while his answers wait gets them all")
    func unsentAndEnded() throws {
        let wire = try Wire()
        wire.become(writable: false)
        wire.send((0..<300).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        wire.become(writable: true)
        wire.wait(milliseconds: 1_000)
        #expect(wire.statuses().count == 300)
        #expect(!wire.isOpen)
    }

    @Test("answers that are not read in time end the connection", arguments: [true, false])
    func unread(asksOn: Bool) throws {
        let wire = try Wire()
        wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        wire.become(writable: false)
        if asksOn { wire.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc") }
        wire.wait(milliseconds: 19_999)
        #expect(wire.isOpen)
        wire.wait(milliseconds: 1)
        #expect(!wire.isOpen)
        #expect(wire.responder.seen.dropped == ["write-timeout"])
        #expect(wire.budget.inUse == 0)
    }

    @Test("who waits for each answer is never made to wait himself")
    func oneByOne() throws {
        let wire = try Wire()
        for _ in 0..<100 {
            wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(wire.statuses() == [200])
        }
    }

    @Test("of many requests in one packet a few are answered before other connections have their turn")
    func turns() throws {
        let wire = try Wire()
        let requests = String(repeating: "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", count: 200)
        _ = try? wire.channel.writeInbound(ByteBuffer(string: requests))
        let first = wire.statuses().count
        #expect(first == 4)
        wire.wait(milliseconds: 1_000)
        #expect(wire.statuses().count == 200 - first)
    }

    @Test("so many refused connections are read to their end, the others are closed at once")
    func lingering() throws {
        var limits = EdgeLimits()
        limits.lingeringConnections = 1
        let shared = SharedBounds(limits)
        func refused() throws -> Wire {
            let wire = try Wire(standing: ConnectionStanding(shared))
            wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n")
            #expect(wire.statuses() == [413])
            return wire
        }
        let (one, two) = (try refused(), try refused())
        #expect(one.isOpen && !two.isOpen)
        one.wait(milliseconds: 10_000)
        #expect(!one.isOpen)
        #expect(try refused().isOpen)
    }

    @Test("a large body is read at the pace that all of them share, unless its sender has shown that he may post")
    func pace() throws {
        var limits = IntakeLimits()
        limits.connection.freeBodyBytes = 1_000
        limits.connection.unprovenBytesPerSecond = 1_000
        let shared = SharedBounds(limits.connection)
        let body = String(repeating: "x", count: 500)
        func begun(_ path: String) throws -> Wire {
            let wire = try Wire(limits: limits, bodyLimit: 10_000, standing: ConnectionStanding(shared))
            wire.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n")
            for _ in 0..<4 { wire.send(body) }
            return wire
        }
        let known = try begun("/proven")
        #expect(known.statuses() == [200])
        let (one, two) = (try begun("/one"), try begun("/two"))
        #expect(one.statuses().isEmpty && two.statuses().isEmpty)
        // The first 500 bytes beyond the free ones last half a second, those of the other the half after it.
        one.wait(milliseconds: 499)
        #expect(one.statuses().isEmpty)
        one.wait(milliseconds: 2)
        #expect(one.statuses() == [200])
        two.wait(milliseconds: 990)
        #expect(two.statuses().isEmpty)
        two.wait(milliseconds: 20)
        #expect(two.statuses() == [200])
    }

    @Test("an IPv6 network counts as one address, a mapped IPv4 address as itself")
    func addresses() throws {
        func key(_ address: String) throws -> String {
            ConnectionRegistry.key(NetworkAddress(address))
        }
        #expect(try key("2001:db8:1:2::3") == key("2001:db8:1:2:ffff::9"))
        #expect(try key("2001:db8:1:2::3") != key("2001:db8:1:3::3"))
        #expect(try key("::ffff:192.0.2.1") == key("192.0.2.1"))
        #expect(try key("192.0.2.1") != key("192.0.2.2"))
    }
}
