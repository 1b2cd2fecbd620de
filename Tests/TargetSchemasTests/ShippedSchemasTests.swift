import JSON
import Targets
import Testing

@testable import TargetSchemas

@Suite("The schemas inside the binary") struct ShippedSchemasTests {
    @Test("decode, and write themselves back byte for byte", arguments: Target.mapped)
    func roundTrip(_ target: Target) throws {
        let text = try #require(ShippedSchemas.all.first { $0.target == target }?.text)
        let schema = try TargetSchema(data: Array(text.utf8))
        #expect(schema.target == target)
        #expect(String(decoding: schema.fileBytes, as: UTF8.self) == text + "\n")
        #expect(TargetSchema.shipped(target)?.version == schema.version)
        #expect(schema.swiftSource?.contains(text) == true)
    }

    @Test("there is one for every target that has a profile")
    func complete() {
        #expect(Set(Target.mapped) == Set(TargetProfile.shipped.map(\.target)))
        #expect(ShippedSchemas.decoded.count == TargetProfile.shipped.count)
    }
}
