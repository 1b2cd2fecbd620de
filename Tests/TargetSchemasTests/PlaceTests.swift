import JSON
import TargetSchemas
import Targets
import Testing

@Suite("What is allowed at a place") struct PlaceTests {
    @Test(
        "dotted paths and pointers lead to the same place",
        arguments: [
            ("kundenangaben.haushalte[].kunden[].personendaten.geburtsdatum", "date"),
            ("kundenangaben.haushalte.kunden.personendaten.geburtsdatum", "date"),
            ("/kundenangaben/haushalte/0/kunden/*/personendaten/geburtsdatum", "date"),
            ("kundenangaben.finanzierungsbedarf.finanzierungszweck[KAUF].kaufpreis", "number"),
            ("kundenangaben.finanzierungsbedarf.finanzierungszweck<KAUF>.kaufpreis", "number"),
            ("/kundenangaben/finanzierungsbedarf/finanzierungszweck/kaufpreis", "number"),
            (
                "kundenangaben.finanzierungsbedarf.finanzierungsbausteine[0][BAUSPARDARLEHEN].tarifListe[]",
                "enumeration"
            ),
            ("", "object"),
        ]
    )
    func kinds(_ path: String, _ name: String) throws {
        #expect(try Shipped.kundenangaben().place(at: path).kind.name == name)
    }

    @Test("a path without @type says for which ones the place exists")
    func openUnion() throws {
        let schema = try Shipped.kundenangaben()
        let place = try schema.place(at: "kundenangaben.finanzierungsbedarf.finanzierungszweck.kaufpreis")
        #expect(place.tags.contains("KAUF"))
        #expect(!place.tags.contains("NEUBAU"))
    }

    @Test(
        "a path that leads nowhere says how far it leads and what was meant",
        arguments: [
            ("kundenangaben.haushalt", PlaceError.Code.unknownMember, "'haushalte'"),
            ("kundenangaben.finanzierungsbedarf.finanzierungszweck[KAUFF]", .unknownType, "'KAUF'"),
            ("kundenangaben.finanzierungsbedarf[KAUF]", .unknownType, ""),
            ("kundenangaben[]", .notAnArray, ""),
            ("kundenangaben..haushalte", .unreadable, ""),
            ("kundenangaben.haushalte[", .unreadable, ""),
            ("importMetadaten.prioritaet.hoch", .notAnObject, ""),
        ]
    )
    func nowhere(_ path: String, _ code: PlaceError.Code, _ advice: String) {
        #expect {
            try Shipped.kundenangaben().place(at: path)
        } throws: { error in
            (error as? PlaceError).map { $0.code == code && ($0.advice ?? "").contains(advice) } ?? false
        }
    }

    @Test("a place is described for people and for machines")
    func described() throws {
        let schema = try Shipped.kundenangaben()
        let person = try schema.place(at: "kundenangaben.haushalte[].kunden[].personendaten.person")
        #expect(person.description.contains("HERR | FRAU"))
        #expect(person.json["members"]?["anrede"]?["values"] == ["HERR", "FRAU"])
        let purpose = try schema.place(at: "kundenangaben.finanzierungsbedarf.finanzierungszweck")
        #expect(purpose.description.contains("@type KAUF_NEUBAU_VOM_BAUTRAEGER"))
        #expect(purpose.json["types"]?.arrayValue?.count == 6)
        let old = try schema.place(at: "kundenangaben.haushalte[].kinder")
        #expect(old.description.contains("deprecated, use kinderErfassung"))
        #expect(old.json["successor"] == "kinderErfassung")
    }

    @Test("of a list of operations each is a place, without saying that it is an element")
    func operations() throws {
        let schema = try Shipped.kexUpdate()
        for path in ["addRatenkredit.ratenkredit.rateMonatlich", "/3/addRatenkredit/ratenkredit/rateMonatlich"] {
            let place = try schema.place(at: path)
            #expect(place.kind.name == "number")
            #expect(place.path == "addRatenkredit.ratenkredit.rateMonatlich")
        }
        #expect(try schema.place(at: ".").description.contains("updateFahrzeugkauf"))
        #expect(try schema.place(at: "updateFahrzeugkauf").description.contains("from-case"))
    }

    @Test("every type's shortest path leads back to it")
    func paths() throws {
        let schema = try Shipped.kundenangaben()
        for index in schema.types.indices where index != schema.root.index {
            let path = schema.path(to: TypeID(index))
            // What only the document of another operation has.
            if path.isEmpty, schema[TypeID(index)].name.hasPrefix("Update") { continue }
            let place = try schema.place(at: path)
            let untagged: TypeID? = if case .union(let union) = place.kind { schema[union].untagged } else { nil }
            #expect(place.type == TypeID(index) || untagged == TypeID(index), "\(path)")
        }
    }
}
