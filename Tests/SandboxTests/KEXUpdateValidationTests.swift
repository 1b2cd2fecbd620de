import JSON
import Testing

@Suite("A document of mutations that the schema does not know")
struct KEXUpdateValidationTests {
    @Test(
        "what the schema does not know is an error, and nothing of the document is done",
        arguments: [
            ("mutation { addKommentar(vorgangsnummer: $nr, kommentare: [\"a\"]) { messages } }", "FieldUndefined"),
            ("mutation { a: addKommentare(vorgangsnummer: \"NR\") { messages } }", "MissingFieldArgument"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) }", "SubSelectionRequired"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { id } }", "FieldUndefined"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [1]) { messages } }", "WrongType"),
            ("mutation { addKommentare(nr: \"NR\", kommentare: [\"a\"]) { messages } }", "UnknownArgument"),
            (
                "mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } "
                    + "addKommentare(vorgangsnummer: \"NR\", kommentare: [\"b\"]) { messages } }", "FieldsConflict"
            ),
            (
                "mutation { updateFinanzierungszweck(vorgangsnummer: \"NR\", finanzierungszweck: \"UMSCHULDUNG\") "
                    + "{ messages } }", "WrongType"
            ),
            (
                "mutation { updateFinanzierungszweck(vorgangsnummer: \"NR\", finanzierungszweck: URLAUB) { messages } }",
                "WrongType"
            ),
            (
                "mutation { addKind(vorgangsnummer: \"NR\", kind: {nam: \"x\"}) { id } "
                    + "addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } }", "WrongType"
            ),
            (
                "mutation($x: String!) { addKommentare(vorgangsnummer: $x, kommentare: [\"a\"]) { messages } }",
                "NullValueForNonNull"
            ),
            (
                "mutation($x: String = \"u\") { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } }",
                "UnusedVariable"
            ),
            ("mutation { addKommentare(vorgangsnummer: $x, kommentare: [\"a\"]) { messages } }", "UndefinedVariable"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\" kommentare: [\"a\") { messages } }", "InvalidSyntax"),
            ("query { vorgang { messages } }", "OperationNotSupported"),
        ]
    )
    func invalid(query: String, rule: String) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let answer = try await server.graphQL(query.replacing("NR", with: loan.number))
            #expect(answer.status == 200)
            let error = answer.json["errors"]?[0]
            let named = error?["validationErrorType"]?.stringValue ?? error?["errorType"]?.stringValue
            #expect(named == rule, "\(answer.text)")
            #expect(answer.json["data"] == nil)
            let stored = try await server.stored(loan.number)
            #expect(stored["stored"]?["kommentare"] == nil)
            #expect(stored["stored"]?["haushalt"] == nil)
        }
    }
}
