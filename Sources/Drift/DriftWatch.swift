import JSON
package import Leads
package import Logging
package import Mapping
package import Moments
package import Names
import ServiceLifecycle
import SourceFiles
import Synchronization
import Targets
import Telemetry

/// Watches what leads show of their senders' forms, and raises notices.
///
/// Intake hands over every lead it has accepted, once, after its receipt; it is looked at here, off the event loops.
/// What is known survives a restart: notices are written down before anybody is told of them, counts every few seconds.
/// Dry runs, tests of mappings, repeats and replays do not come by here.
package actor DriftWatch: Service {
    private enum Signal: Sendable {
        case lead(Observation)
        /// Another content came under the key of this lead.
        case repeated(LeadID, SourceName)
        /// Time to look at the mappings, and to write down what was counted.
        case look
    }

    /// How much may wait to be looked at.
    private struct Waiting {
        var leads = 0
        var bytes = 0
        /// Leads by source that were not let in.
        var skipped: [SourceName: Int] = [:]
        /// Leads by source of the second that is on.
        private var second: Int64 = 0
        private var inSecond: [SourceName: Int] = [:]

        /// Whether the lead is one of the first of its source in its second.
        mutating func isAmongFirst(_ lead: Lead) -> Bool {
            if lead.receivedAt / 1_000 != second {
                second = lead.receivedAt / 1_000
                inSecond = [:]
            }
            inSecond[lead.source, default: 0] += 1
            return inSecond[lead.source, default: 0] <= DriftWatch.mostASecond
        }
    }

    /// Leads that may wait, and the bytes of their bodies.
    private static let mostWaiting = 512
    private static let mostBytes = 16 << 20
    /// Leads of one source that are looked at in one second; further ones are counted only.
    private static let mostASecond = 100

    private let library: CurrentLibrary
    private let store: any DriftStoring
    private let heartbeat: Int64
    private let clock: any Clock
    private let logger: Logger
    private let metrics = DriftMetrics()
    private let signals: AsyncStream<Signal>
    private let entrance: AsyncStream<Signal>.Continuation
    private let waiting = Mutex(Waiting())
    private var watched: [SourceName: Watched] = [:]
    private var storeFailed = false

    /// Takes up what was written down before.
    ///
    /// - Parameters:
    ///   - heartbeat: milliseconds; how often counts are written down, and changed mappings looked at.
    package init(
        library: CurrentLibrary,
        store: any DriftStoring,
        heartbeat: Int64 = 5_000,
        logger: Logger,
        clock: any Clock
    ) async throws(StoreError) {
        self.library = library
        self.store = store
        self.heartbeat = heartbeat
        self.logger = logger
        self.clock = clock
        (signals, entrance) = AsyncStream.makeStream(of: Signal.self)
        for (source, bytes) in try await store.driftLedgers() {
            guard let json = try? JSONValue.parse(bytes), let ledger = DriftLedger(json), ledger.source == source else {
                logger.record(.formUnreadable, [.source: "\(source)"])
                continue
            }
            watched[source] = Watched(ledger: ledger)
            metrics.notices(of: ledger)
        }
    }

    /// Takes note of a lead that has just been accepted. Never waits; what is too much is left out and counted.
    /// - Parameter bytes: how large its body was.
    package nonisolated func observe(_ lead: Lead, _ document: LeadDocument, bytes: Int) {
        let isLetIn = waiting.withLock { waiting in
            guard waiting.isAmongFirst(lead), waiting.leads < Self.mostWaiting,
                waiting.bytes + bytes <= Self.mostBytes
            else {
                waiting.skipped[lead.source, default: 0] += 1
                return false
            }
            waiting.leads += 1
            waiting.bytes += bytes
            return true
        }
        if isLetIn { entrance.yield(.lead(Observation(lead: lead, document: document, bytes: bytes))) }
    }

    /// Takes note of a lead that came again with other content, which is kept beside it. Never waits; the notice that one of
    /// many raises speaks for all.
    package nonisolated func observeDifference(at lead: LeadID, of source: SourceName) {
        let isLetIn = waiting.withLock { waiting in
            guard waiting.leads < Self.mostWaiting else { return false }
            waiting.leads += 1
            return true
        }
        if isLetIn { entrance.yield(.repeated(lead, source)) }
    }

    package func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { [heartbeat, entrance] in
                while (try? await Task.sleep(for: .milliseconds(heartbeat))) != nil { entrance.yield(.look) }
            }
            await cancelWhenGracefulShutdown {
                for await signal in self.signals { await self.take(signal) }
            }
            group.cancelAll()
        }
        await look()
    }

    private func take(_ signal: Signal) async {
        switch signal {
        case .lead(let observation):
            if look(at: observation) { await keep(observation.lead.source) }
        case .repeated(let lead, let source):
            if look(atDifferenceOf: lead, source) { await keep(source) }
        case .look: await look()
        }
    }

    // MARK: Operators

    /// The notices, newest first.
    package var notices: [Notice] {
        watched.values.flatMap(\.ledger.notices).sorted { ($0.raisedAt, $0.id) > ($1.raisedAt, $1.id) }
    }

    /// A notice by its id.
    package func notice(_ id: String) -> Notice? {
        watched.values.lazy.compactMap { $0.ledger.notice(id) }.first
    }

    /// What is known of a source, with the rules that its counts are of; nil before its first lead.
    package func ledger(of source: SourceName) -> (ledger: DriftLedger, rules: [MappingRules.Rule])? {
        guard let known = watched[source] else { return nil }
        let rules = rules(of: source, hash: known.ledger.mappingHash)?.rules ?? []
        return (known.ledger, rules.count == known.ledger.hits.count ? rules : [])
    }

    /// An operator has seen a notice. Returns it, or nil if there is none or its cause has ended.
    package func acknowledge(_ id: String, reason: String?) async -> Notice? {
        for source in watched.keys {
            guard let notice = watched[source]?.ledger.acknowledge(id, reason: reason, at: clock.now()) else {
                continue
            }
            watched[source]?.isDirty = true
            await keep(source)
            return notice
        }
        return nil
    }

    // MARK: Looking

    /// Returns whether there is something to tell.
    private func look(at observation: Observation) -> Bool {
        waiting.withLock { waiting in
            waiting.leads -= 1
            waiting.bytes -= observation.bytes
        }
        let lead = observation.lead
        // What a source's further mappings make of the same post shows nothing more of the form.
        guard lead.mapping == nil else { return false }
        let snapshot = library.value
        let mapping = snapshot.source(lead.source)?.mappings.first.flatMap { snapshot.mapping($0) }
        let now = clock.now()
        // In its place: what is known of a source is not copied for each of its leads.
        return look(at: observation, mapping, now, &watched[lead.source, default: Watched(lead.source)])
    }

    private func look(at observation: Observation, _ mapping: Mapping?, _ now: Int64, _ known: inout Watched) -> Bool {
        known.isDirty = true
        guard let mapping, mapping.hash == observation.document.mappingHash else {
            // Mapped by a version that is not in force any more.
            known.ledger.skip()
            metrics.skipped(1, source: observation.lead.source)
            return false
        }
        return known.note(observation, mapping, at: now)
    }

    /// Returns whether there is something to tell.
    private func look(atDifferenceOf lead: LeadID, _ source: SourceName) -> Bool {
        waiting.withLock { $0.leads -= 1 }
        let now = clock.now()
        return watched[source, default: Watched(source)].note(differenceAt: lead, at: now)
    }

    /// Sees what changed mappings have ended, and writes down what has changed.
    private func look() async {
        let skipped = waiting.withLock { waiting in
            defer { waiting.skipped = [:] }
            return waiting.skipped
        }
        for (source, count) in skipped {
            watched[source]?.ledger.skip(count)
            watched[source]?.isDirty = true
            metrics.skipped(count, source: source)
        }
        for source in watched.keys.sorted() {
            check(source)
            if watched[source]?.isDirty == true { await keep(source) }
        }
    }

    private func check(_ name: SourceName) {
        guard var known = watched[name] else { return }
        let snapshot = library.value
        guard let source = snapshot.source(name) else {
            // A file that is broken is being mended; one that is not there has been taken away.
            guard !snapshot.rejected.contains(where: { $0.path == "sources/\(name).json" }) else { return }
            let ended = known.ledger.close(at: clock.now())
            guard !ended.isEmpty else { return }
            known.news += ended
            known.isDirty = true
            watched[name] = known
            return
        }
        guard let mapping = source.mappings.first.flatMap({ snapshot.mapping($0) }), let mode = known.ledger.mode
        else { return }
        known.adopt(mapping, known.rules(of: mapping), mode: mode, at: clock.now())
        watched[name] = known
    }

    private func rules(of name: SourceName, hash: MappingHash) -> MappingRules? {
        guard let mapping = library.value.mapping(hash: hash) else { return nil }
        return watched[name]?.rules(of: mapping)
    }

    // MARK: Keeping

    /// Writes down what is known of a source, then tells what is new. What somebody is to be told is written down at once,
    /// counts can wait.
    private func keep(_ source: SourceName) async {
        guard var known = watched[source] else { return }
        known.ledger.revision += 1
        let news = known.news
        known.news = []
        known.isDirty = false
        watched[source] = known
        let ledger = known.ledger
        do throws(StoreError) {
            try await store.keepDriftLedger(ledger.serialized, of: source, revision: ledger.revision)
            storeFailed = false
        } catch {
            // Kept in memory, and tried again with the next heartbeat.
            let values: [Event.Attribute: Logger.MetadataValue] = [.source: "\(source)", .error: "\(error)"]
            logger.record(.formUnkept, values, level: storeFailed ? .debug : nil)
            storeFailed = true
            watched[source]?.isDirty = true
            watched[source]?.news.insert(contentsOf: news, at: 0)
            return
        }
        metrics.notices(of: ledger)
        for change in news { tell(change) }
    }

    private func tell(_ change: DriftLedger.Change) {
        switch change {
        case .raised(let notice):
            metrics.raised(notice)
            // That is no change of a form; intake has logged each of them.
            if notice.cause == .repeatedDifferently { return }
            logger.record(.formChanged, notice.attributes.merging([.detail: "\(notice.message)"]) { $1 })
        case .changed(let notice):
            logger.record(.formChangeUpdated, notice.attributes.merging([.detail: "\(notice.message)"]) { $1 })
        case .ended(let notice):
            logger.record(.formNoticeEnded, notice.attributes)
        }
    }
}
