package import JSON
package import Problems

/// What can be asked of a listener by one method at one path: for people, for programs that are generated from it, and for
/// the tests that hold it against the router.
package struct APIOperation: Sendable {
    package enum Method: String, Sendable {
        case get, head, post, put, options
    }

    /// A value beside the body.
    package struct Parameter: Sendable {
        package enum Place: String, Sendable {
            case query, header
        }

        package let name: String
        package let place: Place
        package let text: String
        package let schema: JSONValue
        package let isRequired: Bool

        package init(
            _ name: String,
            in place: Place = .query,
            _ text: String,
            _ schema: JSONValue = ["type": "string"],
            required: Bool = false
        ) {
            self.name = name
            self.place = place
            self.text = text
            self.schema = schema
            isRequired = required
        }
    }

    /// What a request brings, or an answer.
    package struct Content: Sendable {
        package let types: [String]
        package let schema: JSONValue

        package init(_ types: [String], _ schema: JSONValue) {
            self.types = types
            self.schema = schema
        }

        package static func json(_ schema: JSONValue) -> Content { Content(["application/json"], schema) }
    }

    /// An answer that is no problem.
    package struct Answer: Sendable {
        package let status: Int
        package let text: String
        package let content: Content?

        package init(_ status: Int, _ text: String, _ content: Content? = nil) {
            self.status = status
            self.text = text
            self.content = content
        }
    }

    package let method: Method
    /// With `{name}` for what varies.
    package let path: String
    package let tag: String
    package let summary: String
    /// The lowest role that opens it; nil where roles mean nothing.
    package var role: String?
    package var parameters: [Parameter] = []
    package var body: Content?
    /// Whether a request without a body is one.
    package var needsBody = false
    package var answers: [Answer]
    package var problems: [Problem] = []
    /// Which of the API's security schemes lets in, any of them; empty for everybody.
    package var security: [String] = []

    package init(
        _ method: Method,
        _ path: String,
        tag: String,
        _ summary: String,
        role: String? = nil,
        parameters: [Parameter] = [],
        body: Content? = nil,
        needsBody: Bool = false,
        answers: [Answer],
        problems: [Problem] = [],
        security: [String] = []
    ) {
        self.method = method
        self.path = path
        self.tag = tag
        self.summary = summary
        self.role = role
        self.parameters = parameters
        self.body = body
        self.needsBody = needsBody
        self.answers = answers
        self.problems = problems
        self.security = security
    }

    /// The names of what varies in the path.
    package var variables: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
            String($0.dropFirst().dropLast())
        }
    }

    /// What programs call it: `postLeadsIdReplay`.
    var id: String {
        let words = path.split { !$0.isLetter && !$0.isNumber }.filter { !["admin", "api"].contains($0) }
        return method.rawValue + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension JSONValue {
    /// A schema of the document's own.
    package static func ref(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    /// An object with these members, of which some must be there.
    package static func members(_ properties: JSONObject, required: [String] = [], others: Bool = true) -> JSONValue {
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        if !others { schema["additionalProperties"] = false }
        return .object(schema)
    }
}
