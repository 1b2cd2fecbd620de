import MappingLanguage
import TestSupport
import Testing

@testable import Mapping

@Suite("A \"leads\" selector that tears one object apart")
struct LeadsCheckTests {
    private static func file(_ leads: String, payload: String?) -> String {
        let tests = payload.map { #""tests": [{ "name": "eine", "payload": \#($0), "findings": [] }], "# } ?? ""
        return mappingFile(
            #"{ "antragsteller1": { "personendaten": { "nachname": "$.item.name" } } }"#,
            target: "kex-vorgang",
            more: #""leads": "\#(leads)", \#(tests)"#
        )
    }

    @Test(
        "is found by a test's payload, and by its own form where there is none",
        arguments: [
            ("$.payload.lead.*", #"{"lead": {"name": "M", "email": "a@example.org"}}"#, true),
            ("$.payload.lead[*]", #"{"lead": {"name": "M", "email": "a@example.org"}}"#, false),
            ("$.payload.lead[*]", #"{"lead": [{"name": "M"}, {"name": "N"}]}"#, false),
            ("$.payload.leads.*", #"{"leads": {"1": {"name": "M"}, "2": {"name": "N"}}}"#, false),
            ("$.payload.leads.*", nil, true), ("$.payload.leads[*]", nil, false),
        ] as [(String, String?, Bool)]
    )
    func torn(leads: String, payload: String?, isTorn: Bool) {
        let found = findings(Self.file(leads, payload: payload)).map(\.code)
        #expect(found.contains(.tornLeads) == isTorn, "\(found)")
    }
}
