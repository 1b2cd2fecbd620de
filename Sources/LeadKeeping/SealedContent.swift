package import Foundation
package import Leads

/// What was sent with a lead, as it is stored.
///
/// A lead that has a post to itself has all of it under its own data key. Leads of one post share its body: it is sealed
/// once, under a data key of its own, and each lead has its place in it under the lead's.
///
/// Who is erased must be unreadable, also in what others share with him. So the part of the body that was his alone is
/// overwritten and the rest sealed anew under another key; with the last lead of a post goes all of it. What stands around
/// the parts is nobody's alone and stays as long as any lead of the post does. A post whose leads cannot be told apart byte
/// by byte (it is no JSON, or was put right to be read) is not shared: each lead has its own copy.
package struct SealedContent {
    let wrappedKey: Data
    let sealed: Data
    let post: SealedPost?
    /// What a person has mended of it.
    let edits: Data?
    /// What was fetched for it.
    let data: Data?

    /// - Parameter post: what the leads of its post share, where they do.
    package init(wrappedKey: Data, sealed: Data, post: SealedPost?, edits: Data?, data: Data? = nil) {
        self.wrappedKey = wrappedKey
        self.sealed = sealed
        self.post = post
        self.edits = edits
        self.data = data
    }

    /// Of a row of ``StoredTable/content``.
    ///
    /// - Parameter post: the row of ``StoredTable/post`` at a place.
    package init(_ row: StoredRow, post: (Int64) throws -> StoredRow?) throws {
        let place: Int64? = try row[4]
        let shared = try place.map { place in
            guard let row = try post(place) else { throw Sealer.Damaged(purpose: .post) }
            return try SealedPost(row)
        }
        self.init(wrappedKey: try row[1], sealed: try row[3], post: shared, edits: try row[7], data: try row[8])
    }
}

/// What the leads of one post share, sealed.
package struct SealedPost: Sendable {
    let id: LeadID
    let wrappedKey: Data
    package let sealed: Data

    /// - Parameter id: of its first lead; it opens for this one only.
    init(_ post: Submission, id: LeadID, sealer: Sealer) throws(Sealer.Damaged) {
        let flags: UInt8 = post.isPartial ? 1 : 0
        let parts = try sealer.sealPost([flags] + SubmissionCoding.encode(post.selecting(item: nil)), of: id)
        self.init(id: id, wrappedKey: parts.wrappedKey, sealed: parts.sealed)
    }

    private init(id: LeadID, wrappedKey: Data, sealed: Data) {
        self.id = id
        self.wrappedKey = wrappedKey
        self.sealed = sealed
    }

    /// Of a row of ``StoredTable/post``.
    package init(_ row: StoredRow) throws {
        guard let id = LeadID(bytes: try row[1]) else { throw StoredRow.Malformed(column: 1) }
        self.init(id: id, wrappedKey: try row[2], sealed: try row[3])
    }

    /// The row of ``StoredTable/post``.
    ///
    /// - Parameter place: of the first lead that was stored with it, in the order of acceptance.
    package func values(at place: Int64) -> [StoredValue] {
        [place.stored, Data(id.bytes).stored, wrappedKey.stored, sealed.stored]
    }

    /// The post, as its leads share it.
    func opened(by sealer: Sealer) throws(Sealer.Damaged) -> Submission {
        let bytes = try sealer.openPost(sealed, wrappedKey: wrappedKey, of: id)
        guard let flags = bytes.first, let post = SubmissionCoding.decode(bytes.dropFirst()) else {
            throw .init(purpose: .post)
        }
        return flags == 0 ? post : post.partial
    }

    /// The same without what one of its leads had alone, sealed under another key.
    package func destroying(_ part: Range<Int>, sealer: Sealer) throws(Sealer.Damaged) -> SealedPost {
        let post = try opened(by: sealer)
        guard part.upperBound <= post.body.count, !part.isEmpty else { throw .init(purpose: .post) }
        return try SealedPost(post.destroying(part), id: id, sealer: sealer)
    }
}

/// Which lead of a shared post it is, as bytes before they are sealed.
struct SharedPart {
    let item: Int?
    let part: Range<Int>?

    private static let format: UInt8 = 2

    init(_ submission: Submission) {
        item = submission.item
        part = submission.part
    }

