import HTTPTypes
import Hummingbird
import JSON
import Logging
import Moments
import NIOCore
import ServiceLifecycle
import Telemetry

/// The stand-in's edge: reads a request whole, lets planned faults happen, keeps the journal, and answers.
struct SandboxResponder: HTTPResponder {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory
    let logger: Logger

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let path = request.uri.path
        let api = SandboxAPI(path: path)
        var asked = SandboxRequest(
            method: request.method,
            path: path,
            query: FormDecoding.pairs(request.uri.query ?? ""),
            headers: request.headers,
            authority: request.head.authority ?? "\(configuration.host):\(configuration.port)",
            body: [],
            trace: await trace(of: request)
        )
        if let api { try await resetIfPlanned(api, asked, context) }
        guard let body = await collect(request) else { return refuse(request, asked.trace) }
        asked.body = body
        if path == "/_sandbox" || path.hasPrefix("/_sandbox/") {
            // The listener leaves the body out.
            if asked.method == .head { asked.method = .get }
            return response(await memory.control { [asked] in ControlEndpoint.answer(asked, &$0) }, asked.trace)
        }
        guard let api else {
            let answer =
                path == "/"
                ? SandboxAnswer(.ok, text: Introduction.text)
                : SandboxAnswer(.notFound, ["message": "no such API here; GET / says what there is"])
            return response(answer, asked.trace)
        }
        return try await perform(api, asked, context)
    }

    /// Resets the connection while the body is unread, if the plan says so; the journal has the request all the same.
    private func resetIfPlanned(_ api: SandboxAPI, _ request: SandboxRequest, _ context: SandboxContext) async throws {
        guard await memory.control({ $0.plan.takeBeforeBody(api, request) }) != nil else { return }
        _ = try? await memory.change { _ in
        } line: { _ in
            Self.line(api, request, nil, isDropped: true, time: configuration.clock.now())
        }
        await context.reset()
        throw ConnectionCut()
    }

    /// Does what the API does, unless the fault plan says otherwise.
    private func perform(_ api: SandboxAPI, _ request: SandboxRequest, _ context: SandboxContext) async throws
        -> Response
    {
        let fault = await memory.control { $0.plan.take(api, request) }
        let answer: SandboxAnswer?
        do {
            answer = try await memory.change { world in
                if fault?.expireToken ?? false { world.revoke(request.bearer) }
                let done = fault?.works ?? true ? api.answer(request, &world) : nil
                var answer = fault?.answer(api, request, now: world.now) ?? done
                answer?.stored = done?.stored
                return answer
            } line: { answer in
                Self.line(api, request, answer, isDropped: fault?.drop != nil, time: configuration.clock.now())
            }
            if let delay = fault?.delay, delay > 0 {
                // A planned wait must not hold up the end of the process.
                try await cancelWhenGracefulShutdown { try await configuration.clock.sleep(delay) }
            }
        } catch {
            if !(error is CancellationError) { logger.record(.sandboxFailed, [.error: "\(error)"]) }
            await context.reset()
            throw ConnectionCut()
        }
        guard let answer, fault?.drop == nil else {
            await context.reset()
            throw ConnectionCut()
        }
        guard let fault, !answer.body.isEmpty else { return response(answer, request.trace) }
        if fault.truncate { return truncated(answer, request.trace, context) }
        return fault.trickle > 0
            ? trickling(answer, request.trace, fault.trickle) : response(answer, request.trace)
    }

    /// The journal's line for a request.
    private static func line(
        _ api: SandboxAPI,
        _ request: SandboxRequest,
        _ answer: SandboxAnswer?,
        isDropped: Bool,
        time: Int64
    ) -> JSONValue {
        let stored = answer?.stored
        let reference = stored?.reference ?? reference(api, request.body)
        return [
            "time": .string(Timestamp.text(time)),
            "api": .string(api.rawValue),
            "method": .string(request.method.rawValue),
            "path": .string(request.path),
            "externeVorgangsId": reference.map { .string($0) } ?? .null,
            "vorgangsnummer": stored.map { .string($0.number) } ?? .null,
            "stored": .bool(stored != nil),
            "status": isDropped ? .null : answer.map { .number(JSONNumber($0.status.code)) } ?? .null,
            "trace": .string(request.trace),
        ]
    }

    private static func reference(_ api: SandboxAPI, _ body: [UInt8]) -> String? {
        guard api == .kundenangaben || api == .kex, !body.isEmpty, let document = try? JSONValue.parse(body) else {
            return nil
        }
        return document["importMetadaten"]?["externeVorgangsId"]?.stringValue
            ?? document["eigeneVorgangsnummer"]?.stringValue
    }

    // MARK: HTTP

    /// The whole body; `nil` if it is too long or too slow.
    private func collect(_ request: Request) async -> [UInt8]? {
        await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                guard let buffer = try? await request.body.collect(upTo: configuration.bodyLimit) else { return nil }
                return Array(buffer.readableBytesView)
            }
            group.addTask {
                try? await configuration.clock.sleep(configuration.bodyDeadline)
                return nil
            }
            let body = await group.next() ?? nil
            group.cancelAll()
            return body
        }
    }

    private func refuse(_ request: Request, _ trace: String) -> Response {
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        let isLong = length > configuration.bodyLimit
        var answer = SandboxAnswer(
            isLong ? .contentTooLarge : .requestTimeout,
            ["message": .string(isLong ? "the body is too long" : "the body did not arrive in time, or is too long")]
        ).assuming(.bodyLimit)
        answer.headers[.connection] = "close"
        return response(answer, trace)
    }

    private func trace(of request: Request) async -> String {
        if let given = request.headers[.traceID], !given.isEmpty { return given }
        return "sandbox_\(await memory.control { $0.identifiers.object() })"
    }

    private func response(_ answer: SandboxAnswer, _ trace: String) -> Response {
        Response(
            status: answer.status,
            headers: headers(answer, trace),
            body: answer.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// Announces the whole answer and closes after half of it.
    private func truncated(_ answer: SandboxAnswer, _ trace: String, _ context: SandboxContext) -> Response {
        let half = ByteBuffer(bytes: answer.body.prefix(answer.body.count / 2))
        let body = ResponseBody(contentLength: answer.body.count) { writer in
            try await writer.write(half)
            await context.cut()
            throw ConnectionCut()
        }
        return Response(status: answer.status, headers: headers(answer, trace), body: body)
    }

    /// Sends the body byte by byte.
    private func trickling(_ answer: SandboxAnswer, _ trace: String, _ pause: Int64) -> Response {
        let body = ResponseBody(contentLength: answer.body.count) { writer in
            for byte in answer.body {
                try await cancelWhenGracefulShutdown { try await configuration.clock.sleep(pause) }
                try await writer.write(ByteBuffer(bytes: [byte]))
            }
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: headers(answer, trace), body: body)
    }

    private func headers(_ answer: SandboxAnswer, _ trace: String) -> HTTPFields {
        var headers = answer.headers
        headers[.traceID] = trace
        return headers
    }
}

/// Thrown where the connection was cut on purpose and nothing is left to answer.
struct ConnectionCut: Error {}
