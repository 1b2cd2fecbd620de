import JSON
import SchemaImport
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("Importing an OpenAPI document") struct OpenAPIImportTests {
    /// Small, with every peculiarity of the published one.
    static let document = #"""
        {"openapi": "3.0.1", "info": {"version": "9.9"}, "components": {"schemas": {
          "ImportKundenangabenRequest": {"type": "object", "required": ["zweck"], "properties": {
            "zweck": {"$ref": "#/components/schemas/Zweck"},
            "verwendung": {"oneOf": [{"$ref": "#/components/schemas/Keine"}, {"$ref": "#/components/schemas/Verkauf"}]},
            "eine": {"$ref": "#/components/schemas/Kauf"},
            "darlehen": {"type": "array", "maxItems": 3, "items": {"$ref": "#/components/schemas/BestehendesDarlehen"}},
            "kunde": {"$ref": "#/components/schemas/Kunde"},
            "land": {"type": "string", "description": "ISO 3166-1 alpha-2 code"},
            "inline": {"type": "object", "properties": {"land": {"type": "string"}}},
            "seltsam": {"type": "string", "format": "byte", "pattern": "[A-Z]+", "writeOnly": true}
          }},
          "Zweck": {"type": "object", "required": ["@type"], "properties": {"@type": {"type": "string"}},
            "discriminator": {"propertyName": "@type", "mapping": {
              "KAUF": "#/components/schemas/Kauf", "NEUBAU": "#/components/schemas/Neubau"}}},
          "Kauf": {"type": "object", "description": "Bitte Feld 'umbau' nicht mehr verwenden. Falls mitgeschickt, werden die Angaben ins Feld 'umbauNeu' kopiert.",
            "allOf": [{"$ref": "#/components/schemas/Zweck"}, {"type": "object", "properties": {
              "preis": {"type": "number", "format": "double", "minimum": 0},
              "umbau": {"$ref": "#/components/schemas/Alt"},
              "umbauNeu": {"type": "string"},
              "plz": {"type": "string", "pattern": "\\d{5}"}}}]},
          "Neubau": {"type": "object", "deprecated": true, "allOf": [{"$ref": "#/components/schemas/Zweck"}]},
          "Alt": {"type": "object", "properties": {"x": {"type": "boolean"}}},
          "VerwendungA": {"type": "object", "required": ["@type"], "properties": {"@type": {"type": "string"}},
            "discriminator": {"propertyName": "@type", "mapping": {"KEINE": "#/components/schemas/Keine", "VERKAUF": "#/components/schemas/Verkauf"}}},
          "VerwendungB": {"type": "object", "required": ["@type"], "properties": {"@type": {"type": "string"}},
            "discriminator": {"propertyName": "@type", "mapping": {"KEINE": "#/components/schemas/Keine", "VERKAUF": "#/components/schemas/Verkauf", "ABTRETEN": "#/components/schemas/Abtreten"}}},
          "Keine": {"type": "object", "allOf": [{"$ref": "#/components/schemas/VerwendungA"}, {"$ref": "#/components/schemas/VerwendungB"}]},
          "Verkauf": {"type": "object", "allOf": [{"$ref": "#/components/schemas/VerwendungA"}, {"$ref": "#/components/schemas/VerwendungB"}]},
          "Abtreten": {"type": "object", "allOf": [{"$ref": "#/components/schemas/VerwendungB"}]},
          "BestehendesDarlehen": {"type": "object", "required": [], "properties": {"@type": {"type": "string"}, "betrag": {"type": "number"}},
            "discriminator": {"propertyName": "@type", "mapping": {"PRIVAT": "#/components/schemas/Privat"}}},
          "Privat": {"type": "object", "allOf": [{"$ref": "#/components/schemas/BestehendesDarlehen"}, {"type": "object", "properties": {"wer": {"type": "string"}}}]},
          "Kunde": {"type": "object", "required": ["referenzId"], "properties": {
            "id": {"type": "string"}, "referenzId": {"type": "string", "minLength": 1},
            "kundenreferenzIdDesPartners": {"type": "string"},
            "anrede": {"type": "string", "enum": ["HERR", "FRAU"], "default": "FRAU"},
            "validierungEmail": {"type": "string", "enum": ["UNGEPRUEFT"]},
            "alt": {"type": "string", "deprecated": true, "description": "Ersetzt durch 'anrede'"},
            "jahre": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 35},
            "geburt": {"type": "string", "format": "date"}}}
        }}}
        """#

    let outcome: SchemaImport.Outcome
    var schema: TargetSchema { outcome.schema }

    init() throws {
        outcome = try SchemaImport.kundenangaben(openAPI: Array(Self.document.utf8))
    }

    private func kind(_ path: String) throws -> ValueKind { try schema.place(at: path).kind }
    private func status(_ path: String) throws -> FieldStatus? { try schema.place(at: path).member?.status }

    @Test("the tags come from the discriminator mapping, the choice from the field")
    func unions() throws {
        guard case .union(let purpose) = try kind("zweck"), case .union(let use) = try kind("verwendung"),
            case .union(let single) = try kind("eine")
        else { return #expect(Bool(false), "no unions") }
        #expect(schema[purpose].tags == ["KAUF", "NEUBAU"])
        #expect(schema[use].tags == ["KEINE", "VERKAUF"])
        #expect(schema[single].tags == ["KAUF"])
        #expect(schema[purpose].isTagRequired)
    }

    @Test("a base that does not require @type stands for objects without it")
    func untagged() throws {
        guard case .array(.union(let loan), _, 3) = try kind("darlehen") else { return #expect(Bool(false)) }
        let base = try #require(schema[loan].untagged)
        #expect(schema[base].memberNames == ["betrag"])
        #expect(try schema[#require(schema[loan]["PRIVAT"])].memberNames == ["betrag", "wer"])
    }

    @Test("a field is given up by its flag, by its own sentence, or by its owner's")
    func deprecation() throws {
        #expect(try status("zweck[KAUF].umbau") == .deprecated(successor: "umbauNeu"))
        #expect(try status("kunde.alt") == .deprecated(successor: "anrede"))
        #expect(try status("zweck[KAUF].umbauNeu") == .current)
        #expect(try schema[#require(schema.place(at: "zweck[NEUBAU]").type)].status == .deprecated(successor: nil))
    }

    @Test("kinds, limits and marks")
    func kinds() throws {
        #expect(try kind("kunde.jahre") == .integer(IntegerRule(minimum: 1, maximum: 35, unit: .years)))
        #expect(try kind("kunde.geburt") == .date)
        #expect(try kind("land") == .country)
        #expect(try kind("inline.land") == .country)
        #expect(try kind("zweck[KAUF].plz") == .text(TextRule(role: .postcode)))
        #expect(try kind("zweck[KAUF].preis") == .number(NumberRule(minimum: 0, unit: .euros)))
        #expect(try kind("kunde.referenzId") == .text(TextRule(minLength: 1, role: .defines(.customer))))
        #expect(try kind("kunde.kundenreferenzIdDesPartners") == .text(TextRule(role: .refersTo(.customer))))
        #expect(try status("kunde.id") == .serverAssigned)
        #expect(try status("kunde.validierungEmail") == .readOnly)
        #expect(try schema.place(at: "kunde.anrede").member?.defaultValue == "FRAU")
        #expect(try schema.place(at: "kunde.referenzId").member?.isRequired == true)
        #expect(schema.version == "9.9")
    }

    @Test("what cannot be taken over is said")
    func notes() {
        let notes = outcome.notes.filter { $0.place == "ImportKundenangabenRequest.seltsam" }.map(\.message)
        #expect(notes.count == 3)
        #expect(notes.contains { $0.contains("writeOnly") })
    }

    @Test("the same document gives the same bytes, and those the same schema")
    func reproducible() throws {
        let again = try SchemaImport.kundenangaben(openAPI: Array(Self.document.utf8)).schema
        #expect(again.fileBytes == schema.fileBytes)
        #expect(try TargetSchema(data: schema.fileBytes).fileBytes == schema.fileBytes)
    }

    @Test(
        "something else is refused in words",
        arguments: [
            ("", SchemaImportError.Code.notJSON), ("{}", .notASpecification),
            (#"{"components": {"schemas": {}}}"#, .undefined),
        ]
    )
    func refused(_ text: String, _ code: SchemaImportError.Code) {
        #expect {
            try SchemaImport.kundenangaben(openAPI: Array(text.utf8))
        } throws: { error in
            (error as? SchemaImportError)?.code == code
        }
    }
}

@Suite("Importing the KEX folder") struct KEXImportTests {
    static let files: [String: String] = [
        "Vorgang.json": #"""
        {"id": "Vorgang", "type": "object", "properties": {
          "kundenbetreuer": {"type": "object", "$ref": "Partner.json"}, "tippgeber": {"type": "object", "$ref": "Partner.json"},
          "konto": {"type": "object", "$ref": "Konto.json"},
          "altes": {"type": "array", "items": {"type": "object", "$ref": "Konto.json"}},
          "land": {"type": "string", "$ref": "Country.json"}, "kommentare": {"type": "array", "items": {"type": "string"}},
          "ab": {"type": "string", "format": "date", "customDateTimePatter": "YYYY-MM-DD"}}}
        """#,
        "Partner.json": #"{"type": "object", "properties": {"partnerId": {"type": "string"}}}"#,
        "Position.json": #"{"type": "object", "properties": {"id": {"type": "string"}, "wem": {"$ref": "wem.json"}}}"#,
        "Wem.json": #"{"type": "string", "enum": ["EINS", "ZWEI", "BEIDE"]}"#,
        "Konto.json":
            #"{"type": "object", "extends": {"$ref": "Position.json"}, "properties": {"iban": {"type": "string"}}}"#,
        "Country.json": #"{"type": "string", "enum": ["DE", "AT", "SONSTIGE"]}"#,
    ]
    static let documentation = """
        path\tseed_type\treadme2026_type\tjsonschema2022_type
        kundenbetreuer.partnerId\tstring\tstring\tstring
        tippgeber.partnerId\tstring\tstring\tstring
        konto.iban\tstring\tstring\tstring
        konto.wem\tenum EINS|ZWEI\tenum EINS|ZWEI\tenum EINS|ZWEI|BEIDE
        altes[].iban\tstring\t-\tstring
        land\tenum Country\tenum Country\tenum Country
        kommentare[]\tstring\tstring\tstring
        ab\tstring:date\tstring:date\tstring:date
        weitere[]\t-\tenum Country\t-
        """

    func schema() throws -> TargetSchema {
        try SchemaImport.kex(
            files: Self.files.mapValues { Array($0.utf8) },
            documentation: Array(Self.documentation.utf8),
            version: "1"
        ).schema
    }

    @Test("members of an extended file are inherited")
    func extends() throws {
        let schema = try schema()
        #expect(try schema[#require(schema.place(at: "konto").type)].memberNames == ["id", "wem", "iban"])
    }

    @Test("the documentation decides the status of each place")
    func status() throws {
        let schema = try schema()
        #expect(try schema.place(at: "konto.iban").member?.status == .current)
        #expect(try schema.place(at: "konto.id").member?.status == .schemaOnly)
        #expect(try schema.place(at: "altes").member?.status == .removed)
        #expect(try schema.place(at: "altes[].iban").member?.status == .removed)
    }

    @Test("values and fields that only the documentation knows are taken from it")
    func documented() throws {
        let schema = try schema()
        guard case .enumeration(let whose) = try schema.place(at: "konto.wem").kind else { return #expect(Bool(false)) }
        #expect(schema[whose].values == ["EINS", "ZWEI"])
        guard case .array(.enumeration(let countries), _, _) = try schema.place(at: "weitere").kind else {
            return #expect(Bool(false))
        }
        #expect(schema[countries].values == ["DE", "AT", "SONSTIGE"])
        #expect(schema[countries].holdsCountries)
    }

    @Test("the advisor's partner id is the one thing required")
    func required() throws {
        let findings = try schema().findings(in: ["tippgeber": [:]])
        #expect(findings.map(\.pointer.description) == ["/kundenbetreuer"])
        #expect(findings.map(\.consequence) == [.refused])
    }

    @Test("a missing file is named")
    func missing() {
        var files = Self.files.mapValues { Array($0.utf8) }
        files["Partner.json"] = nil
        #expect {
            try SchemaImport.kex(files: files, version: "1")
        } throws: { error in
            (error as? SchemaImportError).map { $0.code == .undefined && $0.message.contains("Partner.json") } ?? false
        }
    }
}

@Suite("Importing the documentation of the KEX updates") struct KEXUpdateImportTests {
    static let documentation = """
        # Update data
        updatePersonendaten ( vorgangsnummer: String!, antragstellerId: String!, personendaten: [Personendaten](#p) ! ) -> BasicResponse !
        "query": "mutation x($vorgangsnummer: String!) { updatePersonendaten(vorgangsnummer: $vorgangsnummer) }"
        addKonto ( vorgangsnummer String!, konto Konto ! ) -> BasicCreatedResponse !
        Lebensversicherung ( vorgangsnummer String!, konto Konto ! ) -> BasicCreatedResponse !
        addKommentare ( vorgangsnummer: String!, kommentare: [String!]! ) -> BasicResponse !
        ## Request-Datentypen
        ### Personendaten
        ```
        {
        "titel": [ "DOKTOR" | "PROFESSOR" ]
        "geburtsdatum": "YYYY-MM-DD",
        "land": Country,
        "verheiratet": true | false
        "arbeit": Selbstständiger,
        }
        ```
        ### Konto
        { "antragstellerIds: [String], "betrag": BigDeciaml, "zahl": Integer, "ab": LocalDate, "teile": [ { "x": Boolean } ] }
        ### Country
        Two letters, and more.
        "DE" | "SONSTIGE"
        ### Selbstständiger
        {
        "name": String
        }
        ## Response-Datentypen
        BasicResponse
        { "messages": [ String ] }
        """

    @Test("mutations become members of the root, their arguments members of those")
    func mutations() throws {
        let outcome = try SchemaImport.kexUpdate(documentation: Array(Self.documentation.utf8), version: "1")
        let schema = outcome.schema
        #expect(
            schema[schema.root].memberNames
                == ["updatePersonendaten", "addKonto", "addLebensversicherung", "addKommentare"]
        )
        #expect(outcome.notes.count == 1)
        #expect(try schema.place(at: "updatePersonendaten.antragstellerId").member?.isRequired == true)
        #expect(try schema.place(at: "addKommentare.kommentare").kind == .array(.text(TextRule()), min: nil, max: nil))
    }

    @Test("printed types are read as they are printed")
    func types() throws {
        let schema = try SchemaImport.kexUpdate(documentation: Array(Self.documentation.utf8), version: "1").schema
        func name(_ path: String) throws -> String { try schema.place(at: path).kind.name }
        #expect(try name("addKonto.konto.antragstellerIds") == "array of text")
        #expect(try name("addKonto.konto.betrag") == "number")
        #expect(try name("addKonto.konto.ab") == "date")
        #expect(try name("addKonto.konto.teile[].x") == "boolean")
        #expect(try name("updatePersonendaten.personendaten.titel") == "array of enumeration")
        #expect(try name("updatePersonendaten.personendaten.land") == "enumeration")
        #expect(try name("updatePersonendaten.personendaten.verheiratet") == "boolean")
        #expect(try name("updatePersonendaten.personendaten.arbeit.name") == "text")
    }
}
