import JSON
import Targets
import Testing

@testable import TargetSchemas

@Suite("The schemas inside the binary") struct ShippedSchemasTests {
    @Test(
        "decode, and write themselves back byte for byte",
        arguments: [Target.kundenangaben, .kexVorgang, .kexUpdate]
    )
    func roundTrip(_ target: Target) throws {
        let text = try #require(ShippedSchemas.text(for: target))
        let schema = try TargetSchema(data: Array(text.utf8))
        #expect(schema.target == target)
        #expect(String(decoding: schema.fileBytes, as: UTF8.self) == text + "\n")
        #expect(TargetSchema.shipped(target)?.version == schema.version)
    }

    @Test("there is none for targets that take no mapped document", arguments: [Target.antragsstatus, .vorgaenge])
    func none(_ target: Target) {
        #expect(TargetSchema.shipped(target)?.version == nil)
    }
}
