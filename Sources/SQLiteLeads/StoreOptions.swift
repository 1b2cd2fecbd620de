package import Names

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What can be set on a store. The defaults are right for a gateway; tests make things small.
package struct StoreOptions: Sendable {
    /// Free bytes on the disk below which new leads are refused, so that deliveries can go on. 64 MiB.
    package var reservedBytes: UInt64 = 64 << 20
    /// Writes that may wait for a commit before new leads are refused as ``StoreError/busy``. 20 000.
    package var waitingLimit = 20_000
    /// Writes in one transaction at most. 1 024.
    package var groupLimit = 1_024
    /// Pages in the file of the write-ahead log, written back or not, from which on it is truncated as soon as the store is idle:
    /// the space of a busy hour is given back. 1 000.
    package var idleCheckpointPages = 1_000
    /// Pages in the write-ahead log from which on it is written back in a moment in which nothing waits. 256 (1 MiB): who comes in
    /// that moment waits some milliseconds; all of ``busyCheckpointPages`` at once would keep him waiting four times as long.
    package var calmCheckpointPages = 256
    /// Pages in the write-ahead log from which on it is written back even under load, so that it starts again at its
    /// beginning. 1 024 (4 MiB): writing back eight times as much at once kept receipts waiting twice as long, and cost the same.
    package var busyCheckpointPages = 1_024
    /// Connections for reading. 4.
    package var readers = 4
    /// Whether the file is a copy that is put back: what is queued in it is looked up before it is sent (``Fence``).
    package var isRestored = false
    /// Bytes of a data file up to which all of it is looked at before the first lead is taken. 256 MiB, which takes about a
    /// second. Of a longer one the counters, what may still be sent and what came last are looked at; the rest while it works.
    package var startCheckBytes = 256 << 20
    /// Free bytes on the file system of a path; `nil` when unknown.
    package var freeBytes: @Sendable (_ path: String) -> UInt64? = { freeBytesOnFileSystem(of: $0) }
    /// Whether the state changes of a source's leads are told to it. Asked within the transaction that makes one, so it
    /// must answer at once.
    package var isTold: @Sendable (_ source: SourceName) -> Bool = { _ in false }

    /// The defaults.
    package init() {}
}

/// Bytes that this process may still write to the file system of `path`.
private func freeBytesOnFileSystem(of path: String) -> UInt64? {
    var statistics = statvfs()
    guard statvfs(path, &statistics) == 0 else { return nil }
    return UInt64(statistics.f_bavail) * UInt64(statistics.f_frsize)
}
