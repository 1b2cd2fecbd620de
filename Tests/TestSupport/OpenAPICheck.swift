package import JSON

/// An OpenAPI 3.1 document as a tool reads it: what of its structure is wrong, and whether a value fits one of its schemas.
package struct OpenAPICheck: Sendable {
    package let document: JSONValue

    package init(_ document: JSONValue) { self.document = document }

    /// Each operation with its method and path.
    package var operations: [(method: String, path: String, operation: JSONValue)] {
        var found: [(method: String, path: String, operation: JSONValue)] = []
        for path in document["paths"]?.objectValue ?? [:] {
            for member in path.value.objectValue ?? [:] where Self.methods.contains(member.key) {
                found.append((method: member.key, path: path.key, operation: member.value))
            }
        }
        return found
    }

    private static let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    // MARK: Structure (OpenAPI 3.1.0 §4.8)

    /// What is missing or leads nowhere; empty for a document that tools can use.
    package var faults: [String] {
        var faults: [String] = []
        if document["openapi"]?.stringValue?.hasPrefix("3.1.") != true { faults.append("openapi is no 3.1") }
        for member in ["title", "version"] where document["info"]?[member]?.stringValue?.isEmpty != false {
            faults.append("info.\(member)")
        }
        for member in document["components"]?["schemas"]?.objectValue ?? [:]
        where !member.key.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) }) {
            faults.append("a schema is called '\(member.key)'")
        }
        var ids: Set<String> = []
        for (method, path, operation) in operations {
            let name = "\(method) \(path)"
            if !path.hasPrefix("/") { faults.append("\(name): the path") }
            if let id = operation["operationId"]?.stringValue, !ids.insert(id).inserted {
                faults.append("\(name): \(id) twice")
            }
            faults += parameterFaults(operation, path).map { "\(name): \($0)" }
            let responses = operation["responses"]?.objectValue ?? [:]
            if responses.isEmpty { faults.append("\(name): no responses") }
            for response in responses {
                let isStatus =
                    response.key == "default" || (Int(response.key).map { (100..<600).contains($0) } ?? false)
                let resolved = resolved(response.value)
                if !isStatus || resolved?["description"]?.stringValue == nil {
                    faults.append("\(name): \(response.key)")
                }
            }
            for media in operation["requestBody"]?["content"]?.objectValue ?? [:]
            where media.value["schema"] == nil || !media.key.contains("/") {
                faults.append("\(name): body \(media.key)")
            }
            for scheme in (operation["security"]?.arrayValue ?? []).flatMap({ $0.objectValue?.keys ?? [] })
            where document["components"]?["securitySchemes"]?[scheme] == nil {
                faults.append("\(name): security \(scheme)")
            }
        }
        for reference in references(document) where target(reference) == nil {
            faults.append("\(reference) leads nowhere")
        }
        return faults
    }

    private func parameterFaults(_ operation: JSONValue, _ path: String) -> [String] {
        let shared = document["paths"]?[path]?["parameters"]?.arrayValue ?? []
        let all = shared + (operation["parameters"]?.arrayValue ?? [])
        var faults: [String] = []
        var seen: Set<String> = []
        for parameter in all {
            let name = parameter["name"]?.stringValue ?? ""
            let place = parameter["in"]?.stringValue ?? ""
            if name.isEmpty || !["query", "header", "path", "cookie"].contains(place) || parameter["schema"] == nil {
                faults.append("parameter '\(name)'")
            }
            if place == "path", parameter["required"] != true { faults.append("'\(name)' is not required") }
            if !seen.insert("\(place) \(name)").inserted { faults.append("'\(name)' twice") }
        }
        let variables = Set(
            path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        )
        let named = Set(all.filter { $0["in"] == "path" }.compactMap { $0["name"]?.stringValue })
        if variables != named { faults.append("the variables \(variables) are not the parameters \(named)") }
        return faults
    }

    private func references(_ value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            object.flatMap { member -> [String] in
                if member.key == "$ref", let reference = member.value.stringValue { return [reference] }
                return references(member.value)
            }
        default: []
        }
    }

    private func target(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(Optional(document)) { $0?[String($1)] }
    }

    private func resolved(_ value: JSONValue) -> JSONValue? {
        if let reference = value["$ref"]?.stringValue { return target(reference) }
        return value
    }

    // MARK: Values (JSON Schema 2020-12, as much as these documents use)

    /// Why a body does not fit what the document says of an answer; nil if it does.
    package func misfit(_ body: JSONValue, of method: String, _ path: String, status: Int) -> String? {
        guard let operation = document["paths"]?[path]?[method] else { return "no operation" }
        let response = operation["responses"]?[String(status)] ?? operation["responses"]?["default"]
        guard let content = response.flatMap(resolved)?["content"]?.objectValue, let media = content.members.first
        else {
            return "nothing is said of a body of \(status)"
        }
        return misfit(body, media.value["schema"] ?? true, at: "")
    }

    private func misfit(_ value: JSONValue, _ schema: JSONValue, at place: String) -> String? {
        if case .bool(let verdict) = schema { return verdict ? nil : "\(place): must not be there" }
        if let reference = schema["$ref"]?.stringValue {
            guard let target = target(reference) else { return "\(place): \(reference)" }
            return misfit(value, target, at: place)
        }
        for part in schema["allOf"]?.arrayValue ?? [] {
            if let fault = misfit(value, part, at: place) { return fault }
        }
        if let any = schema["anyOf"]?.arrayValue, !any.contains(where: { misfit(value, $0, at: place) == nil }) {
            return "\(place): fits none"
        }
        if let constant = schema["const"], constant != value { return "\(place): \(value.text())" }
        if let values = schema["enum"]?.arrayValue, !values.contains(value) { return "\(place): \(value.text())" }
        if let type = schema["type"] {
            let types = type.arrayValue?.compactMap(\.stringValue) ?? [type.stringValue ?? ""]
            guard types.contains(where: { Self.has(value, type: $0) }) else { return "\(place): is no \(types)" }
        }
        switch value {
        case .object(let object):
            for name in schema["required"]?.arrayValue ?? [] where object[name.stringValue ?? ""] == nil {
                return "\(place)/\(name.stringValue ?? ""): is missing"
            }
            for member in object {
                let rule = schema["properties"]?[member.key] ?? schema["additionalProperties"] ?? true
                if let fault = misfit(member.value, rule, at: "\(place)/\(member.key)") { return fault }
            }
        case .array(let elements):
            guard let rule = schema["items"] else { return nil }
            for (index, element) in elements.enumerated() {
                if let fault = misfit(element, rule, at: "\(place)/\(index)") { return fault }
            }
        default: break
        }
        return nil
    }

    private static func has(_ value: JSONValue, type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): number.isInteger
        default: false
        }
    }
}
