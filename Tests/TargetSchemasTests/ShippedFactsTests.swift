import JSON
import TargetSchemas
import Targets
import Testing

/// What the published specifications are known to hold, counted by other means.
@Suite("The shipped schemas hold the published facts") struct ShippedFactsTests {
    @Test("Kundenangaben: unions, values, required and deprecated fields")
    func kundenangaben() throws {
        let schema = try Shipped.kundenangaben()
        // 45 bases, and one field that takes a single variant.
        #expect(schema.unions.count == 46)
        #expect(schema.enumerations.count == 54)
        #expect(Set(schema.unions.flatMap(\.tags)).count == 174)
        #expect(schema.types.filter { $0.status != .current && $0.tag != nil }.count == 5)
        let deprecated = schema.types.flatMap(\.members).filter {
            if case .deprecated = $0.status { true } else { false }
        }
        #expect(deprecated.count == 24)
        #expect(schema.unions.filter { !$0.isTagRequired }.map(\.name) == ["BestehendesDarlehen"])
    }

    @Test(
        "array limits",
        arguments: [
            ("kundenangaben.haushalte", 4), ("kundenangaben.haushalte[].kunden", 2),
            ("kundenangaben.finanzierungsbedarf.finanzierungsbausteine", 5),
        ]
    )
    func limits(_ path: String, _ limit: Int) throws {
        guard case .array(_, _, let max) = try Shipped.kundenangaben().place(at: path).kind else {
            return #expect(Bool(false), "no array")
        }
        #expect(max == limit)
    }

    @Test("KEX: BEIDE only where today's documentation has it")
    func ownership() throws {
        let schema = try Shipped.kexVorgang()
        func values(_ path: String) throws -> [String] {
            guard case .enumeration(let id) = try schema.place(at: path).kind else { return [] }
            return schema[id].values
        }
        #expect(try values("haushalt.einnahmen.ehegattenunterhalt[].gehoertZuAntragsteller").count == 2)
        #expect(try values("haushalt.kinder[].gehoertZuAntragsteller").contains("BEIDE"))
        #expect(try values("finanzbedarf.finanzierungszweck").contains("MODERNISIEREN"))
        #expect(try values("antragsteller1.herkunft.staatsangehoerigkeit").count == 199)
        #expect(
            try schema.place(at: "antragsteller1.herkunft.weitereStaatsangehoerigkeiten").member?.status == .current
        )
        #expect(try schema.place(at: "haushalt.vermoegen.depotvermoegen").member?.status == .removed)
    }

    @Test("the KEX update says MODERNISIERUNG where the import says MODERNISIEREN")
    func purposes() throws {
        let schema = try Shipped.kexUpdate()
        guard case .enumeration(let id) = try schema.place(at: "updateFinanzierungszweck.finanzierungszweck").kind
        else {
            return #expect(Bool(false))
        }
        #expect(schema[id].contains("MODERNISIERUNG"))
        #expect(!schema[id].contains("MODERNISIEREN"))
    }
}
