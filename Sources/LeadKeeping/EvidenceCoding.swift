import Foundation
import JSON
import Leads

/// Evidence as bytes before they are sealed: a JSON object, and the answer's raw bytes behind a length.
enum EvidenceCoding {
    static func encode(_ evidence: Evidence) -> [UInt8] {
        var words: JSONObject = [:]
        if let cause = evidence.cause { words["cause"] = .object(cause.json) }
        if !evidence.messages.isEmpty { words["messages"] = .array(evidence.messages.map { .string($0) }) }
        if evidence.answer != nil { words["answered"] = .bool(true) }
        let text = JSONValue.object(words).serialized
        var bytes: [UInt8] = []
        withUnsafeBytes(of: UInt32(text.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text)
        bytes.append(contentsOf: evidence.answer ?? [])
        return bytes
    }

    /// The evidence of its bytes; `nil` when they are not some.
    static func decode(_ data: Data) -> Evidence? {
        let bytes = [UInt8](data)
        guard bytes.count >= 4 else { return nil }
        let length = Int(bytes[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        guard bytes.count >= 4 + length, let words = try? JSONValue.parse(Array(bytes[4..<(4 + length)])) else {
            return nil
        }
        return Evidence(
            cause: words["cause"]?.objectValue.flatMap { Cause(json: $0) },
            messages: (words["messages"]?.arrayValue ?? []).compactMap(\.stringValue),
            answer: words["answered"] == nil ? nil : Array(bytes[(4 + length)...])
        )
    }
}
