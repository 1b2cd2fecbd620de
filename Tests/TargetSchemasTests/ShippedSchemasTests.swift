import JSON
import Targets
import TestSupport
import Testing

@testable import TargetSchemas

@Suite("The schemas inside the binary") struct ShippedSchemasTests {
    static let texts: [(target: Target, text: String)] = [
        (.kundenangaben, ShippedSchemas.kundenangaben), (.kexVorgang, ShippedSchemas.kexVorgang),
        (.kexUpdate, ShippedSchemas.kexUpdate), (.antragsstatus, ShippedSchemas.antragsstatus),
        (.vorgaenge, ShippedSchemas.vorgaenge),
    ]

    @Test("decode, and write themselves back byte for byte", arguments: texts)
    func roundTrip(_ target: Target, _ text: String) throws {
        let schema = try TargetSchema(data: Array(text.utf8))
        #expect(schema.target == target)
        #expect(String(decoding: schema.fileBytes, as: UTF8.self) == text + "\n")
        #expect(TargetSchema.shipped(target)?.version == schema.version)
        #expect(schema.swiftSource.contains(text))
    }

    @Test("write their source file under their own name")
    func source() {
        #expect(TargetSchema.kexVorgang.swiftSource.contains("static let kexVorgang = "))
        #expect(TargetSchema.vorgaenge.swiftSource.contains("static let vorgaenge = "))
    }
}
