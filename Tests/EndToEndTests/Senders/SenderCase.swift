import JSON
import NIOHTTP1

/// What a sender really posts, and what must become of it. Every person is invented.
struct SenderCase: Sendable {
    /// One request.
    struct Post: Sendable {
        var body: [UInt8]
        var type: String?
        var query = ""
        var method = HTTPMethod.POST
        var headers: [(String, String)] = []

        static func json(_ text: String) -> Post { Post(body: Array(text.utf8), type: "application/json") }
        static func form(_ text: String, query: String = "") -> Post {
            Post(body: Array(text.utf8), type: "application/x-www-form-urlencoded", query: query)
        }
        static func text(_ text: String, as type: String?) -> Post { Post(body: Array(text.utf8), type: type) }
    }

    /// What the last of the posts must come to.
    struct Outcome: Sendable {
        var status: UInt = 200
        /// The state of each of its leads; empty where it has none.
        var states = ["delivered"]
        /// The code of the cause, where they are dead.
        var cause: String?
        /// Values of what the target stored of each lead, by their places.
        var stored: [[String: JSONValue]] = []
        /// Lines of its notes.
        var notes: [String] = []
        /// What must be in nothing that the target stored, nor in a receipt.
        var nowhere: [String] = []
        /// Words of the answer.
        var says: [String] = []
    }

    let name: String
    /// The shipped mapping, where the case has none of its own.
    var mapping = "kundenangaben-standard"
    /// What a mapping of its own says beside `extends`.
    var own: String?
    /// What the source says beside mapping and credential, with a comma behind it.
    var source = ""
    let posts: [Post]
    let outcome: Outcome

    init(
        _ name: String,
        mapping: String = "kundenangaben-standard",
        own: String? = nil,
        source: String = "",
        posts: [Post],
        _ outcome: Outcome
    ) {
        self.name = name
        self.mapping = mapping
        self.own = own
        self.source = source
        self.posts = posts
        self.outcome = outcome
    }

    init(
        _ name: String,
        mapping: String = "kundenangaben-standard",
        own: String? = nil,
        source: String = "",
        _ post: Post,
        _ outcome: Outcome
    ) {
        self.init(name, mapping: mapping, own: own, source: source, posts: [post], outcome)
    }

    /// All of them.
    static let all = bodies + forms + values + choices + vendors + keys
}

extension SenderCase.Outcome {
    /// Delivered, with these values.
    static func delivered(
        _ stored: [String: JSONValue] = [:],
        notes: [String] = [],
        nowhere: [String] = []
    ) -> SenderCase.Outcome {
        SenderCase.Outcome(stored: [stored], notes: notes, nowhere: nowhere)
    }

    /// Several leads of one post.
    static func several(_ stored: [String: JSONValue]...) -> SenderCase.Outcome {
        SenderCase.Outcome(states: stored.map { _ in "delivered" }, stored: stored)
    }

    /// Kept as a dead letter.
    static func dead(_ cause: String, status: UInt = 200) -> SenderCase.Outcome {
        SenderCase.Outcome(status: status, states: ["dead"], cause: cause)
    }

    /// No lead at all.
    static func none(_ status: UInt, says: String = "") -> SenderCase.Outcome {
        SenderCase.Outcome(status: status, states: [], says: says.isEmpty ? [] : [says])
    }
}
