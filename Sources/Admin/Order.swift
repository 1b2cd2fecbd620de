import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// The JSON body of an operator's request; an absent body is an empty order.
///
/// Strict, because an order that is half understood is the wrong order: `"preview": "true"` must not replay anything.
struct Order {
    /// Bytes of a body at most.
    static let limit = 64 * 1024

    private let members: JSONObject
    /// The order's operation id: the header `Idempotency-Key` or the member `operation`.
    let operation: String?

    /// - Parameters:
    ///   - names: the members that mean something here.
    ///   - limit: how many bytes it may have.
    /// - Throws: `Refusal` in words for an operator. A body that is too slow is the listener's business.
    init(
        _ request: Request,
        allows names: [String],
        limit: Int = Self.limit
    ) async throws {
        members = try Self.members(Array(try await request.body.collect(upTo: limit).readableBytesView))
        for member in members where !names.contains(member.key) {
            let known = names.isEmpty ? "none is read here" : "there are: \(names.joined(separator: ", "))"
            throw Refusal.badRequest("unknown member '\(member.key)'; \(known)")
        }
        let texts = [
            "reason", "operation", "outcome", "vorgangsnummer", "action", "source", "name", "role", "confirm",
        ]
        for name in texts {
            guard let value = members[name], value.stringValue == nil else { continue }
            throw Refusal.badRequest("'\(name)' must be a text")
        }
        if let rate = members["rate"], rate.numberValue?.int == nil {
            throw Refusal.badRequest("'rate' must be a whole number, without quotes: leads a second")
        }
        for name in ["preview", "override", "accept"] {
            guard let value = members[name], value.boolValue == nil else { continue }
            throw Refusal.badRequest("'\(name)' must be true or false, without quotes")
        }
        let header = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }
        operation = try (header ?? members["operation"]?.stringValue).map(Self.operation)
    }

    /// An operation's id as it names a job in addresses and commands ever after.
    private static func operation(_ text: String) throws -> String {
        // The header's value may be a quoted string (draft-ietf-httpapi-idempotency-key-header §2.1).
        let id =
            text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
        guard id.isName(with: "._-:@") else {
            throw Refusal.badRequest("an operation's id has 1 to 64 letters (a to z), digits and . _ - : @")
        }
        return id
    }

    /// Why, in the operator's words.
    var reason: String? { members["reason"]?.stringValue }

    /// Why; this order cannot do without.
    /// - Throws: `Refusal` that asks for it.
    var requiredReason: String {
        get throws {
            guard let reason, !reason.allSatisfy(\.isWhitespace) else {
                throw Refusal.badRequest("say why: {\"reason\": \"…\"}; the reason is kept in the lead's timeline")
            }
            return reason
        }
    }

    /// Leads a second at most; `nil` where the order names none.
    var rate: Int? {
        get throws {
            guard let rate = members["rate"]?.numberValue?.int else { return nil }
            guard (1...10_000).contains(rate) else {
                throw Refusal.badRequest("'rate' is \(rate); it is a number from 1 to 10000, leads a second")
            }
            return rate
        }
    }

    /// Whether only to say what would happen.
    var isPreview: Bool { members["preview"]?.boolValue ?? false }

    /// Whether a risk is taken that an answer has told of.
    var isOverride: Bool { members["override"]?.boolValue ?? false }

    /// The members that filter leads.
    var filterMembers: [JSONObject.Member] { members.filter { LeadQuery.filterNames.contains($0.key) } }

    /// All of it.
    var all: JSONObject { members }

    subscript(_ key: String) -> JSONValue? { members[key] }

    private static func members(_ bytes: [UInt8]) throws -> JSONObject {
        guard !bytes.isEmpty else { return [:] }
        do {
            guard case .object(let members) = try JSONValue.parse(bytes) else {
                throw Refusal.badRequest("the body must be a JSON object")
            }
            return members
        } catch let error as JSONParseError {
            throw Refusal.badRequest("the body is not JSON: \(error)")
        }
    }
}
