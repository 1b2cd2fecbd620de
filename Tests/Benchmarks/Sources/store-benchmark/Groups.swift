import Foundation
import Leads
import SQLiteLeads
import Synchronization

/// Stores leads in groups of one size: as many callers as a group has leads wait while another group is written, and a commit
/// begins only when they do.
struct Groups {
    let size: Int
    let count: Int
    private let store: SQLiteLeadStore

    init(of size: Int, leads count: Int, in directory: String) throws {
        (self.size, self.count) = (size, count)
        let current = Mutex<SQLiteLeadStore?>(nil)
        var options = StoreOptions()
        options.groupLimit = size
        if size > 1 {
            // Asked on the writer's thread when a commit begins.
            options.freeBytes = { _ in
                guard let store = current.withLock({ $0 }) else { return .max }
                while true {
                    let health = store.health()
                    if health.waiting >= min(size, count - health.writes - size) { return .max }
                    usleep(50)
                }
            }
        }
        store = try SQLiteLeadStore(path: directory + "/leads.sqlite", options: options)
        current.withLock { $0 = store }
    }

    /// Stores them, and says how many commits it took.
    func run() async throws -> Int {
        let (count, store, numbers) = (count, store, Numbers())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<(size == 1 ? 1 : 2 * size) {
                group.addTask {
                    while true {
                        let number = numbers.next()
                        guard number <= count else { return }
                        _ = try await store.accept([Receipt.make(number)])
                    }
                }
            }
            try await group.waitForAll()
        }
        let commits = store.health().commits
        await store.close()
        return commits
    }
}

/// The numbers from 1 on, each for one caller.
private final class Numbers: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}
