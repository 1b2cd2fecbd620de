import Hummingbird
import JSON

/// The JSON body of an operator's request; an absent body is an empty order.
struct Order {
    /// Who acts, as far as the one admin token can tell.
    static let operatorName = "operator"

    private let members: JSONObject

    init(_ request: Request) async throws {
        let buffer = try await request.body.collect(upTo: 64 * 1024)
        let bytes = Array(buffer.readableBytesView)
        guard !bytes.isEmpty else {
            members = [:]
            return
        }
        do {
            guard case .object(let members) = try JSONValue.parse(bytes) else {
                throw Problem.badRequest("the body must be a JSON object")
            }
            self.members = members
        } catch let error as JSONParseError {
            throw Problem.badRequest("the body is not JSON: \(error)")
        }
    }

    /// Why, in the operator's words.
    var reason: String? { members["reason"]?.stringValue }

    /// The members that filter leads.
    var filterMembers: [JSONObject.Member] {
        members.filter { !["reason", "preview"].contains($0.key) }
    }

    subscript(_ key: String) -> JSONValue? { members[key] }
}
