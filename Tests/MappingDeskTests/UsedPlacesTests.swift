import JSON
import Mapping
import MappingDesk
import SchemaImport
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("The places a mapping uses")
struct UsedPlacesTests {
    /// A mapping with the given `finanzierungsbedarf`.
    private func places(_ need: String) throws -> [UsedPlace] {
        let file = """
            { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
              "document": { "kundenangaben": { "finanzierungsbedarf": \(need) } } }
            """
        let library = MappingLibrary.load(files: [LibraryFile(path: "a.json", bytes: Array(file.utf8))])
        return try #require(library.mapping("a"), "\(library.findings)").usedPlaces
    }

    private static let need = "kundenangaben.finanzierungsbedarf"

    @Test("follow the @type of every branch")
    func branches() throws {
        let places = try places(
            """
            { "finanzierungszweck": { "$from": "$.form.vorhaben", "$lookup": {
                "Kauf": { "@type": "KAUF", "kaufpreis": "$.form.kaufpreis" },
                "Neubau": { "@type": "NEUBAU" } } } }
            """
        )
        #expect(places.map(\.path).contains("\(Self.need).finanzierungszweck[KAUF].kaufpreis"))
        #expect(places.map(\.path).contains("\(Self.need).finanzierungszweck[NEUBAU]"))
        let schema = try #require(TargetSchema.shipped(.kundenangaben))
        for place in places { #expect(throws: Never.self) { try schema.place(at: place.path) } }
    }

    @Test("a value that the newer schema does not know is a loss")
    func losses() throws {
        let old = try #require(TargetSchema.shipped(.kundenangaben))
        let text = String(decoding: old.fileBytes, as: UTF8.self)
        let new = try TargetSchema(data: Array(text.replacing("\"KAUF\"", with: "\"ERWERB\"").utf8))
        let comparison = SchemaComparison(old: old, new: new)
        let bought = try places(#"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": "$.form.kaufpreis" } }"#)
        #expect(comparison.losses(of: bought).contains { $0.kind == .typeRemoved && $0.isError })
        let built = try places(#"{ "finanzierungszweck": { "@type": "NEUBAU" } }"#)
        #expect(comparison.losses(of: built).isEmpty)
    }
}
