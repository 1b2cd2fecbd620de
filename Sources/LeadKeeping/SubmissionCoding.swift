import Foundation
import JSON
import Leads

/// A submission as bytes before they are sealed: a format number, then each part with its length in front, the raw
/// body last.
///
/// Own bytes and not JSON, because the body must come back byte for byte and costs nothing to copy.
enum SubmissionCoding {
    private static let format: UInt8 = 1

    static func encode(_ submission: Submission) -> [UInt8] {
        let query = submission.query.isEmpty ? [] : JSONValue.object(submission.query).serialized
        let headers = submission.headers.isEmpty ? [] : JSONValue.object(submission.headers).serialized
        var bytes: [UInt8] = []
        bytes.reserveCapacity(submission.body.count + query.count + headers.count + 96)
        bytes.append(format)
        bytes.append(submission.contentType == nil ? 0 : 1)
        append(Array((submission.contentType ?? "").utf8), to: &bytes)
        append(query, to: &bytes)
        append(headers, to: &bytes)
        let item = Int64(submission.item ?? -1)
        withUnsafeBytes(of: item.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: submission.body)
        return bytes
    }

    /// The submission of its bytes; `nil` when they are not one.
    static func decode(_ bytes: Data) -> Submission? {
        var rest = [UInt8](bytes)[...]
        guard rest.popFirst() == format, let hasType = rest.popFirst(),
            let type = part(&rest), let query = object(&rest), let headers = object(&rest), let item = number(&rest, 8)
        else { return nil }
        return Submission(
            body: Array(rest),
            contentType: hasType == 0 ? nil : String(decoding: type, as: UTF8.self),
            query: query,
            headers: headers,
            item: item < 0 ? nil : Int(item)
        )
    }

    private static func append(_ part: [UInt8], to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(part.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: part)
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>, _ count: Int) -> Int64? {
        guard bytes.count >= count else { return nil }
        let value = bytes.prefix(count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        bytes = bytes.dropFirst(count)
        return Int64(bitPattern: value)
    }

    private static func part(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let count = number(&bytes, 4), bytes.count >= Int(count) else { return nil }
        defer { bytes = bytes.dropFirst(Int(count)) }
        return bytes.prefix(Int(count))
    }

    private static func object(_ bytes: inout ArraySlice<UInt8>) -> JSONObject? {
        guard let part = part(&bytes) else { return nil }
        if part.isEmpty { return [:] }
        return (try? JSONValue.parse(Array(part)))?.objectValue
    }
}
