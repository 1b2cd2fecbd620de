package import Delivery
package import Leads
package import Logging
package import Moments
import ServiceLifecycle
import Telemetry

/// Looks anew at leads that have changed since they came, for whom they are about, and brings erasures that a crash or a
/// lead on its way has held up to their end.
///
/// What a lead is about when it comes is stored with it. A file of an earlier version is walked over once, and so is
/// every file when somebody wants that; where the walk is stands in the file with what it found, so it goes on after a
/// restart where it was.
package struct PersonIndexer: Service {
    /// How long between two looks for new leads, and after a part while there are more: others want the processor too.
    private static let rest: Int64 = 1_000
    private static let breath: Int64 = 10

    private let search: PersonSearch
    private let erasing: PersonErasing
    private let store: any PersonKeeping & LeadStoring
    private let clock: any Clock
    private let logger: Logger

    /// - Parameter leads: builds leads anew, to see whom they are about.
    package init(store: any PersonKeeping & LeadStoring, leads: StoredLeads, clock: any Clock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
        search = PersonSearch(store: store, leads: leads)
        erasing = PersonErasing(store: store, clock: clock, logger: logger)
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            var place: UnindexedPlace?
            while !Task.isCancelled {
                do {
                    place = try await step(from: place)
                    if place == nil {
                        for erasure in try await store.openErasures() { _ = try await erasing.run(erasure) }
                    }
                } catch {
                    if Task.isCancelled { return }
                    place = nil
                    logger.record(.personIndexRests, [.error: "\(error)"])
                }
                try? await clock.sleep(place == nil ? Self.rest : Self.breath)
            }
        }
    }

    /// Looks at one part of what is not indexed. Returns where the next one is; `nil` after the last.
    func step(from place: UnindexedPlace?) async throws(StoreError) -> UnindexedPlace? {
        let part = try await store.unindexed(after: place, limit: PersonSearch.part)
        var entries: [PersonEntry] = []
        for element in part.leads {
            let traits = try await search.traits(of: element)
            entries.append(PersonEntry(sequence: element.sequence, version: element.lead.version, traits: traits))
        }
        // A part of leads that are all erased still moves the place.
        if let next = part.next { try await store.index(entries, upTo: next) }
        return part.isEnd ? nil : part.next
    }

    /// Looks at everything that is not indexed now.
    package func walk() async throws(StoreError) {
        var place: UnindexedPlace?
        repeat { place = try await step(from: place) } while place != nil
    }
}
