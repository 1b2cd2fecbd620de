import JSON
package import Leads
import Logging
import Moments
import NIOHTTP1
package import Targets

extension EuropaceClient {
    /// Looks for a BaufiSmart Vorgang that carries our reference.
    ///
    /// There is no filter by it, so the list of cases changed since then is read to its end, oldest first, lest paging
    /// shift while new changes arrive (fact sheet 2.7). `notFound` is said only after the last page.
    ///
    /// - Parameters:
    ///   - reference: the `externeVorgangsId` of the lead; compared exactly.
    ///   - mode: where the document was sent to; the API's default would look at real business only.
    ///   - changedSince: wall-clock milliseconds, some minutes before the first byte was sent.
    package func findVorgang(
        reference: String,
        mode: DeliveryMode,
        changedSince: Int64,
        trace: String
    ) async -> LookupOutcome {
        let context = mode == .production ? "ECHT_GESCHAEFT" : "TEST_MODUS"
        var url =
            "\(endpoints.vorgaenge)?datenKontext=\(context)"
            + "&aenderungSeit=\(FormEncoding.percent(Timestamp.secondsText(changedSince)))"
            + "&sort=aufsteigend&page=0&limit=\(settings.lookupPageSize)"
        var seen: Set<String> = []
        var shown: Set<String> = []
        for _ in 0..<max(1, settings.lookupPages) {
            seen.insert(url)
            let page: LookupPage
            switch await lookupPage(url, trace: trace) {
            case .success(let read): page = read
            case .failure(let fault): return .failed(fault)
            }
            let matches = page.cases.filter { $0.reference == reference }.map(\.number)
            if let first = matches.first {
                if matches.count > 1 {
                    logger.warning(
                        "Several Vorgaenge carry the same reference",
                        metadata: ["vorgangsnummern": "\(matches.joined(separator: " "))"]
                    )
                }
                return .found(vorgangsnummer: first)
            }
            shown.formUnion(page.cases.map(\.number))
            guard let next = page.next else { return .notFound(shown: shown) }
            guard let following = Self.nextURL(next, base: endpoints.vorgaenge), !seen.contains(following) else {
                return .failed(
                    Fault(code: "lookup-next", message: "the list's link to its next page leads nowhere; cannot tell")
                )
            }
            url = following
        }
        return .failed(
            Fault(
                code: "lookup-too-long",
                message: "the list has more than \(settings.lookupPages) pages since then; cannot tell"
            )
        )
    }

    private func lookupPage(_ url: String, trace: String) async -> Result<LookupPage, Fault> {
        switch await authorised(request(.GET, url, trace: trace, limit: 4 * 1024 * 1024), trace: trace) {
        case .heldBack(let held): return .failure(held.fault)
        case .exchanged(.failed(let failure), _):
            var fault = Fault(failure)
            fault.message = "looking the case up failed: \(fault.message.split(separator: ";")[0])"
            return .failure(fault)
        case .exchanged(.answered(let answer), _):
            guard answer.status == 200 else { return .failure(Fault(reading: answer)) }
            guard answer.completeness == .whole, let page = LookupPage(answer.body) else {
                return .failure(Fault(answer, code: "answer-unreadable", says: "the list of cases is not readable"))
            }
            return .success(page)
        }
    }

    /// The address of the next page, always on our own host: of a link to elsewhere only the query is taken, since the
    /// API has been seen to name hosts other than the one asked, and the token must go to no other.
    static func nextURL(_ link: String, base: String) -> String? {
        guard let mark = link.firstIndex(of: "?") else { return nil }
        let query = link[link.index(after: mark)...].prefix { $0 != "#" }
        guard !query.isEmpty, query.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
        return "\(base)?\(query)"
    }
}

/// One page of the Vorgaenge list, as far as the look-up needs it.
struct LookupPage: Sendable, Equatable {
    struct Case: Sendable, Equatable {
        var number: String
        var reference: String?
    }

    var cases: [Case]
    /// The link to the next page, absent on the last.
    var next: String?

    /// Reads `{vorgaenge: [{vorgangsNummer, externeVorgangsNummer}], _links: {next: {href}}}`; `nil` if it is not that.
    init?(_ body: [UInt8]) {
        guard let document = try? JSONValue.parse(body), let list = document["vorgaenge"]?.arrayValue else {
            return nil
        }
        cases = []
        for entry in list {
            guard let number = entry["vorgangsNummer"]?.stringValue, Vorgangsnummer.isPlausible(number) else {
                continue
            }
            cases.append(Case(number: number, reference: entry["externeVorgangsNummer"]?.stringValue))
        }
        next = document["_links"]?["next"]?["href"]?.stringValue
    }
}
