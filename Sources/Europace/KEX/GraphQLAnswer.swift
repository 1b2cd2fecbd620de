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
        /// Whether the request was found wrong before anything of it was carried out.
        var isOfRequest: Bool
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
    /// Whether anything can have been carried out: a request that fails before that has no `data` (GraphQL specification
    /// 7.1.1), and whoever writes `null` there still calls it an error of validation or syntax.
    private(set) var wasExecuted: Bool
    /// Remarks that belong to no single mutation.
    private(set) var messages: [String] = []

    /// Reads a body.
    /// - Parameter aliases: those that were asked for, in their order.
    init?(_ body: [UInt8], aliases: [String]) {
        guard let document = try? JSONValue.parse(body), document.objectValue != nil else { return nil }
        guard document["data"] != nil || document["errors"] != nil else { return nil }
        failures = (document["errors"]?.arrayValue ?? []).map { Self.failure($0, aliases) }
        wasExecuted = document["data"] != nil && !failures.contains(where: \.isOfRequest)
        guard let data = document["data"]?.objectValue else { return }
        hasData = !data.isEmpty
        for alias in aliases {
            if let object = data[alias]?.objectValue { results[alias] = Self.result(object) }
        }
        guard results.isEmpty, ["messages", "id", "wizardSessionKey"].contains(where: { data[$0] != nil }) else {
            return
        }
        let whole = Self.result(data)
        if aliases.count > 1 { messages = whole.messages }
        for alias in aliases where failures(of: alias).isEmpty {
            results[alias] = aliases.count == 1 ? whole : Result(id: nil, messages: [])
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
        let kind = kind(of: error) ?? kind(of: extensions)
        return Failure(
            alias: alias,
            status: status ?? kind.flatMap { isOfRequest($0) ? 400 : names[$0.uppercased()] },
            isOfRequest: kind.map(isOfRequest) ?? false
        )
    }

    /// A status as a number, a text of one, or a name of it (`NOT_FOUND`).
    private static func number(_ value: JSONValue) -> Int? {
        if let number = value.numberValue?.int { return number }
        guard let text = value.stringValue else { return nil }
        return Int(text) ?? Int(text.prefix { $0.isNumber }) ?? names[text.uppercased()]
    }

    /// graphql-java names the kind of an error where it names no status.
    private static func kind(of value: JSONValue?) -> String? {
        [value?["errorType"], value?["classification"], value?["validationErrorType"]].lazy
            .compactMap { $0?.stringValue }.first
    }

    private static func isOfRequest(_ kind: String) -> Bool {
        let folded = kind.filter(\.isLetter).lowercased()
        return folded.contains("validation") || folded.contains("syntax")
    }

    private static let names = [
        "BAD_REQUEST": 400, "BAD_USER_INPUT": 400, "GRAPHQL_VALIDATION_FAILED": 400, "GRAPHQL_PARSE_FAILED": 400,
        "UNAUTHORIZED": 401, "UNAUTHENTICATED": 401, "FORBIDDEN": 403, "NOT_FOUND": 404, "GONE": 410,
        "UNPROCESSABLE_ENTITY": 422, "TOO_MANY_REQUESTS": 429, "INTERNAL_ERROR": 500, "INTERNAL_SERVER_ERROR": 500,
        "SERVICE_UNAVAILABLE": 503,
    ]
}
