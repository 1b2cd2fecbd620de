import GRDB
import LeadKeeping

/// The counters of the books, and the place of the last lead, as a commit has left them.
///
/// The file is this process's alone and only its one writer counts, so they are read once and then known. A transaction
/// changes a copy, which is kept once it is committed.
struct RunningBooks {
    struct Counter {
        var count: Int
        /// Whether it bore its tag when it was read.
        var isProven: Bool
    }

    private var counters: [String: Counter] = [:]
    /// The place of the last lead in the order of acceptance. Places are counted, never taken from the last row: the place of
    /// a row that is lost is not given to another, so the gap shows.
    var lastSequence: Int64 = 0

    init(_ db: Database, tags: RowTags) throws {
        for row in try db.rows(of: .books) {
            guard let name = try? row[0] as String else { continue }
            counters[name] = Counter(count: (try? row[1]) ?? 0, isProven: row.isProven(of: .books, by: tags))
        }
        let accepted = counters[BooksCounter.accepted].flatMap { $0.isProven ? Int64($0.count) : nil } ?? 0
        lastSequence = max(accepted, try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM lead") ?? 0)
    }

    /// Commits of the file.
    var commits: Int64 { Int64(counters[BooksCounter.commits]?.count ?? 0) }

    /// Counts, and says what a counter is then.
    mutating func add(_ change: Int, to name: String) -> Counter {
        var counter = counters[name] ?? Counter(count: 0, isProven: true)
        let (count, overflows) = counter.count.addingReportingOverflow(change)
        counter.count = overflows ? change : count
        counters[name] = counter
        return counter
    }
}
