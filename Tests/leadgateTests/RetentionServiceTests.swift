import Foundation
import Leads
import Logging
import Mapping
import MappingDesk
import Names
import Synchronization
import TestSupport
import Testing

@testable import leadgate

@Suite("How long what was sent is kept")
struct RetentionServiceTests {
    private static let day: Int64 = 86_400_000

    /// Notes what it is asked, and has the same to say in every step.
    private final class Keeper: Retaining {
        let asked = Mutex<[RetentionCutoffs]>([])
        let since = Mutex<[Int64]>([])
        let spaces = Mutex(0)
        let steps: Int
        let dead: Int

        init(steps: Int, dead: Int = 0) {
            self.steps = steps
            self.dead = dead
        }

        func expire(_ cutoffs: RetentionCutoffs, from place: RetentionPlace, at now: Int64)
            async throws(StoreError) -> RetentionStep
        {
            let count = asked.withLock {
                $0.append(cutoffs)
                return $0.count
            }
            return RetentionStep(
                erased: [RetentionGroup(source: "s", state: .delivered): 2],
                keys: 0,
                next: count < steps ? RetentionPlace(lead: Int64(count), key: nil) : nil
            )
        }

        func resting(_ state: LeadState, of source: SourceName, since cutoff: Int64) async throws(StoreError) -> Int {
            since.withLock { $0.append(cutoff) }
            return dead
        }

        func giveSpaceBack() async throws(StoreError) { spaces.withLock { $0 += 1 } }
    }

    private static func look(_ keeper: Keeper, retention: String) async throws -> [String] {
        let (service, lines) = Self.service(keeper, retention: retention, clock: ManualClock(1_000 * day))
        try await service.look()
        return lines.messages
    }

    private static func noted() -> RetentionWarnings.File {
        .init(path: FileManager.default.temporaryDirectory.path + "/leadgate-warnings-" + UUID().uuidString)
    }

    private static func service(
        _ keeper: Keeper,
        retention: String,
        clock: ManualClock,
        warnings: RetentionWarnings.File = noted()
    ) -> (RetentionService, LoggedLines) {
        let files = [
            "m.json": """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1",
              "personendaten": {"person": {"nachname": {"$from": "$.form.nachname", "$missing": "fail"}}}}]}]}}}
            """,
            "sources/s.json": """
            {"mapping": "m", "mode": "test", "credential": {"scheme": "bearer", "secret": {"env": "S"}}\(retention)}
            """,
        ]
        let library = MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        #expect(library.rejected.isEmpty, "\(library.findings)")
        let lines = LoggedLines()
        let service = RetentionService(
            store: keeper,
            library: CurrentLibrary(library),
            warnings: warnings,
            clock: clock,
            logger: lines.logger
        )
        return (service, lines)
    }

    @Test("nothing is destroyed by a time of day that has not been right for an hour")
    func clock() async throws {
        let (keeper, clock) = (Keeper(steps: 1), ManualClock(1_000 * Self.day))
        let (service, _) = Self.service(keeper, retention: "", clock: clock)
        let looks = { keeper.asked.withLock { $0.count } }
        let task = Task { await service.run() }
        // It is set a year ahead, and right again an hour later.
        for (jump, expected) in [(0, 0), (365 * Self.day, 1), (-365 * Self.day, 1), (0, 1), (0, 2)] as [(Int64, Int)] {
            await clock.sleepers(atLeast: 1)
            #expect(looks() == expected)
            clock.jump(jump)
            clock.advance(3_600_000)
        }
        await clock.sleepers(atLeast: 1)
        #expect(looks() == 3)
        task.cancel()
        await task.value
    }

    @Test("is 90 days where the source says nothing; dead letters stay")
    func standard() async throws {
        let keeper = Keeper(steps: 3)
        let lines = try await Self.look(keeper, retention: "")
        let asked = keeper.asked.withLock { $0 }
        #expect(asked.count == 3, "a look goes on until its end")
        let cutoffs = try #require(asked.first)
        for source in ["s", "gone"] as [SourceName] {
            #expect(cutoffs.cutoff(source, .delivered) == 910 * Self.day)
            #expect(cutoffs.cutoff(source, .discarded) == 910 * Self.day)
            for state in [LeadState.waiting, .queued, .sending, .uncertain, .dead] {
                #expect(cutoffs.cutoff(source, state) == nil)
            }
        }
        #expect(keeper.since.withLock { $0 }.isEmpty && keeper.spaces.withLock { $0 } == 1)
        #expect(lines == ["what was sent has been kept long enough and is erased"])
    }

    @Test("is what the source says; a week before dead letters go it is said")
    func said() async throws {
        let keeper = Keeper(steps: 1, dead: 4)
        let lines = try await Self.look(keeper, retention: #", "retention": {"delivered": "5d", "dead": "30d"}"#)
        let cutoffs = try #require(keeper.asked.withLock { $0.first })
        #expect(cutoffs.cutoff("s", .delivered) == 995 * Self.day)
        #expect(cutoffs.cutoff("s", .dead) == nil, "it has not been said a week before")
        #expect(keeper.since.withLock { $0 } == [977 * Self.day])
        #expect(lines.first == "dead letters will be erased within a week; deliver or discard them")
    }

    @Test(
        "a dead letter goes only when its end was said a week before, or as long as the span is, over restarts too",
        arguments: [("30d", 30, 7), ("3d", 3, 3)] as [(String, Int64, Int64)]
    )
    func warned(span: String, days: Int64, ahead: Int64) async throws {
        let warnings = Self.noted()
        defer { try? FileManager.default.removeItem(atPath: warnings.path) }
        /// The day before which dead letters go, as a process that begins on a day sees it.
        func cutoff(onDay now: Int64, span: String) async throws -> Int64? {
            let keeper = Keeper(steps: 1, dead: 4)
            let (service, lines) = Self.service(
                keeper,
                retention: #", "retention": {"dead": "\#(span)"}"#,
                clock: ManualClock(now * Self.day),
                warnings: warnings
            )
            try await service.look()
            #expect(lines.messages.first == "dead letters will be erased within a week; deliver or discard them")
            return keeper.asked.withLock { $0.first }?.cutoff("s", .dead).map { $0 / Self.day }
        }
        #expect(try await cutoff(onDay: 1_000, span: span) == nil)
        #expect(try await cutoff(onDay: 1_000 + ahead - 1, span: span) == nil)
        #expect(try await cutoff(onDay: 1_000 + ahead, span: span) == 1_000 + ahead - days)
        // Nobody looked for a while: what the looks before did not say stays as long as it takes to say it.
        #expect(try await cutoff(onDay: 1_050, span: span) == 1_000 + 2 * ahead - days)
        #expect(try await cutoff(onDay: 1_050 + ahead, span: span) == 1_050 + ahead - days)
        // A shorter span is another promise.
        #expect(try await cutoff(onDay: 1_060, span: "2d") == nil)
        #expect(try await cutoff(onDay: 1_062, span: "2d") == 1_060)
    }
}
