import HTTPTypes
import JSON
import Moments

/// `GET /v3/vorgaenge`: the list that answers "was my POST created?" (fact sheet 2.7).
///
/// It holds what the caller may see, without archived cases, and lags behind by the indexing delay.
enum VorgaengeList {
    static func answer(_ call: Call, _ world: World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.readCase)
        let query = try Query(call)
        guard call.mayUse(query.context) else { throw Refused(call.error(.forbidden)) }
        let size = min(query.limit, 1_000)
        var visible = world.cases.all.filter { entry in
            entry.system == .baufiSmart && entry.context == query.context && entry.status == .aktiv
                && entry.createdAt + world.settings.indexingDelay <= world.now
                && entry.changedAt >= query.since && entry.changedAt <= query.until
                && entry.isVisible(to: call.subject, world.settings.partners)
        }
        // Cases come oldest first; a change moves its case to the end of that order.
        visible = visible.enumerated().sorted { ($0.element.changedAt, $0.offset) < ($1.element.changedAt, $1.offset) }
            .map(\.element)
        if query.isDescending { visible.reverse() }
        let start = query.page.multipliedReportingOverflow(by: size)
        let first = start.overflow ? visible.count : min(start.partialValue, visible.count)
        let shown = visible[first...].prefix(size)

        var links: JSONObject = ["self": query.link(query.page, call)]
        if first + size < visible.count { links["next"] = query.link(query.page + 1, call) }
        if query.page > 0 { links["prev"] = query.link(query.page - 1, call) }
        let answer = SandboxAnswer(
            .ok,
            ["vorgaenge": .array(shown.map { VorgangResource.item($0, call) }), "_links": .object(links)]
        )
        return answer.assuming(.indexingDelay).assuming(query.limit > size ? .listLimit : nil)
            .assuming(query.isBounded ? .listQuery : nil)
    }

    /// The query's parameters, which v2 and v3 share.
    private struct Query {
        var context: String
        var since = Int64.min
        var until = Int64.max
        var isDescending: Bool
        var page: Int
        var limit: Int
        private var bounds: [(name: String, text: String)] = []

        /// Whether only cases changed within a window are asked for.
        var isBounded: Bool { !bounds.isEmpty }

        init(_ call: Call) throws(Refused) {
            let query = call.request.query
            context = query["datenKontext"] ?? "ECHT_GESCHAEFT"
            guard ["ECHT_GESCHAEFT", "TEST_MODUS"].contains(context) else {
                throw Refused(call.error(.badRequest, "datenKontext is ECHT_GESCHAEFT or TEST_MODUS"))
            }
            let sort = query["sort"] ?? "absteigend"
            guard ["aufsteigend", "absteigend"].contains(sort),
                let page = Int(query["page"] ?? "0"), page >= 0,
                let limit = Int(query["limit"] ?? "10"), limit > 0
            else { throw Refused(call.error(.badRequest, "sort, page or limit cannot be read").assuming(.listQuery)) }
            isDescending = sort == "absteigend"
            self.page = page
            self.limit = limit
            since = try bound("aenderungSeit", call) ?? .min
            until = try bound("aenderungBis", call) ?? .max
        }

        private mutating func bound(_ name: String, _ call: Call) throws(Refused) -> Int64? {
            guard let text = call.request.query[name] else { return nil }
            guard let time = Timestamp.milliseconds(text) else {
                throw Refused(
                    call.error(.badRequest, "\(name) is no date, and no date with a time").assuming(.listQuery)
                )
            }
            bounds.append((name, text))
            return time
        }

        func link(_ page: Int, _ call: Call) -> JSONValue {
            var query = "datenKontext=\(context)&sort=\(isDescending ? "absteigend" : "aufsteigend")"
            query += "&page=\(page)&limit=\(limit)"
            for bound in bounds { query += "&\(bound.name)=\(Self.escaped(bound.text))" }
            return ["href": .string("\(VorgangResource.collection(call))?\(query)")]
        }

        private static func escaped(_ text: String) -> String {
            text.utf8.reduce(into: "") { escaped, byte in
                switch byte {
                case 48...58, 65...90, 97...122, 45, 46, 95, 126: escaped.unicodeScalars.append(Unicode.Scalar(byte))
                default: escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }
        }
    }
}
