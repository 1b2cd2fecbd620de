import Foundation
import Names
import SourceFiles

/// When it was said of which source's dead letters that they go, so that none goes of which it was not said in time.
///
/// A look at a source says it of all dead letters whose end is at most a week ahead. Kept of each source are the looks of
/// the last week; another span in its file begins anew.
struct RetentionWarnings: Codable, Equatable {
    /// Where it is kept from one start to the next.
    struct File: Sendable {
        let path: String

        /// Nothing where there is none, or none that can be read: then it is said again first.
        func read() -> RetentionWarnings {
            guard let bytes = try? Files.read(path) else { return RetentionWarnings() }
            return (try? JSONDecoder().decode(RetentionWarnings.self, from: Data(bytes))) ?? RetentionWarnings()
        }

        func write(_ warnings: RetentionWarnings) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try Files.writeDurably(Array(encoder.encode(warnings)), to: path)
        }
    }

    private struct Looks: Codable, Equatable {
        /// The span that was said, in seconds.
        let span: Int
        /// Times in milliseconds since 1970 UTC, oldest first.
        var times: [Int64]
    }

    private var sources: [String: Looks] = [:]

    /// How long before its end a dead letter is warned of, in milliseconds: a week, or the whole span where that is shorter.
    static func ahead(of span: Int) -> Int64 { min(7 * 86_400_000, Int64(span) * 1_000) }

    /// Between two looks that are kept.
    private static let pace: Int64 = 6 * 3_600_000

    /// It was said of a source's dead letters, now.
    mutating func note(_ source: Source, at now: Int64) {
        guard let span = source.retention.dead else { return }
        var looks = sources[source.name.rawValue] ?? Looks(span: span, times: [])
        if looks.span != span { looks = Looks(span: span, times: []) }
        // What a clock that was ahead has noted was not said yet.
        looks.times.removeAll { $0 > now }
        if looks.times.last.map({ $0 + Self.pace <= now }) ?? true { looks.times.append(now) }
        // The newest that is long enough ago counts; those before it no longer do.
        let old = looks.times.lastIndex { $0 + Self.ahead(of: span) <= now } ?? 0
        looks.times.removeFirst(old)
        sources[source.name.rawValue] = looks
    }

    /// Sources whose dead letters stay have nothing to be said.
    mutating func forget(allBut kept: [Source]) {
        let names = Set(kept.filter { $0.retention.dead != nil }.map(\.name.rawValue))
        sources = sources.filter { names.contains($0.key) }
    }

    /// Before when dead letters of a source must have come to rest so that it was said of them in time; `nil` for none.
    func cutoff(_ source: Source, at now: Int64) -> Int64? {
        guard let span = source.retention.dead, let looks = sources[source.name.rawValue], looks.span == span,
            let said = looks.times.last(where: { $0 + Self.ahead(of: span) <= now })
        else { return nil }
        return said + Self.ahead(of: span) - Int64(span) * 1_000
    }
}
