import Foundation
package import Leads
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which leads are being built, in a small file beside the data file: what is written there outlives the process, so the next
/// one knows which leads were in hand when it ended.
///
/// Nothing of it is synchronized to the disk. It has to survive a trap and a kill, not a power cut: that is no lead's fault.
/// While somebody is under suspicion leads are built one at a time, so that no other is in hand when the guilty one strikes.
package final class BuildLedger: BuildWatching {
    /// How often a lead may end the process.
    package static let most = 3

    /// A lead as it was then; once it is replayed it is another one.
    package struct Suspect: Sendable, Hashable {
        /// Its id.
        package let lead: LeadID
        fileprivate let replays: UInt32

        fileprivate init(_ lead: Lead) { (self.lead, replays) = (lead.id, UInt32(clamping: lead.replays)) }

        fileprivate init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.contains(where: { $0 != 0 }), let lead = LeadID(bytes: Data(bytes.prefix(16))) else {
                return nil
            }
            self.lead = lead
            replays = BuildLedger.number(bytes.dropFirst(16).prefix(4))
        }
    }

    private struct State {
        var isTaken = [Bool](repeating: false, count: BuildLedger.places)
        var deaths: [Suspect: UInt32]
        /// Builds that are still made one at a time.
        var careful: Int
    }

    /// Leads that can be in hand, and that are remembered.
    private static let places = 64
    /// Bytes of one: its id, how often it was replayed, how often the process ended with it.
    private static let size = 24
    /// Builds after a start for which a suspect is waited for; it may be gone for good.
    private static let mostCareful = 1_000

    private let descriptor: Int32
    private let state: Mutex<State>
    private let turn = Mutex(())

    /// Takes up what the process before has left.
    package init(path: String) throws(StoreError) {
        let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable("Cannot open \(path): \(lastSystemError()).") }
        var bytes = [UInt8](repeating: 0, count: 2 * Self.places * Self.size)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        if count != bytes.count { bytes = [UInt8](repeating: 0, count: bytes.count) }
        var deaths: [Suspect: UInt32] = [:]
        for place in 0..<2 * Self.places {
            let record = bytes[place * Self.size..<(place + 1) * Self.size]
            guard let suspect = Suspect(record) else { continue }
            // First come those in hand, then those that are remembered with their number.
            deaths[suspect, default: 0] += place < Self.places ? 1 : Self.number(record.suffix(4))
        }
        let worst = deaths.sorted { $0.value > $1.value }.prefix(Self.places)
        deaths = Dictionary(uniqueKeysWithValues: worst.map { ($0.key, $0.value) })
        let isWary = deaths.values.contains { $0 < Self.most }
        self.descriptor = descriptor
        state = Mutex(State(deaths: deaths, careful: isWary ? Self.mostCareful : 0))
        write([UInt8](repeating: 0, count: Self.places * Self.size), at: 0)
        remember(deaths)
    }

    deinit { close(descriptor) }

    /// Leads that were in hand when a process ended, with how often; the worst first.
    package var suspects: [(lead: LeadID, deaths: Int)] {
        state.withLock(\.deaths).map { ($0.key.lead, Int($0.value)) }.sorted { $0.1 > $1.1 }
    }

    package func building<Value: Sendable>(_ lead: Lead, _ build: () -> Value) -> Value? {
        let suspect = Suspect(lead)
        let (isBarred, isCareful) = state.withLock { state in
            (state.deaths[suspect, default: 0] >= Self.most, state.careful > 0)
        }
        if isBarred { return nil }
        guard isCareful else { return inHand(suspect, build) }
        return turn.withLock { _ in inHand(suspect, build) }
    }

    private func inHand<Value: Sendable>(_ suspect: Suspect, _ build: () -> Value) -> Value {
        let place = state.withLock { state -> Int? in
            guard let place = state.isTaken.firstIndex(of: false) else { return nil }
            state.isTaken[place] = true
            return place
        }
        if let place { write(Self.record(suspect, deaths: 0), at: place * Self.size) }
        let value = build()
        if let place { write([UInt8](repeating: 0, count: Self.size), at: place * Self.size) }
        state.withLock { state in
            if let place { state.isTaken[place] = false }
            state.careful = max(0, state.careful - 1)
            guard state.deaths.removeValue(forKey: suspect) != nil else { return }
            if !state.deaths.values.contains(where: { $0 < Self.most }) { state.careful = 0 }
            remember(state.deaths)
        }
        return value
    }

    // MARK: The file

    private func remember(_ deaths: [Suspect: UInt32]) {
        var bytes = deaths.flatMap { Self.record($0.key, deaths: $0.value) }
        bytes += repeatElement(0, count: Self.places * Self.size - bytes.count)
        write(bytes, at: Self.places * Self.size)
    }

    /// What cannot be written is not known of the next time, and hurts nobody.
    private func write(_ bytes: [UInt8], at offset: Int) {
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
    }

    private static func record(_ suspect: Suspect, deaths: UInt32) -> [UInt8] {
        suspect.lead.bytes
            + [suspect.replays, deaths].flatMap { number in
                stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
            }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
