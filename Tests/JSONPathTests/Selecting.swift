import JSON
import JSONPath

/// The values a query selects from a JSON text, each as compact text, in order.
func select(_ query: String, from text: String) throws -> [String] {
    let document = try JSONDocument(parsing: text)
    return try JSONPathQuery(parsing: query).nodes(root: document.root).map { $0.value.text() }
}

/// The normalized paths of the nodes a query selects, in order.
func paths(_ query: String, in text: String) throws -> [String] {
    let document = try JSONDocument(parsing: text)
    return try JSONPathQuery(parsing: query).locatedNodes(root: document.root).map(\.path.description)
}

/// Whether a condition holds, for a `$` document that has at least one child.
func holds(_ condition: String, in text: String) throws -> Bool {
    let document = try JSONDocument(parsing: text)
    return try !JSONPathQuery(parsing: "$[?\(condition)]").nodes(root: document.root).isEmpty
}

/// What is wrong with a text; nil if it is a query.
func refusal(_ text: String) -> JSONPathError? {
    do throws(JSONPathError) {
        _ = try JSONPathQuery(parsing: text)
        return nil
    } catch {
        return error
    }
}
