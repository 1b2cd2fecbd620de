package import JSON

extension Problem {
    /// The body of the answer (RFC 9457 §3).
    ///
    /// - Parameters:
    ///   - detail: what was wrong with this request and what to do, without quoting what may be personal.
    ///   - members: extensions, such as the `line` of a body that cannot be read.
    package func json(_ detail: String, members: [(String, JSONValue)] = []) -> JSONValue {
        var object: JSONObject = [
            "type": .string(type),
            "title": .string(title),
            "status": .number(JSONNumber(status)),
            "detail": .string(detail),
        ]
        for (name, value) in members { object[name] = value }
        return .object(object)
    }
}
