import JSON
import Mapping
import MappingDesk
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("What an editor's schema says")
struct EditorSchemaVerdictTests {
    private static let kundenangaben = validator(.kundenangaben)
    private static let source = EditorSchemaValidator(schema: EditorSchema.source)

    private static func validator(_ target: Target) -> EditorSchemaValidator {
        EditorSchemaValidator(schema: TargetSchema.shipped(target).map(EditorSchema.mapping) ?? false)
    }

    private static func mapping(_ need: String) throws -> JSONValue {
        try JSONValue.parse(
            """
            { "target": "kundenangaben", "missing": "omit", "unreadable": { "use": 1 }, "form": "typeform",
              "document": { "kundenangaben": { "finanzierungsbedarf": \(need) } } }
            """
        )
    }

    @Test(
        "nothing against what the language can say",
        arguments: [
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": 300000, "$comment": "fest" } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": "$.form.kaufpreis" } }"#,
            #"{ "finanzierungszweck": { "$from": "$.form.v", "$lookup": { "Kauf": { "@type": "KAUF" } }, "$else": "omit" } }"#,
            #"{ "finanzierungszweck": { "@type": { "$from": "$.form.v", "$lookup": { "Kauf": "KAUF" } } } }"#,
            #"{ "finanzierungszweck": { "$when": "$.form.v", "$then": { "@type": "NEUBAU" } } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": { "$from": { "$first": ["$.form.a", 1] }, "$as": ["betrag"] } } }"#,
            #"{ "finanzierungszweck": null }"#,
        ]
    )
    func valid(need: String) throws {
        #expect(Self.kundenangaben.isValid(try Self.mapping(need)))
    }

    @Test(
        "no to a slip",
        arguments: [
            #"{ "finanzierungszwek": { "@type": "KAUF" } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUFF" } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "marktwertFinanzierungsobjekt": 1 } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": "300000" } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": [1] } }"#,
            #"{ "finanzierungszweck": { "$from": "$.form.v", "$lokup": { "Kauf": { "@type": "KAUF" } } } }"#,
            #"{ "finanzierungszweck": { "$from": "$.form.v", "$lookup": { "Kauf": { "@type": "KAUFF" } } } }"#,
            #"{ "finanzierungszweck": { "@type": { "$from": "$.form.v", "$lookup": { "Kauf": "KAUFF" } } } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": { "$from": "$.form.a", "$as": "betragg" } } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": { "$as": "betrag" } } }"#,
            #"{ "finanzierungszweck": { "@type": "KAUF", "kaufpreis": { "$from": "$.form.a", "$else": "leave" } } }"#,
        ]
    )
    func slips(need: String) throws {
        #expect(!Self.kundenangaben.isValid(try Self.mapping(need)))
    }

    @Test("nothing against a full document of constants", arguments: [Target.kundenangaben, .kexVorgang, .kexUpdate])
    func samples(target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        let validator = Self.validator(target)
        for document in schema.sampleDocuments() {
            let file: JSONValue = [
                "target": .string(target.rawValue), "missing": "omit", "unreadable": "omit", "document": document,
            ]
            #expect(validator.isValid(file))
        }
    }

    @Test("a patch on another mapping needs no more than what it changes")
    func patch() throws {
        #expect(Self.kundenangaben.isValid(["extends": "standard", "form": "typeform"]))
        let other = try JSONValue.parse(
            #"{ "extends": "s", "document": { "kundenangaben": { "finanzierungsbedarf": { "finanzierungszweck": { "$from": null, "$as": null, "$lookup": null, "$first": [{ "@type": "KAUF", "kaufpreis": "$.form.k" }] } } } } }"#
        )
        #expect(Self.kundenangaben.isValid(other))
        #expect(!Self.kundenangaben.isValid(["form": "typeform"]))
        #expect(!Self.kundenangaben.isValid(["extends": "standard", "form": "typform"]))
    }

    @Test(
        "yes and no to credentials",
        arguments: [
            (#"{ "scheme": "bearer", "secret": { "env": "SECRET" } }"#, true),
            (#"{ "scheme": "typeform", "secrets": [{ "file": "/a" }, { "file": "/b" }], "tolerance": "5m" }"#, true),
            (#"{ "scheme": "none" }"#, true),
            (#"{ "scheme": "bearer", "header": "X-Key" }"#, false),
            (#"{ "scheme": "barer", "secret": { "env": "SECRET" } }"#, false),
            (#"{ "scheme": "bearer", "secret": { "environment": "SECRET" } }"#, false),
        ]
    )
    func credentials(credential: String, verdict: Bool) throws {
        let file: JSONValue = ["mapping": "trisalis", "credential": try JSONValue.parse(credential)]
        #expect(Self.source.isValid(file) == verdict)
    }
}
