import Europace
import JSON
import Moments
import Sandbox
import SeededRandom
import Targets
import TestSupport
import Testing

@testable import Leads

@Suite("The published limit of one client")
struct RateOverAllTargetsTests {
    /// One run: what is to be sent next, and what went wrong.
    private actor Run {
        private var next = 0
        private var random = SeededRandom(seed: 7)
        private(set) var faults: [String: Int] = [:]

        /// The next turn, and how many milliseconds pass before it; nil at the end.
        func turn() -> (number: Int, pause: Int64)? {
            guard next < RateOverAllTargetsTests.turns else { return nil }
            next += 1
            return (next, Int64.random(in: 0...40, using: &random))
        }

        func add(_ fault: Fault) { faults[fault.code, default: 0] += 1 }
    }

    /// How often something is to be sent: for more than a minute, and twice as fast as is allowed.
    private static let turns = 3_600

    @Test("over all five targets, tokens and look-ups: in no 60 seconds do more than 2 000 requests leave")
    func never() async throws {
        let clock = ManualClock()
        let journal = JournalFile()
        defer { journal.remove() }
        var settings = EuropaceSettings()
        settings.ratePatience = 0  // Who gets no slot says so and comes again.
        try await Stand.run(
            configure: {
                $0.clock = clock
                $0.journal = journal.path
                $0.tokenLifetime = 6
                $0.behaviour.limited = .all
            },
            settings: settings,
            clock: clock
        ) { stand in
            let baufi = try await stand.baufiCase()
            let kex = try await stand.kexCase()
            let run = Run()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        while let turn = await run.turn() {
                            // Time passes while others are on the way.
                            clock.advance(turn.pause)
                            let fault = await Self.send(turn.number, stand, baufi: baufi, kex: kex, clock)
                            if let fault { await run.add(fault) }
                        }
                    }
                }
            }
            #expect(Set(await run.faults.keys) == ["rate-limited"], "the window was full, and nothing else")
        }
        var departures: [Int64] = []
        for api in ["token", "kundenangaben", "vorgaenge", "kex", "kex-update", "kex-export", "antragsstatus"] {
            let entries = try journal.entries(api)
            #expect(entries.count > 10, "\(api)")
            #expect(entries.allSatisfy { $0["status"] != 429 })
            departures += entries.compactMap { $0["time"]?.stringValue.flatMap(Timestamp.milliseconds) }
        }
        departures.sort()
        #expect(departures.count > 2_200)
        var first = 0
        var most = 0
        for (index, time) in departures.enumerated() {
            while departures[first] <= time - 60_000 { first += 1 }
            most = max(most, index - first + 1)
        }
        #expect(most <= 2_000)
        #expect(most > 1_900, "the limit was reached")
    }

    /// Sends what is next: each target in turn, and each look-up.
    private static func send(
        _ turn: Int,
        _ stand: Stand,
        baufi: String,
        kex: Leads.Confirmation,
        _ clock: ManualClock
    ) async -> Fault? {
        let clients = stand.clients
        switch turn % 7 {
        case 0:
            return await KundenangabenSystem(clients: clients)
                .send(Stand.kundenangaben(reference: "lead-\(turn)"), .of(.kundenangaben)).fault
        case 1: return await KEXVorgangSystem(clients: clients).send(Stand.kex(), .of(.kexVorgang)).fault
        case 2:
            let change: JSONValue = [["updateFinanzierungswunsch": ["finanzierungswunsch": ["kreditbetrag": 1_000]]]]
            let context = SendingContext.of(.kexUpdate, case: kex.vorgangsnummer, ids: kex.ids)
            return await KEXUpdateSystem(clients: clients).send(change.serialized, context).fault
        case 3:
            let change: JSONValue = [["patch": ["status": "AKTIV"]]]
            return await VorgaengeSystem(clients: clients).send(change.serialized, .of(.vorgaenge, case: baufi)).fault
        case 4:
            let event = Array(#"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT"}"#.utf8)
            return await AntragsstatusSystem(clients: clients).send(event, .of(.antragsstatus)).fault
        case 5:
            let found = await KundenangabenSystem(clients: clients)
                .find(nil, .of(.kundenangaben), changedSince: clock.now() - 100)
            return if case .failed(let fault) = found { fault } else { nil }
        default:
            let context = SendingContext.of(.kexUpdate, case: kex.vorgangsnummer, ids: kex.ids)
            let found = await KEXUpdateSystem(clients: clients).find(nil, context, changedSince: 0)
            return if case .failed(let fault) = found { fault } else { nil }
        }
    }
}
