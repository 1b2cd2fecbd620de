import Drift
import Foundation
import Hummingbird
import HummingbirdCore
import Names

/// A filter over notices, from a query string.
struct NoticeQuery {
    private static let names = ["source", "state", "kind", "limit", "cursor"]

    private let values: [String: String]
    private let states: Set<Notice.State>
    private let kinds: Set<Notice.Kind>
    let cursor: String?
    let limit: Int

    /// - Throws: `Refusal` that names the parameter, what it was and what is allowed.
    init(_ parameters: FlatDictionary<Substring, Substring>) throws {
        var values: [String: String] = [:]
        for (key, value) in parameters {
            guard Self.names.contains(String(key)) else {
                throw Refusal.badRequest("unknown parameter '\(key)'; there are: \(Self.names.joined(separator: ", "))")
            }
            guard values.updateValue(String(value), forKey: String(key)) == nil else {
                throw Refusal.badRequest("'\(key)' is there twice; several are written with commas")
            }
        }
        self.values = values
        states = try Self.set(values["state"], "state") ?? [.open, .acknowledged]
        kinds = try Self.set(values["kind"], "kind") ?? Set(Notice.Kind.allCases)
        cursor = values["cursor"]
        limit = try PageQuery.limit(values["limit"])
    }

    func includes(_ notice: Notice) -> Bool {
        states.contains(notice.state) && kinds.contains(notice.kind)
            && values["source"].map { $0 == notice.source.rawValue } ?? true
    }

    /// The path of the page behind the notice `cursor`, with the same filter.
    func link(cursor: String) -> String {
        "/admin/api/notices".addingQuery(Self.names.map { ($0, $0 == "cursor" ? cursor : values[$0]) })
    }

    private static func set<Value: RawRepresentable<String> & CaseIterable & Hashable>(
        _ text: String?,
        _ name: String
    ) throws -> Set<Value>? {
        guard let text else { return nil }
        return Set(
            try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
                guard let value = Value(rawValue: String(part)) else {
                    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Refusal.badRequest("\(name) is '\(part)'; there are: \(known)")
                }
                return value
            }
        )
    }
}
