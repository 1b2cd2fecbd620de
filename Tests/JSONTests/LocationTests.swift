import JSON
import Testing

@Suite("Places in a text")
struct LocationTests {
    @Test(
        "line and column count as an editor does",
        arguments: [
            ("[1,\n  x]", 2, 3), ("[1,\r\n  x]", 2, 3), ("[1,\r  x]", 2, 3), ("[1,\n\n\nx]", 4, 1), ("x", 1, 1),
            ("[\"äö€𝄞\",x]", 1, 9),
            ("{\n\t\"a\": 1,\n\t\"a\": 2\n}", 3, 2), ("[1\n", 2, 1), ("[\"ä\",\n\"ö\", x]", 2, 6),
        ]
    )
    func errors(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONParseError.self) { try JSONValue.parse(text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.description.hasPrefix("line \(line), column \(column): ") == true)
    }

    private let text = """
        {
          "ziel": "kundenangaben",
          "dokument": {
            "öffnung": [ 1, { "a/b": true } ]
          }
        }
        """

    @Test(
        "a value is found by its pointer",
        arguments: [("", 1, 1), ("/ziel", 2, 11), ("/dokument/öffnung/0", 4, 18), ("/dokument/öffnung/1/a~1b", 4, 30)]
    )
    func values(pointer: String, line: Int, column: Int) throws {
        let location = try JSONDocument(parsing: text).location(of: JSONPointer(parsing: pointer))
        #expect(location?.line == line)
        #expect(location?.column == column)
    }

    @Test(
        "a member's name is found by its pointer",
        arguments: [("/ziel", 2, 3), ("/dokument/öffnung", 4, 5), ("/dokument/öffnung/1/a~1b", 4, 23)]
    )
    func names(pointer: String, line: Int, column: Int) throws {
        let location = try JSONDocument(parsing: text).locationOfKey(JSONPointer(parsing: pointer))
        #expect(location?.line == line)
        #expect(location?.column == column)
    }

    @Test(
        "what is not there has no place",
        arguments: ["/nichts", "/ziel/x", "/dokument/öffnung/2", "/dokument/öffnung/-"]
    )
    func absent(pointer: String) throws {
        let document = try JSONDocument(parsing: text)
        #expect(try document.location(of: JSONPointer(parsing: pointer)) == nil)
        #expect(try document.locationOfKey(JSONPointer(parsing: pointer)) == nil)
        #expect(document.locationOfKey(.root) == nil)
    }
}
