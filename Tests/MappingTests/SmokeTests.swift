import JSON
import Mapping
import Testing

@Suite("A mapping")
struct SmokeTests {
    @Test("turns a form post into a document")
    func maps() throws {
        let file = """
            { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
              "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1", "personendaten": {
                "person": { "vorname": "$.form.vorname", "nachname": "$.form.nachname" } } } ] } ] } } }
            """
        let library = MappingLibrary.load(files: [
            LibraryFile(path: "a.json", bytes: Array(file.utf8))
        ])
        let mapping = try #require(library.mapping("a"), "\(library.findings)")
        let input = try LeadInput(
            payload: Array(#"{"vorname": "Max"}"#.utf8),
            leadID: "l1",
            receivedAt: "2026-01-01T00:00:00Z"
        )
        let document = try JSONValue.parse(mapping.run(input).document)
        #expect(
            document == [
                "kundenangaben": [
                    "haushalte": [["kunden": [["referenzId": "k1", "personendaten": ["person": ["vorname": "Max"]]]]]]
                ]
            ]
        )
    }
}