    var bytes: [UInt8] {
        [Self.format]
            + [item ?? -1, part?.lowerBound ?? -1, part?.upperBound ?? -1].flatMap { number in
                withUnsafeBytes(of: Int64(number).bigEndian) { Array($0) }
            }
    }

    /// Reads ``bytes``; `nil` when they are none.
    init?(_ bytes: Data) {
        guard bytes.count == 25, bytes.first == Self.format else { return nil }
        let numbers = (0..<3).map { place in
            Int(Int64(bitPattern: bytes.dropFirst(1 + 8 * place).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
        }
        item = numbers[0] < 0 ? nil : numbers[0]
        part = numbers[1] >= 0 && numbers[1] <= numbers[2] ? numbers[1]..<numbers[2] : nil
    }
}

extension Sealer {
    /// What was sent with a lead, and what a person has mended of it.
    package func submission(_ content: SealedContent, of id: LeadID) throws(Damaged) -> Submission {
        var sent = try sent(content, of: id)
        if let data = content.data { sent = sent.bearing(try self.data(data, wrappedKey: content.wrappedKey, of: id)) }
        guard let edits = content.edits else { return sent }
        return sent.edited(by: try self.edits(edits, wrappedKey: content.wrappedKey, of: id))
    }

    /// What was fetched for a lead, from the sealed parts of its content.
    package func data(_ sealed: Data, wrappedKey: Data, of id: LeadID) throws(Damaged) -> [UInt8] {
        Array(try open(sealed, under: try unwrap(wrappedKey, of: id), as: .data, of: id))
    }

    private func sent(_ content: SealedContent, of id: LeadID) throws(Damaged) -> Submission {
        let key = try unwrap(content.wrappedKey, of: id)
        let bytes = try open(content.sealed, under: key, as: .submission, of: id)
        guard let post = content.post else {
            guard let submission = SubmissionCoding.decode(bytes) else { throw Damaged(purpose: .submission) }
            return submission
        }
        guard let shared = SharedPart(bytes) else { throw Damaged(purpose: .submission) }
        return try post.opened(by: self).selecting(item: shared.item, part: shared.part)
    }

    /// The row of a lead's content that has become one of several of its post.
    ///
    /// - Parameters:
    ///   - own: which of them it is, and what of the body is its alone.
    ///   - old: the row of what it has shared until now.
    ///   - post: the place of what it shares with the others.
    func content(
        _ row: StoredRow,
        of id: LeadID,
        becoming own: (item: Int?, part: Range<Int>?),
        from old: StoredRow?,
        sharing post: Int64?
    ) throws(StoreError) -> [StoredValue] {
        do {
            let wrapped: Data = try row[1]
            let submission = try submission(try SealedContent(row) { _ in old }, of: id)
                .selecting(item: own.item, part: own.part)
            let bytes = post == nil ? SubmissionCoding.encode(submission) : SharedPart(submission).bytes
            let sealed = try seal(bytes, under: try unwrap(wrapped, of: id), as: .submission, of: id)
            var values = Array(row.values.prefix(StoredTable.content.columns.count))
            let part = post == nil ? nil : own.part
            values[3...6] = [sealed.stored, post.stored, (part?.lowerBound).stored, (part?.upperBound).stored]
            return values
        } catch { throw .corrupt(id, "its sealed content") }
    }

    /// What is a lead's alone of the body of its post.
    package enum OwnPart {
        /// These bytes.
        case bytes(Range<Int>)
        /// Nothing less than all of it.
        case whole
        /// Neither what is sealed nor the row can be trusted any more.
        case unknown
    }

    /// What is a lead's alone, by the row of its content: what is sealed says so, else the row, where it is as it was written.
    package func ownPart(_ content: StoredRow, of id: LeadID) -> OwnPart {
        if let wrapped = try? content[1] as Data, let sealed = try? content[3] as Data,
            let key = try? unwrap(wrapped, of: id),
            let shared = (try? open(sealed, under: key, as: .submission, of: id)).flatMap({ SharedPart($0) })
        {
            return shared.part.map { .bytes($0) } ?? .whole
        }
        guard content.isProven(of: .content, by: tags) else { return .unknown }
        guard let start = try? content[5] as Int, let end = try? content[6] as Int, start <= end else { return .whole }
        return .bytes(start..<end)
    }
}
