import HTTPTypes
import Hummingbird
import JSON
import Logging
import Moments
import NIOCore
import ServiceLifecycle

/// The stand-in's edge: reads a request whole, lets planned faults happen, keeps the journal, and answers.
struct SandboxResponder: HTTPResponder {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory
    let journal: Journal?
    let logger: Logger

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let trace = await trace(of: request)
        guard let body = await collect(request) else { return refuse(request, trace) }
        let path = request.uri.path
        let asked = SandboxRequest(
            method: request.method,
            path: path,
            query: FormDecoding.pairs(request.uri.query ?? ""),
            headers: request.headers,
            authority: request.head.authority ?? "\(configuration.host):\(configuration.port)",
            body: body,
            trace: trace
        )
        if path == "/_sandbox" || path.hasPrefix("/_sandbox/") {
            return response(await ControlEndpoint(configuration: configuration, memory: memory).answer(asked), trace)
        }
        guard let api = SandboxAPI(path: path) else {
            let answer =
                path == "/"
                ? SandboxAnswer(.ok, text: ControlEndpoint.introduction)
                : SandboxAnswer(.notFound, ["message": "no such API here; GET / says what there is"])
            return response(answer, trace)
        }
        return try await perform(api, asked, context)
    }

    /// Does what the API does, unless the fault plan says otherwise.
    private func perform(_ api: SandboxAPI, _ request: SandboxRequest, _ context: SandboxContext) async throws
        -> Response
    {
        let fault = await memory.takeFault(api, path: request.path)
        var answer: SandboxAnswer?
        if fault?.works ?? true { answer = await work(api, request) }
        let stored = answer?.stored
        if let fault {
            answer = fault.answer(api, request: request, now: configuration.now()) ?? answer
        }
        do {
            try await write(api, request, stored, dropped: fault?.drop != nil, status: answer?.status.code)
            if let delay = fault?.delay, delay > 0 {
                // A planned wait must not hold up the end of the process.
                try await cancelWhenGracefulShutdown { try await configuration.sleep(delay) }
            }
        } catch {
            // The case may be stored, so an error status would lie: it promises to some callers that it is not.
            if !(error is CancellationError) { logger.error("The sandbox cannot answer: \(error)") }
            await context.reset()
            throw ConnectionCut()
        }
        guard let answer, fault?.drop == nil else {
            await context.reset()
            throw ConnectionCut()
        }
        guard fault?.truncate == true, !answer.body.isEmpty else { return response(answer, request.trace) }
        return truncated(answer, request.trace, context)
    }

    private func work(_ api: SandboxAPI, _ request: SandboxRequest) async -> SandboxAnswer {
        switch api {
        case .token: await TokenEndpoint(configuration: configuration, memory: memory).answer(request)
        case .kundenangaben: await KundenangabenEndpoint(configuration: configuration, memory: memory).answer(request)
        case .kex: await KEXEndpoint(configuration: configuration, memory: memory).answer(request)
        case .vorgaenge: await VorgaengeEndpoint(configuration: configuration, memory: memory).answer(request)
        }
    }

    /// One line in the journal, on disk before the answer.
    private func write(
        _ api: SandboxAPI,
        _ request: SandboxRequest,
        _ stored: StoredCase?,
        dropped: Bool,
        status: Int?
    ) async throws {
        guard let journal else { return }
        let reference = stored?.reference ?? Self.reference(api, request.body)
        try await journal.append([
            "time": .string(Timestamp.text(configuration.now())),
            "api": .string(api.rawValue),
            "method": .string(request.method.rawValue),
            "path": .string(request.path),
            "externeVorgangsId": reference.map { .string($0) } ?? .null,
            "vorgangsnummer": stored.map { .string($0.number) } ?? .null,
            "stored": .bool(stored != nil),
            "status": dropped ? .null : status.map { .number(JSONNumber($0)) } ?? .null,
            "trace": .string(request.trace),
        ])
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
                try? await configuration.sleep(configuration.bodyDeadline)
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
        ).assuming("how long a body may be")
        answer.headers[.connection] = "close"
        return response(answer, trace)
    }

    private func trace(of request: Request) async -> String {
        if let given = request.headers[.traceID], !given.isEmpty { return given }
        return "sandbox_\(await memory.identifier())"
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

    private func headers(_ answer: SandboxAnswer, _ trace: String) -> HTTPFields {
        var headers = answer.headers
        headers[.traceID] = trace
        return headers
    }
}

/// Thrown where the connection was cut on purpose and nothing is left to answer.
struct ConnectionCut: Error {}
