import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import TestSupport
import Testing

@testable import HTTPEdge
@testable import Intake

@Suite("Framing of requests")
struct FramingTests {
    @Test("a request is answered with date, length and type, and the connection stays open")
    func plain() throws {
        let wire = try Wire()
        wire.send("POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
        let answer = wire.received()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\ndate: Sat, 28 Mar 2026 17:12:17 GMT\r\ncontent-type: text/plain"))
        #expect(answer.contains("content-length: 16\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nPOST /hooks/a 3\n"))
        #expect(wire.isOpen)
        #expect(wire.budget.inUse == 0)
    }

    @Test("head and body of an answer leave in one piece")
    func onePiece() throws {
        let wire = try Wire()
        wire.send("POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
        let first = try #require(try wire.channel.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: first).hasPrefix("HTTP/1.1 200 OK\r\n") && String(buffer: first).hasSuffix("a 3\n"))
        #expect(wire.received().isEmpty)
    }

    @Test("between two requests a connection keeps nothing of the first")
    func forgets() throws {
        let wire = try Wire()
        let gate = try wire.channel.pipeline.syncOperations.handler(type: RequestGate.self)
        wire.send("POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na")
        #expect(gate.plan?.target.path == "/hooks/a")
        wire.send("bc")
        #expect(wire.statuses() == [200])
        #expect(gate.plan == nil && wire.isOpen)
    }

    @Test("a request may come one byte at a time")
    func byteByByte() throws {
        let wire = try Wire()
        for byte in "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            .utf8
        {
            wire.send([byte])
        }
        #expect(wire.received().hasSuffix("POST /a 5\n"))
        #expect(wire.responder.seen.requests.first?.body == Array("abcde".utf8))
    }

    @Test("pipelined requests are answered in order, each once")
    func pipelined() throws {
        let wire = try Wire()
        wire.send((1...20).map { "POST /\($0) HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx" }.joined())
        wire.wait(milliseconds: 100)
        let lines = wire.received().split(separator: "\r\n\r\n").filter { $0.hasPrefix("POST") }
        #expect(lines.map { $0.split(separator: "\n")[0] } == (1...20).map { "POST /\($0) 1" })
    }

    @Test("HEAD gets the length but no body")
    func head() throws {
        let wire = try Wire()
        wire.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = wire.received()
        #expect(answer.contains("content-length: 10\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test("a status without content has none, whoever gave it some", arguments: [204, 205, 304])
    func withoutContent(code: Int) {
        let body = Array("{}".utf8)
        let answer = HTTPEdge.Answer(
            HTTPResponseStatus(statusCode: code),
            contentType: "application/json",
            headers: [],
            body: body,
            closes: false
        )
        let text = String(buffer: answer.bytes(date: "now", hasBody: true, ByteBufferAllocator()))
        #expect(text.hasSuffix("\r\n\r\n"), "what follows would be read as the next answer")
        #expect(!text.contains("content-type") && !text.contains("content-length: 2"))
    }

    @Test(
        "of a content type that comes twice the one with its parameter counts, in either order",
        arguments: [
            ["multipart/form-data; boundary=x", "multipart/form-data"],
            ["Multipart/Form-Data", "multipart/form-data; boundary=x", "multipart/form-data"],
        ]
    )
    func contentTypes(values: [String]) {
        let headers = RequestHeaders(HTTPHeaders(values.map { ("Content-Type", $0) }))
        #expect(headers.contentTypeCount == 1)
        #expect(headers.contentType == "multipart/form-data; boundary=x")
    }

    @Test("HTTP/1.0 is answered and closed, Host or not")
    func old() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.0\r\nContent-Length: 1\r\n\r\nx")
        #expect(wire.received().contains("connection: close"))
        #expect(!wire.isOpen)
    }

    @Test("who asks to close is answered and closed; an upgrade is ignored and closed")
    func closing() throws {
        for line in ["Connection: close", "Connection: upgrade\r\nUpgrade: h2c"] {
            let wire = try Wire()
            wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\(line)\r\n\r\n")
            #expect(wire.statuses() == [200])
            #expect(!wire.isOpen)
        }
    }

    @Test("the absolute form of a target is its path")
    func absoluteForm() throws {
        let wire = try Wire()
        wire.send("GET http://gate.example:8080/a?b=c HTTP/1.1\r\nHost: gate.example:8080\r\n\r\n")
        #expect(wire.statuses() == [200])
        #expect(wire.responder.seen.requests.first?.target == RequestTarget(path: "/a", query: "b=c"))
    }

    @Test(
        "what two readers could read differently is refused with 400, once, and nothing comes of it",
        arguments: RequestCase.malformed
    )
    func refused(example: RequestCase) throws {
        let wire = try Wire()
        wire.send(example.bytes + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect([[400], [505]].contains(wire.statuses()))
        #expect(wire.responder.seen.requests.isEmpty)
        wire.wait(milliseconds: 60_000)
        #expect(!wire.isOpen)
        #expect(wire.budget.inUse == 0)
    }

    @Test("what is well-formed is answered", arguments: RequestCase.wellFormed)
    func answered(example: RequestCase) throws {
        let wire = try Wire()
        wire.send(example.bytes)
        #expect(wire.statuses().last == 200)
    }

    @Test(
        "other refusals of the head",
        arguments: [
            ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\n", 415),
            ("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\n", 417),
            ("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
            ("POST /a HTTP/2.0\r\nHost: x\r\n\r\n", 505),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        ]
    )
    func heads(bytes: String, status: Int) throws {
        let wire = try Wire()
        wire.send(bytes)
        #expect(wire.statuses() == [status])
        wire.wait(milliseconds: 60_000)
        #expect(!wire.isOpen)
    }

    @Test(
        "blanks and tabs around a value are no part of it",
        arguments: [
            "Host:x", "Host:  x", "Host: x ", "Host:\t x \t", "Host: x\r\nContent-Type:  \t application/json \t",
        ],
        ["Content-Length: 3  ", "Content-Length:\t3", "Transfer-Encoding: chunked  ", "Transfer-Encoding:\tchunked"]
    )
    func blanks(host: String, framing: String) throws {
        let wire = try Wire()
        let body = framing.hasPrefix("C") ? "abc" : "3\r\nabc\r\n0\r\n\r\n"
        wire.send("POST /a HTTP/1.1\r\n\(host)\r\n\(framing)\r\n\r\n\(body)")
        #expect(wire.statuses() == [200])
        let request = try #require(wire.responder.seen.requests.first)
        #expect(request.body == Array("abc".utf8))
        #expect(request.headers.host == "x")
        #expect(request.headers.all.allSatisfy { $0.value == $0.value.trimmingCharacters(in: .whitespaces) })
    }

    @Test("an identity coding is fine")
    func identity() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Encoding: identity\r\nContent-Length: 1\r\n\r\nx")
        #expect(wire.statuses() == [200])
    }

    @Test("a connection that breaks off inside a body leaves nothing behind")
    func breaksOff() throws {
        let wire = try Wire()
        wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        #expect(wire.budget.inUse == 3)
        _ = try? wire.channel.close().wait()
        #expect(wire.responder.seen.requests.isEmpty)
        #expect(wire.budget.inUse == 0)
    }
}
