import JSON
package import Leads
import Logging
import Moments
import NIOHTTP1
package import Targets
import Telemetry

extension EuropaceClient {
    /// Looks for BaufiSmart Vorgaenge that carry our references, all of them in one reading of the list.
    ///
    /// There is no filter by it, so the list of cases changed since then is read to its end, oldest first, lest paging
    /// shift while new changes arrive (fact sheet 2.7). It is complete only after the last page; it ends earlier when all
    /// are found. What stands in the pages that could be read is found, whatever becomes of the others.
    ///
    /// - Parameters:
    ///   - references: the `externeVorgangsId` of each lead; compared exactly.
    ///   - mode: where the documents were sent to; the API's default would look at real business only.
    ///   - changedSince: wall-clock milliseconds, some minutes before the first byte of the first was sent. A target whose
    ///     clock is behind ours is asked from as much earlier.
    package func findVorgaenge(
        references: Set<String>,
        mode: DeliveryMode,
        changedSince: Int64,
        trace: String
    ) async -> VorgangList {
        let context = mode == .production ? "ECHT_GESCHAEFT" : "TEST_MODUS"
        func first(_ since: Int64) -> String {
            "\(endpoints.vorgaenge)?datenKontext=\(context)"
                + "&aenderungSeit=\(FormEncoding.percent(Timestamp.secondsText(since)))"
                + "&sort=aufsteigend&page=0&limit=\(settings.lookupPageSize)"
        }
        var url = first(changedSince)
        var seen: Set<String> = []
        var list = VorgangList()
        for number in 0..<max(1, settings.lookupPages) {
            seen.insert(url)
            let page: LookupPage
            switch await lookupPage(url, trace: trace) {
            case .success(let read): page = read
            case .failure(let fault):
                list.gap = fault
                return list
            }
            if number == 0, let date = page.date, clock.now() - date > Self.clockTolerance {
                let earlier = first(changedSince - (clock.now() - date))
                if seen.insert(earlier).inserted {
                    url = earlier
                    continue
                }
            }
            list.add(page, wanted: references, logger: logger)
            guard list.found.count < references.count, let next = page.next else { return list }
            guard let following = Self.nextURL(next, base: endpoints.vorgaenge), !seen.contains(following) else {
                list.gap = Fault(
                    code: "lookup-next",
                    message: "the list's link to its next page leads nowhere; cannot tell"
                )
                return list
            }
            url = following
        }
        list.gap = Fault(
            code: "lookup-too-long",
            message: "the list has more than \(settings.lookupPages) pages since then; cannot tell"
        )
        return list
    }

    /// A target's clock may be so far behind ours before the list is read from earlier on.
    private static let clockTolerance: Int64 = 60_000

    private func lookupPage(_ url: String, trace: String) async -> Result<LookupPage, Fault> {
        switch await authorised(request(.GET, url, trace: trace, limit: 4 * 1024 * 1024), trace: trace) {
        case .heldBack(let held): return .failure(held.fault)
        case .exchanged(.failed(let failure), _):
            var fault = Fault(failure)
            fault.message = "looking the case up failed: \(fault.message.split(separator: ";")[0])"
            return .failure(fault)
        case .exchanged(.answered(let answer), _):
            guard answer.status == 200 else { return .failure(Fault(reading: answer)) }
            guard answer.completeness == .whole, var page = LookupPage(answer.body) else {
                return .failure(Fault(answer, code: "answer-unreadable", says: "the list of cases is not readable"))
            }
            page.date = answer.headers["date"].flatMap { HTTPDate.milliseconds($0) }
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
    /// When the target wrote it, by its own clock.
    var date: Int64?

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

/// What a reading of the Vorgaenge list shows.
package struct VorgangList: Sendable, Equatable {
    /// The number of each wanted reference that was found.
    package private(set) var found: [String: String] = [:]
    /// The numbers of all cases in it.
    package private(set) var shown: Set<String> = []
    /// Why it was not read to its end: what was not found may stand in the rest.
    package internal(set) var gap: Fault?

    mutating func add(_ page: LookupPage, wanted: Set<String>, logger: Logger) {
        for entry in page.cases {
            shown.insert(entry.number)
            guard let reference = entry.reference, wanted.contains(reference) else { continue }
            if let known = found[reference], known != entry.number {
                logger.record(.referenceShared, [.vorgangsnummer: "\(known) \(entry.number)"])
            } else {
                found[reference] = entry.number
            }
        }
    }

    /// What it says of one reference.
    package func outcome(_ reference: String) -> LookupOutcome {
        if let number = found[reference] { return .found(vorgangsnummer: number) }
        return gap.map { .failed($0) } ?? .notFound(shown: shown)
    }
}
