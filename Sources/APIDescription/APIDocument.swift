package import JSON
import Problems

/// An OpenAPI 3.1 document of one listener, made of its table of operations.
package struct APIDocument: Sendable {
    /// The program's version, which is its APIs' as well.
    package static let version = "0.1.0"

    private let title: String
    private let text: String
    private let operations: [APIOperation]
    private let schemas: JSONObject
    private let security: JSONObject

    /// - Parameters:
    ///   - schemas: what operations refer to by name (JSON Schema, 2020-12).
    ///   - security: how a request shows that it may, by name.
    package init(
        title: String,
        text: String,
        operations: [APIOperation],
        schemas: JSONObject,
        security: JSONObject
    ) {
        self.title = title
        self.text = text
        self.operations = operations
        self.schemas = schemas
        self.security = security
    }

    package var json: JSONValue {
        var paths: JSONObject = [:]
        for operation in operations {
            var path = paths[operation.path]?.objectValue ?? Self.variables(of: operation)
            path[operation.method.rawValue] = .object(json(of: operation))
            paths[operation.path] = .object(path)
        }
        var tags: [String] = []
        for operation in operations where !tags.contains(operation.tag) { tags.append(operation.tag) }
        var schemas = schemas
        schemas["Problem"] = Self.problem
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(Self.version), "description": .string(text)],
            // Wherever the document was read from.
            "servers": [["url": "/"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas), "securitySchemes": .object(security),
                "responses": ["Problem": Self.response("Something else went wrong; the type says what (RFC 9457).")],
            ],
        ]
    }

    private static func variables(of operation: APIOperation) -> JSONObject {
        guard !operation.variables.isEmpty else { return [:] }
        return [
            "parameters": .array(
                operation.variables.map { name in
                    ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
                }
            )
        ]
    }

    private func json(of operation: APIOperation) -> JSONObject {
        var json: JSONObject = [
            "operationId": .string(operation.id), "tags": [.string(operation.tag)],
            "summary": .string(operation.summary),
        ]
        if let role = operation.role {
            json["description"] = .string("Needs a token of the role \(role) or a higher one.")
            json["x-role"] = .string(role)
        }
        if !operation.parameters.isEmpty { json["parameters"] = .array(operation.parameters.map(Self.json)) }
        if let body = operation.body {
            json["requestBody"] = ["required": .bool(operation.needsBody), "content": Self.json(of: body)]
        }
        json["responses"] = .object(Self.responses(of: operation))
        json["security"] = .array(operation.security.map { [$0: []] })
        return json
    }

    private static func json(of parameter: APIOperation.Parameter) -> JSONValue {
        [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "description": .string(parameter.text),
            "required": .bool(parameter.isRequired), "schema": parameter.schema,
        ]
    }

    private static func json(of content: APIOperation.Content) -> JSONValue {
        var media: JSONObject = [:]
        for type in content.types { media[type] = ["schema": content.schema] }
        return .object(media)
    }

    private static func responses(of operation: APIOperation) -> JSONObject {
        var responses: JSONObject = [:]
        for answer in operation.answers {
            var json: JSONObject = ["description": .string(answer.text)]
            if let content = answer.content { json["content"] = self.json(of: content) }
            responses[String(answer.status)] = .object(json)
        }
        let problems = Dictionary(grouping: operation.problems, by: \.status).sorted { $0.key < $1.key }
        for (status, found) in problems where responses[String(status)] == nil {
            responses[String(status)] = response(found.map { "\($0.title) (\($0.type))." }.joined(separator: " "))
        }
        responses["default"] = ["$ref": "#/components/responses/Problem"]
        return responses
    }

    private static func response(_ text: String) -> JSONValue {
        ["description": .string(text), "content": [Problem.contentType: ["schema": .ref("Problem")]]]
    }

    /// An answer that says what went wrong (RFC 9457).
    private static let problem = JSONValue.members(
        [
            "type": ["type": "string", "enum": .array(Problem.allCases.map { .string($0.type) })],
            "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
        ],
        required: ["type", "title", "status", "detail"]
    )
}
