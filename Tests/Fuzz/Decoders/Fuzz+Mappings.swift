import JSON
import Mapping
import MappingDesk
import MappingLanguage
import SourceFiles
import TargetSchemas
import Targets

extension Fuzz {
    /// A mapping file: read, checked and, if it is right, used on a lead, of which every value must have a fate.
    static func mapping(_ bytes: [UInt8]) {
        let files = ["fuzzed": FileText(path: "fuzzed.json", bytes: bytes), "base": base]
        let loaded = MappingLoader.load(name: "fuzzed", files: files, targets: targets)
        promise(loaded.mapping != nil || loaded.findings.contains { $0.severity == .error }, "a refusal is a finding")
        for finding in loaded.findings { promise(!finding.message.isEmpty, "a finding says what is wrong") }
        guard let mapping = loaded.mapping else { return }
        for payload in payloads {
            guard
                let input = try? LeadInput(
                    payload: payload,
                    leadID: "1",
                    receivedAt: "2026-06-15T10:00:00Z",
                    item: mapping.takesBatches ? 0 : nil
                ),
                mapping.problem(of: input.item, in: input) == nil
            else { continue }
            let result = mapping.run(input)
            promise((try? JSONValue.parse(result.document)) != nil, "a document is JSON")
            let places = result.report().fates.map(\.place)
            promise(Set(places).count == places.count, "a value has one fate")
        }
    }

    /// A source file.
    static func source(_ bytes: [UInt8]) {
        let decoded = SourceDecoder.decode(name: "fuzzed", file: FileText(path: "sources/fuzzed.json", bytes: bytes))
        promise(decoded.source != nil || !decoded.findings.isEmpty, "a refusal is a finding")
    }

    private static let targets = TargetCatalog([.kundenangaben, .kexVorgang])
    private static let base = FileText(
        path: "base.json",
        bytes: Array(
            #"""
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
             "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1",
               "personendaten": {"person": {"nachname": "$.form.nachname"}}}]}]}}}
            """#.utf8
        )
    )
    private static let payloads: [[UInt8]] = [
        #"{"vorname": "Max", "nachname": "Müller", "telefon": "030 420860", "kaufpreis": "358.000 €", "a": [1, {"b": "x"}]}"#,
        #"{"form_response": {"answers": [{"type": "text", "text": "a", "field": {"ref": "n"}}]}, "leads": [{"nachname": "A"}]}"#,
        "[]",
    ].map { Array($0.utf8) }
}
