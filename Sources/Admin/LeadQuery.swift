import Foundation
import Hummingbird
import HummingbirdCore
import JSON
import Leads
import Moments
import Names
import Targets

/// A filter over leads, from a query string or from the body of a bulk order.
struct LeadQuery {
    static let names = [
        "state", "waitsFor", "source", "target", "cause", "fingerprint", "id", "from", "to", "limit", "cursor",
    ]

    /// The names that say which leads; the others say which part of the list.
    static let filterNames = names.filter { !["limit", "cursor"].contains($0) }

    private let values: [String: String]
    var filter: LeadFilter
    var cursor: String?
    var limit: Int

    /// - Throws: `Refusal` that names the parameter, what it was and what is allowed.
    init(_ parameters: FlatDictionary<Substring, Substring>, among targets: [Target]) throws {
        var values: [String: String] = [:]
        for (key, value) in parameters {
            guard values.updateValue(String(value), forKey: String(key)) == nil else {
                let advice = key == "state" ? "several are written state=dead,uncertain" : "write it once"
                throw Refusal.badRequest("'\(key)' is there twice; \(advice)")
            }
        }
        try self.init(values: values, among: targets)
    }

    /// - Throws: `Refusal`, as for a query string; members that are no filter belong to the order itself.
    init(order: Order, among targets: [Target]) throws {
        var values: [String: String] = [:]
        for member in order.filterMembers {
            guard let text = member.value.stringValue else {
                throw Refusal.badRequest("'\(member.key)' must be a text")
            }
            values[member.key] = text
        }
        try self.init(values: values, among: targets)
    }

    private init(values: [String: String], among targets: [Target]) throws {
        for name in values.keys where !Self.names.contains(name) {
            throw Refusal.badRequest("unknown parameter '\(name)'; there are: \(Self.names.joined(separator: ", "))")
        }
        filter = LeadFilter()
        filter.states = Set(try Self.list(values["state"], "state", among: LeadState.allCases) ?? [])
        filter.lack = try Self.list(values["waitsFor"], "waitsFor", among: Lead.Lack.allCases)?.first
        filter.source = values["source"].map { SourceName($0) }
        filter.target = try Self.one(values["target"], "target", among: targets)
        filter.causeClass = try Self.one(values["cause"], "cause", among: CauseClass.allCases)
        filter.causeFingerprint = values["fingerprint"]
        filter.idPrefix = values["id"]
        filter.from = try Self.time(values["from"], "from")
        filter.to = try Self.time(values["to"], "to")
        self.values = values
        cursor = values["cursor"]
        limit = try PageQuery.limit(values["limit"])
    }

    /// The path of the page at `cursor`, with the same filter.
    func link(path: String, cursor: String) -> String {
        let others = Self.names.filter { $0 != "cursor" }
        return path.addingQuery([("cursor", cursor)] + others.map { ($0, values[$0]) })
    }

    private static func list<Value: RawRepresentable<String>>(
        _ text: String?,
        _ name: String,
        among all: [Value]
    ) throws -> [Value]? {
        guard let text else { return nil }
        return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let value = all.first(where: { $0.rawValue == part }) else {
                let allowed = all.map(\.rawValue).joined(separator: ", ")
                throw Refusal.badRequest("\(name) is '\(part)'; allowed are \(allowed)")
            }
            return value
        }
    }

    private static func one<Value: RawRepresentable<String>>(
        _ text: String?,
        _ name: String,
        among all: [Value]
    ) throws -> Value? {
        let values = try list(text, name, among: all) ?? []
        guard values.count <= 1 else { throw Refusal.badRequest("\(name) is '\(text ?? "")'; only one can be named") }
        return values.first
    }

    private static func time(_ text: String?, _ name: String) throws -> Int64? {
        guard let text else { return nil }
        guard let time = Timestamp.milliseconds(text) else {
            throw Refusal.badRequest("\(name) is '\(text)'; write a time like 2026-11-21T10:30:00Z or a date")
        }
        return time
    }
}
