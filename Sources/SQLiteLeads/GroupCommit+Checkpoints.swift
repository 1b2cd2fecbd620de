import Dispatch
import GRDB
import Leads
import Synchronization

/// Writing the log back: the writer does it between two commits, and whoever comes meanwhile waits for it.
extension GroupCommit {
    /// Whether it is time to, and not yet time to truncate the log.
    var mustWriteBack: Bool {
        state.withLock { state in
            if state.pages >= options.busyCheckpointPages { return true }
            return state.waiting.isEmpty && state.pages < options.idleCheckpointPages
                && state.pages >= options.calmCheckpointPages
        }
    }

    /// Writes the write-ahead log back, here and nowhere else: one connection that writes and checkpoints.
    /// Truncates it, when no reader is in the way, after an erasure and when the store has become idle.
    @discardableResult
    func checkpoint(_ db: Database, _ mode: Database.CheckpointMode) -> Bool {
        do {
            if mode == .truncate { try db.execute(sql: "PRAGMA busy_timeout = 0") }
            defer { if mode == .truncate { try? db.execute(sql: "PRAGMA busy_timeout = 5000") } }
            let (inLog, written) = try db.checkpoint(mode)
            state.withLock { state in
                state.pages = max(0, inLog - written)
                state.pagesOfFile = mode == .truncate ? 0 : max(state.pagesOfFile, inLog)
                if mode == .truncate { state.mustTruncate = false }
            }
            return true
        } catch {
            // A reader in the way or a full disk is no loss: the log stays. A failed flush is.
            if case .unavailable = StoreError(writing: error) { give(up: StoreError(writing: error)) }
            return false
        }
    }

    func checkpointWhenIdle(after commits: Int) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) { [weak self] in
            guard let self else { return }
            pool.asyncWriteWithoutTransaction { db in
                let (isIdle, mustTruncate, hasEnded) = self.state.withLock { state in
                    (
                        state.commits == commits && state.waiting.isEmpty, state.mustTruncate,
                        state.failure != nil
                    )
                }
                if hasEnded { return }
                var isDone = false
                // Truncated, so that the space of a busy hour is given back.
                if isIdle || mustTruncate { isDone = self.checkpoint(db, .truncate) }
                let now = self.state.withLock { state in
                    if isDone { state.isCheckpointScheduled = false }
                    return state.commits
                }
                if !isDone { self.checkpointWhenIdle(after: now) }
            }
        }
    }
}
