import SourceFiles
import TestSupport
import Testing

@testable import Mapping

@Suite("Marks of a test")
struct TestMarkTests {
    private static func isMarked(_ payload: String, more: String = "", item: Int? = nil) throws -> Bool {
        let mapping = try load(
            mappingFile(#"{ "kommentare": { "$unread": "lines" } }"#, target: "kex-vorgang", more: more)
        )
        return mapping.composed(try input(payload, item: item)).isMarkedAsTest
    }

    @Test(
        "are known whoever sends them",
        arguments: [
            #"{"is_test": true}"#, #"{"isTest": "true"}"#, #"{"test_lead": 1}"#, #"{"lead": {"is_test": "1"}}"#,
            #"{"test": true}"#, #"{"name": "<test lead: dummy data for full_name>"}"#, #"[{"is-test": "ja"}]"#,
        ]
    )
    func known(payload: String) throws { #expect(try Self.isMarked(payload)) }

    @Test(
        "and are none where they say no, or something else",
        arguments: [
            #"{"is_test": false}"#, #"{"is_test": "false"}"#, #"{"is_test": 0}"#, #"{"is_test": ""}"#,
            #"{"test": "ja"}"#, #"{"test": 1}"#, #"{"name": "Test", "email": "test@example.org"}"#,
            #"{"testergebnis": true}"#, #"{"leads": [{"is_test": true}]}"#,
        ]
    )
    func none(payload: String) throws { #expect(try !Self.isMarked(payload)) }

    @Test("are seen before a post is taken apart, wherever their word stands and however it is written")
    func seen() {
        for before in 0...8 {
            for after in 0...8 {
                for word in ["test", "Test", "TEST"] {
                    let text = String(repeating: "x", count: before) + word + String(repeating: "y", count: after)
                    #expect(TestMark.mayStand(in: Array(text.utf8)), "\(text)")
                }
                let text = String(repeating: "tes", count: before) + String(repeating: "est", count: after % 2)
                #expect(TestMark.mayStand(in: Array(text.utf8)) == text.contains("test"), "\(text)")
            }
        }
        #expect(!TestMark.mayStand(in: []))
    }

    @Test("of a list only the lead that bears one is a test")
    func items() throws {
        let more = #""leads": "$.payload[*]", "#
        let payload = #"[{"n": "A", "is_test": true}, {"n": "B"}]"#
        #expect(try Self.isMarked(payload, more: more, item: 0))
        #expect(try !Self.isMarked(payload, more: more, item: 1))
    }

    @Test("a preset's own mark that says no in a text is none")
    func presets() throws {
        let mapping = try load(
            mappingFile(
                #"{ "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: #""form": "google-ads", "#
            )
        )
        let source = Source.trial(of: "m")
        for (mark, isTest) in [
            ("\"false\"", false), ("\"0\"", false), ("0", false), ("false", false), ("\"true\"", true), ("true", true),
        ] {
            let post = try input(#"{"is_test": \#(mark), "user_column_data": []}"#)
            #expect(mapping.isTest(post, of: source) == isTest, "\(mark)")
        }
    }
}
