import HTTPTypes
import JSON
import Moments
import Targets

/// `/v3/vorgaenge`: the list that answers "was my POST created?", and single cases (fact sheet 1.3, 2.7).
struct VorgaengeEndpoint: Sendable {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory

    func answer(_ request: SandboxRequest) async -> SandboxAnswer {
        guard let grant = await memory.grant(request.bearer) else { return Problems.unauthorised() }
        guard await memory.admits(grant.client) else { return error(.tooManyRequests, "Too Many Requests", request) }
        if request.path.hasPrefix("/v1") || request.path.hasPrefix("/v2") {
            return error(.gone, "v1 and v2 have reached end of life", request)
                .assuming("what versions after their end of life answer")
        }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard parts.dropFirst().first == "vorgaenge", (2...3).contains(parts.count), parts.last?.isEmpty == false else {
            return error(.notFound, "Not Found", request)
        }
        guard request.method == .get else {
            return error(.methodNotAllowed, "Method Not Allowed", request)
                .assuming("only reading cases is part of this sandbox")
        }
        guard grant.scopes.contains(SandboxScope.readCase) else { return error(.forbidden, "Forbidden", request) }
        if parts.count == 3, let number = parts.last { return await single(String(number), request, grant) }
        return await list(request, grant)
    }

    private func list(_ request: SandboxRequest, _ grant: SandboxMemory.Grant) async -> SandboxAnswer {
        let context = request.query["datenKontext"] ?? "ECHT_GESCHAEFT"
        guard ["ECHT_GESCHAEFT", "TEST_MODUS"].contains(context) else {
            return error(.badRequest, "datenKontext is ECHT_GESCHAEFT or TEST_MODUS", request)
        }
        guard context == "TEST_MODUS" || grant.scopes.contains(SandboxScope.realBusiness) else {
            return error(.forbidden, "Forbidden", request)
        }
        var bounds: [Int64?] = []
        for name in ["aenderungSeit", "aenderungBis"] {
            guard let text = request.query[name] else {
                bounds.append(nil)
                continue
            }
            guard let time = Timestamp.milliseconds(text) else {
                return error(.badRequest, "\(name) is no ISO 8601 time", request)
            }
            bounds.append(time)
        }
        let sort = request.query["sort"] ?? "absteigend"
        guard ["aufsteigend", "absteigend"].contains(sort),
            let page = Int(request.query["page"] ?? "0"), page >= 0,
            let limit = Int(request.query["limit"] ?? "10"), limit > 0
        else { return error(.badRequest, "sort, page or limit cannot be read", request) }

        let size = min(limit, 1_000)
        let now = configuration.now()
        var visible = await memory.all().filter { entry in
            entry.api == Target.kundenangaben.rawValue && entry.context == context
                && entry.createdAt + configuration.indexingDelay <= now
                && entry.createdAt >= bounds[0] ?? .min && entry.createdAt <= bounds[1] ?? .max
        }
        if sort == "absteigend" { visible.reverse() }
        let start = min(page.multipliedReportingOverflow(by: size).partialValue, visible.count)
        let shown = visible[max(0, start)...].prefix(size)

        func link(_ page: Int) -> JSONValue {
            var query = "datenKontext=\(context)&sort=\(sort)&page=\(page)&limit=\(limit)"
            for name in ["aenderungSeit", "aenderungBis"] {
                if let text = request.query[name] { query += "&\(name)=\(Self.escaped(text))" }
            }
            return ["href": .string("\(Self.base(request))/v3/vorgaenge?\(query)")]
        }
        var links: JSONObject = ["self": link(page)]
        if start + size < visible.count { links["next"] = link(page + 1) }
        if page > 0 { links["prev"] = link(page - 1) }
        let answer = SandboxAnswer(
            .ok,
            ["vorgaenge": .array(shown.map { Self.item($0, request) }), "_links": .object(links)]
        )
        return answer.assuming(limit > size ? "a limit above 1000 is cut" : nil)
    }

    private func single(_ number: String, _ request: SandboxRequest, _ grant: SandboxMemory.Grant) async
        -> SandboxAnswer
    {
        guard let found = await memory.find(number), found.api == Target.kundenangaben.rawValue else {
            return error(.notFound, "Vorgang \(number) not found", request)
        }
        guard found.context == "TEST_MODUS" || grant.scopes.contains(SandboxScope.realBusiness) else {
            return error(.forbidden, "Forbidden", request)
        }
        let metadata = found.document["importMetadaten"]
        var body = Self.item(found, request).objectValue ?? [:]
        body["status"] = "AKTIV"
        body["erstelltAm"] = .string(Timestamp.text(found.createdAt))
        body["kundenBetreuer"] = ["partnerId": .string(found.adviser)]
        if let editor = metadata?["betreuung"]?["bearbeiter"] {
            body["vorgangsBearbeiter"] = .object(["partnerId": editor])
        }
        if let tracking = metadata?["leadtracking"] { body["leadTracking"] = tracking }
        if let source = metadata?["importquelle"] { body["importQuelle"] = source }
        return SandboxAnswer(.ok, .object(body)).assuming("a case shows only what a lead gateway needs")
    }

    private static func item(_ entry: StoredCase, _ request: SandboxRequest) -> JSONValue {
        var item: JSONObject = ["datenKontext": .string(entry.context), "vorgangsNummer": .string(entry.number)]
        if let reference = entry.reference { item["externeVorgangsNummer"] = .string(reference) }
        item["letztesEreignis"] = .string(Timestamp.text(entry.createdAt))
        item["letzteAenderung"] = .string(Timestamp.text(entry.createdAt))
        item["_links"] = ["self": ["href": .string("\(base(request))/v3/vorgaenge/\(entry.number)")]]
        return .object(item)
    }

    private static func base(_ request: SandboxRequest) -> String { "http://\(request.authority)" }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { escaped, byte in
            switch byte {
            case 48...58, 65...90, 97...122, 45, 46, 95, 126: escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default: escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private func error(_ status: HTTPResponse.Status, _ message: String, _ request: SandboxRequest) -> SandboxAnswer {
        Problems.vorgaenge(status, message, now: configuration.now(), trace: request.trace)
    }
}
