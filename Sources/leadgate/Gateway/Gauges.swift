import ArgumentParser
import Europace
import Foundation
import Leads
import Metrics
import Names
import SQLiteLeads
import Synchronization
import Targets
import Telemetry

/// Reads what waits, what is in doubt and what the disk holds, each time the metrics are asked for.
final class Gauges: Sendable {
    private let store: SQLiteLeadStore
    private let dataFile: String
    private let now: @Sendable () -> Int64
    /// Whether somebody has switched a source off: what waits there is meant to.
    private let isSwitchedOff: @Sendable (SourceName) -> Bool
    /// Series that were set before: what has gone is set to 0 once more.
    private let shown = Mutex<Set<Series>>([])

    private let unbuilt = Mutex<Set<[String]>>([])

    private struct Series: Hashable {
        let target: Target
        let source: SourceName
        let isUncertain: Bool
    }

    init(
        store: SQLiteLeadStore,
        dataFile: String,
        isSwitchedOff: @escaping @Sendable (SourceName) -> Bool,
        now: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.dataFile = dataFile
        self.isSwitchedOff = isSwitchedOff
        self.now = now
    }

    /// Sets them; what the store cannot say keeps what it had.
    func read() async {
        Metric.version(LeadGate.configuration.version).record(1)
        if let free = store.health().freeBytes { Metric.diskFree().record(Double(free)) }
        for (file, path) in [("data", dataFile), ("log", dataFile + "-wal")] {
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            Metric.storeBytes(file).record(Double(size ?? 0))
        }
        if let unindexed = try? await store.unindexedCount() { Metric.unindexedLeads().record(unindexed) }
        if let waiting = try? await store.queueLengths() { show(waiting, isUncertain: false) }
        if let unbuilt = try? await store.waitingLengths() { show(unbuilt) }
        if let uncertain = try? await store.uncertainLengths() { show(uncertain, isUncertain: true) }
    }

    private func show(_ lengths: [WaitingLength]) {
        let now = now()
        let current = Set(lengths.map { [$0.source.rawValue, $0.lack.rawValue] })
        let gone = unbuilt.withLock { shown in
            defer { shown = current }
            return shown.subtracting(current)
        }
        for length in lengths {
            let labels = (length.source.rawValue, length.lack.rawValue)
            Metric.unbuiltLeads(labels.0, labels.1).record(length.count)
            Metric.unbuiltOldest(labels.0, labels.1).record(Double(max(0, now - length.oldest)) / 1_000)
        }
        for series in gone {
            Metric.unbuiltLeads(series[0], series[1]).record(0)
            Metric.unbuiltOldest(series[0], series[1]).record(0)
        }
    }

    private func show(_ lengths: [QueueLength], isUncertain: Bool) {
        let now = now()
        let current = lengths.map { Series(target: $0.target, source: $0.source, isUncertain: isUncertain) }
        let gone = shown.withLock { shown in
            let gone = shown.filter { $0.isUncertain == isUncertain }.subtracting(current)
            shown = shown.subtracting(gone).union(current)
            return gone
        }
        for length in lengths {
            let age = Double(max(0, now - length.oldest)) / 1_000
            let labels = (length.target.rawValue, length.source.rawValue)
            if isUncertain {
                Metric.uncertainOldest(labels.0, labels.1).record(age)
            } else {
                Metric.waitingOldest(labels.0, labels.1).record(isSwitchedOff(length.source) ? 0 : age)
                Metric.waitingLeads(labels.0, labels.1).record(length.count)
            }
        }
        for series in gone {
            let labels = (series.target.rawValue, series.source.rawValue)
            if isUncertain {
                Metric.uncertainOldest(labels.0, labels.1).record(0)
            } else {
                Metric.waitingOldest(labels.0, labels.1).record(0)
                Metric.waitingLeads(labels.0, labels.1).record(0)
            }
        }
    }
}

extension SQLiteLeadStore {
    /// Sets the gauge of leads by state from the books; when the store cannot say, it keeps what it had.
    func countLeads() async {
        Metric.storeDamage().record(damages.count)
        if let fenced = try? await fenced() { Metric.fencedLeads().record(fenced.values.reduce(0, +)) }
        guard let books = try? await books() else { return }
        for state in LeadState.allCases {
            Metric.leads(state.rawValue).record(books[state])
        }
    }
}

extension EuropaceClients {
    /// Sets the gauges of the rate budgets.
    func countRequests() async {
        for use in await rateUse() {
            Metric.europaceRequests(use.clientID).record(use.taken)
            Metric.europaceLimit(use.clientID).record(use.limit)
            Metric.europaceWaiting(use.clientID).record(use.waiting)
            Metric.europaceWait(use.clientID).record(Double(use.restingMilliseconds) / 1_000)
        }
    }
}
