import JSON

/// The body of a GraphQL answer, read as tolerantly as its two published shapes and graphql-java demand (fact sheet 1.5).
///
/// `errors` may be there and empty. `data` holds a member for each alias, but the documentation's examples hold the result
/// of a single mutation directly (`{"data": {"messages": []}}`); both are read.
struct GraphQLAnswer: Sendable {
    /// One element of `errors`.
    struct Failure: Sendable, Hashable {
        /// The alias of the field that failed; `nil` for the request as a whole.
        var alias: String?
        /// What HTTP would have answered; `nil` if the error names none.
        var status: Int?
    }

    /// The result of a mutation that was carried out.
    struct Result: Sendable, Hashable {
        var id: String?
        var messages: [String]
    }

    private(set) var failures: [Failure] = []
    private var results: [String: Result] = [:]
    /// Whether `data` is there with at least one member of its own.
    private(set) var hasData = false

    /// Reads a body.
    /// - Parameter aliases: those that were asked for, in their order.
    init?(_ body: [UInt8], aliases: [String]) {
        guard let document = try? JSONValue.parse(body), document.objectValue != nil else { return nil }
        guard document["data"] != nil || document["errors"] != nil else { return nil }
        failures = (document["errors"]?.arrayValue ?? []).map { Self.failure($0, aliases) }
        guard let data = document["data"]?.objectValue else { return }
        hasData = !data.isEmpty
        for alias in aliases {
            if let object = data[alias]?.objectValue { results[alias] = Self.result(object) }
        }
        if aliases.count == 1, results.isEmpty, data["messages"] != nil || data["id"] != nil {
            results[aliases[0]] = Self.result(data)
        }
    }

    /// What a mutation brought; `nil` if it is not there.
    func result(_ alias: String) -> Result? { results[alias] }

    /// The errors of one mutation.
    func failures(of alias: String) -> [Failure] { failures.filter { $0.alias == alias } }

    /// The errors of the request as a whole: it was not carried out.
    var wholeFailures: [Failure] { failures.filter { $0.alias == nil } }

    private static func result(_ object: JSONObject) -> Result {
        let made = object["id"] ?? object["wizardSessionKey"]
        return Result(
            id: made?.stringValue,
            messages: object["messages"]?.arrayValue?.compactMap(\.stringValue) ?? []
        )
    }

    private static func failure(_ error: JSONValue, _ aliases: [String]) -> Failure {
        let path = error["path"]?.arrayValue ?? error["queryPath"]?.arrayValue
        let alias = path?.first?.stringValue.flatMap { aliases.contains($0) ? $0 : nil }
        let extensions = error["extensions"]
        let named = [error["status"], extensions?["status"], extensions?["statusCode"], extensions?["code"]]
        let status = named.lazy.compactMap { $0.flatMap(number) }.first
        return Failure(alias: alias, status: status ?? classified(error) ?? classified(extensions))
    }

    /// A status as a number, a text of one, or a name of it (`NOT_FOUND`).
    private static func number(_ value: JSONValue) -> Int? {
        if let number = value.numberValue?.int { return number }
        guard let text = value.stringValue else { return nil }
        return Int(text) ?? Int(text.prefix { $0.isNumber }) ?? names[text.uppercased()]
    }

    /// graphql-java names the kind of an error where it names no status.
    private static func classified(_ value: JSONValue?) -> Int? {
        let kinds = [value?["errorType"], value?["classification"], value?["validationErrorType"]]
        for kind in kinds.lazy.compactMap({ $0?.stringValue }) {
            let folded = kind.filter(\.isLetter).lowercased()
            if folded.contains("validation") || folded.contains("syntax") || folded.contains("undefined") { return 400 }
            if let status = names[kind.uppercased()] { return status }
        }
        return nil
    }

    private static let names = [
        "BAD_REQUEST": 400, "BAD_USER_INPUT": 400, "GRAPHQL_VALIDATION_FAILED": 400, "GRAPHQL_PARSE_FAILED": 400,
        "UNAUTHORIZED": 401, "UNAUTHENTICATED": 401, "FORBIDDEN": 403, "NOT_FOUND": 404, "GONE": 410,
        "UNPROCESSABLE_ENTITY": 422, "TOO_MANY_REQUESTS": 429, "INTERNAL_ERROR": 500, "INTERNAL_SERVER_ERROR": 500,
        "SERVICE_UNAVAILABLE": 503,
    ]
}
