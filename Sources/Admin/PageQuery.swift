import Hummingbird
import HummingbirdCore

/// Which part of a list that has no filter: `limit` and `cursor`.
struct PageQuery {
    let cursor: String?
    let limit: Int

    /// - Throws: `Refusal` that names the parameter, what it was and what is allowed.
    init(_ parameters: FlatDictionary<Substring, Substring>) throws {
        for (key, _) in parameters where !["limit", "cursor"].contains(key) {
            throw Refusal.badRequest("unknown parameter '\(key)'; there are: limit, cursor")
        }
        cursor = parameters["cursor"].map(String.init)
        limit = try Self.limit(parameters["limit"])
    }

    /// How many at most: 1 to 500, 50 where nothing is said.
    static func limit(_ text: (some StringProtocol)?) throws -> Int {
        guard let text else { return 50 }
        guard let limit = Int(text), (1...500).contains(limit) else {
            throw Refusal.badRequest("limit is '\(text)'; it is a number from 1 to 500")
        }
        return limit
    }

    /// The path of the page at `cursor`.
    func link(_ path: String, cursor: String) -> String {
        path.addingQuery([("cursor", cursor), ("limit", "\(limit)")])
    }
}
