import ArgumentParser
import JSON
import JSONPath

/// `leadgate query`: a JSONPath on a JSON file.
struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Select values from a JSON file by an RFC 9535 JSONPath.",
        discussion: """
            Prints the selected values as one JSON array, on one line.
            Exit code 0: done (also if nothing was selected); 2: the selector or the JSON is invalid.

              leadgate query '$.answers[?@.type == "email"].email' lead.json
              cat lead.json | leadgate query --paths '$..email'
            """
    )

    @Flag(help: "Print the normalized paths of the selected nodes instead of their values.")
    var paths = false

    @Argument(help: "The selector, such as '$.form.email'.")
    var selector: String

    @Argument(help: "The JSON file; '-' is standard input.")
    var file = "-"

    func run() throws {
        let query: JSONPathQuery
        do {
            query = try JSONPathQuery(parsing: selector)
        } catch {
            Console.error("invalid selector: \(error.message)\n\(error.caret())")
            throw ExitCode(2)
        }
        if file == "-" { Console.awaitInput("the JSON") }
        let document = try Console.document(file)
        let nodes = try Console.orExit { try query.locatedNodes(root: document.root) }
        let values: [JSONValue] =
            paths ? nodes.map { .string($0.path.description) } : nodes.map(\.node.value)
        print(JSONValue.array(values).text())
    }
}
