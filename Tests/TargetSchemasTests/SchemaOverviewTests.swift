import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("The target of a path")
struct SchemaOverviewTests {
    @Test(
        "is the one whose document begins like it",
        arguments: [
            ("kundenangaben.haushalte", Target.kundenangaben), ("/antragsteller1/personendaten", .kexVorgang),
            ("updatePersonendaten.personendaten", .kexUpdate),
            ("antragstellerstatus", .antragsstatus), ("nachricht.text", .vorgaenge), ("nachname", .kundenangaben),
            (".", .kundenangaben),
        ]
    )
    func likely(path: String, target: Target) throws {
        let schemas = Target.mapped.compactMap(TargetSchema.shipped)
        #expect(schemas.count == Target.mapped.count)
        #expect(Target.likely(for: try SchemaPath(parsing: path), among: schemas) == target)
    }
}
