/// How the store is, for `/readyz`, metrics and the log.
package struct StoreHealth: Sendable, Hashable {
    /// Whether new leads are taken.
    package let isAccepting: Bool
    /// Why not.
    package let problem: StoreError?
    /// Free bytes on the disk of the data file, when last looked.
    package let freeBytes: UInt64?
    /// Writes that wait for the next commit.
    package let waiting: Int
    /// Commits since the store was opened.
    package let commits: Int
    /// Writes in these commits; `writes / commits` is the size of a group.
    package let writes: Int

    /// Health of its parts.
    package init(
        isAccepting: Bool,
        problem: StoreError?,
        freeBytes: UInt64?,
        waiting: Int,
        commits: Int,
        writes: Int
    ) {
        self.isAccepting = isAccepting
        self.problem = problem
        self.freeBytes = freeBytes
        self.waiting = waiting
        self.commits = commits
        self.writes = writes
    }
}
