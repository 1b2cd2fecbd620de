package import JSON

/// The way to a place of a target document.
///
/// Two notations: dotted, with `[]` for the elements of an array and `[KAUF]` for a choice of `@type`
/// (`kundenangaben.finanzierungsbedarf.finanzierungszweck[KAUF].kaufpreis`), or a JSON Pointer
/// (`/kundenangaben/haushalte/0/kunden`, `*` for any index). `[0]` counts as `[]`, and `[]` may be left out.
package struct SchemaPath: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        case member(String)
        case element
        case variant(String)
        /// A pointer's token, which is an index or a name depending on what it is applied to.
        case token(String)
    }

    package let steps: [Step]

    package init(parsing text: String) throws(PlaceError) {
        if text.isEmpty || text == "/" || text == "." {
            steps = []
        } else if text.hasPrefix("/") {
            do throws(JSONPointerError) {
                steps = try JSONPointer(parsing: text).tokens.map { .token($0) }
            } catch {
                throw PlaceError(.unreadable, at: text, "\(error)")
            }
        } else {
            var steps: [Step] = []
            for part in text.split(separator: ".", omittingEmptySubsequences: false) {
                try Self.read(part, of: text, into: &steps)
            }
            self.steps = steps
        }
    }

    package init(_ steps: [Step]) { self.steps = steps }

    package init(_ pointer: JSONPointer) { steps = pointer.tokens.map { .token($0) } }

    private static func read(_ part: Substring, of text: String, into steps: inout [Step]) throws(PlaceError) {
        let name = part.prefix { $0 != "[" && $0 != "<" }
        guard !name.isEmpty else { throw PlaceError(.unreadable, at: text, "a name is missing between two dots") }
        steps.append(.member(String(name)))
        var rest = part.dropFirst(name.count)
        while let open = rest.first {
            let close: Character = open == "<" ? ">" : "]"
            let inner = rest.dropFirst().prefix { $0 != close }
            guard open == "[" || open == "<", rest.count > inner.count + 1 else {
                throw PlaceError(.unreadable, at: text, "a '\(open)' is not closed")
            }
            let isElement = inner.isEmpty || inner == "*" || inner.allSatisfy(\.isWholeNumber)
            steps.append(isElement && open == "[" ? .element : .variant(String(inner)))
            rest = rest.dropFirst(inner.count + 2)
        }
    }
}

/// Why a path leads nowhere.
package struct PlaceError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable {
        case unreadable
        case unknownMember = "unknown-member"
        case unknownType = "unknown-type"
        case notAnObject = "not-an-object"
        case notAnArray = "not-an-array"
        /// The place takes different things depending on `@type`, and the path does not say which.
        case ambiguous
    }

    package let code: Code
    /// How far the path leads.
    package let place: String
    package let message: String
    package let advice: String?

    init(_ code: Code, at place: String, _ message: String, advice: String? = nil) {
        self.code = code
        self.place = place
        self.message = message
        self.advice = advice
    }

    package var description: String {
        "\(place.isEmpty ? "the document" : place): \(message)" + (advice.map { ". \($0)" } ?? "")
    }
}
