import Foundation
import GRDB
import LeadKeeping
import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far the data file was at its last commit, in a small file beside it: a data file that is not as far is an older one.
///
/// Somebody has put a copy back, or the write-ahead log has lost its end. What was queued there may have been sent since,
/// so nothing of it is sent before the target was asked (``Fence``). The file is written after each commit and not flushed: a
/// power cut leaves it behind the data file, never ahead of it. It does not notice when it is put back together with the
/// data file.
final class Witness: Sendable {
    /// How far a data file is.
    struct Mark: Hashable {
        /// The opening.
        let epoch: Int64
        /// Commits since the file was made.
        let commits: Int64
    }

    /// What stands beside a data file.
    enum Kept {
        case nothing
        case unreadable
        case mark(Mark)

        var mark: Mark? { if case .mark(let mark) = self { mark } else { nil } }
    }

    private static let length = 16 + RowTags.length
    private let descriptor: Int32
    private let tags: RowTags
    private let path: String

    /// - Parameter tags: under the keys that it can have been written with: a change of the key may have been cut off.
    static func read(beside dataFile: String, tags: [RowTags]) -> Kept {
        let path = dataFile + ".witness"
        guard fileExists(path) else { return .nothing }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .unreadable }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: length)
        guard pread(descriptor, &bytes, length, 0) == length else { return .unreadable }
        func number(_ place: Int) -> Int64 {
            Int64(bitPattern: bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
        let mark = Mark(epoch: number(0), commits: number(8))
        return tags.contains { Data(bytes[16...]) == $0.tag(of: mark) } ? .mark(mark) : .unreadable
    }

    /// Opens or makes the file of a data file that this process has.
    init(beside dataFile: String, tags: RowTags) throws(StoreError) {
        path = dataFile + ".witness"
        self.tags = tags
        descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable("Cannot open \(path): \(lastSystemError()).") }
        _ = fchmod(descriptor, 0o600)
    }

    deinit { close(descriptor) }

    /// Writes the mark of an opening and flushes it: from now on the file is there after a power cut.
    func begin(_ mark: Mark) throws(StoreError) {
        guard write(mark), fsync(descriptor) == 0 else {
            throw .unusable("Cannot write \(path): \(lastSystemError()).")
        }
        try synchronizeDirectory(of: path)
    }

    /// Writes a mark. A failure leaves the older one, which is less to notice and no harm.
    @discardableResult
    func write(_ mark: Mark) -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        for number in [mark.epoch, mark.commits] {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: tags.tag(of: mark))
        return pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    }
}

extension RowTags {
    fileprivate func tag(of mark: Witness.Mark) -> Data {
        tag(named: "witness", [mark.epoch.stored, mark.commits.stored])
    }
}

/// Why the queued leads of a file are looked up before anything of them is sent.
struct Fence {
    let words: String

    /// `nil` for a file that is as far as its witness, or further.
    init?(_ mark: Witness.Mark, kept: Witness.Kept, isWitnessed: Bool) {
        switch kept {
        case .mark(let kept):
            guard mark.epoch < kept.epoch || mark.commits < kept.commits else { return nil }
            let lost = max(kept.commits - mark.commits, 0)
            words = "the data file is older than what this gateway did since (\(lost) commits are missing)"
        case .unreadable: words = "the file that says how far the data file was is damaged"
        case .nothing:
            guard isWitnessed else { return nil }
            words = "the data file was brought here from somewhere else"
        }
    }
}
