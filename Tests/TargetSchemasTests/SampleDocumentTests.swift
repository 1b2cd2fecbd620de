import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("Generated documents") struct SampleDocumentTests {
    static let targets = Target.mapped
    static let size: [Target: Int] = [.kundenangaben: 800, .kexVorgang: 200, .kexUpdate: 200]

    @Test("a document with everything has no finding", arguments: targets)
    func full(_ target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        let document = schema.sampleDocument()
        #expect(schema.findings(in: document).isEmpty)
        #expect(document.memberCount >= Self.size[target] ?? 6)
    }

    @Test("a document with what is required only has no finding", arguments: targets)
    func minimal(_ target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        #expect(schema.findings(in: schema.sampleDocument(full: false)).isEmpty)
    }

    @Test("together they show every current @type, and none has a finding")
    func everyVariant() throws {
        let schema = try Shipped.kundenangaben()
        var seen: Set<String> = []
        for document in schema.sampleDocuments() {
            #expect(schema.findings(in: document).isEmpty)
            collectTags(document, into: &seen)
        }
        let current = schema.unions.flatMap { $0.variants }.filter { schema[$0.type].status == .current }.map(\.tag)
        // These stand below a deprecated member only.
        let neverReached: Set = ["EINMALIGE_PRAEMIENZAHLUNG", "MONATLICHE_PRAEMIENZAHLUNG"]
        #expect(Set(current).subtracting(seen) == neverReached)
    }

    @Test("every kind of employment passes", arguments: [Target.kexVorgang])
    func employments(_ target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        var seen: Set<String> = []
        for document in schema.sampleDocuments() {
            #expect(schema.findings(in: document).isEmpty)
            seen.insert(document["antragsteller1"]?["beschaeftigung"]?["beschaeftigungsart"]?.stringValue ?? "")
        }
        #expect(seen.count >= 4)
    }

    private func collectTags(_ value: JSONValue, into tags: inout Set<String>) {
        if let tag = value["@type"]?.stringValue { tags.insert(tag) }
        for member in value.objectValue?.members ?? [] { collectTags(member.value, into: &tags) }
        for element in value.arrayValue ?? [] { collectTags(element, into: &tags) }
    }
}
