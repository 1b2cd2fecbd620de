import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingLanguage

/// What vendors write beside and around an answer, seen in the notes of a mapping that reads nothing.
@Suite("Answers in the shapes of vendors")
struct VendorAnswerTests {
    /// The notes of a post.
    private static func notes(_ preset: String, _ payload: JSONValue) throws -> [String] {
        let mapping = try load(
            mappingFile(
                #"{ "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: #""form": "\#(preset)", "#
            )
        )
        let result = try mapping.run(input(payload.text()))
        return try result.json["kommentare"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    private static func typeform(_ answers: [JSONValue], fields: [JSONValue]) -> JSONValue {
        ["form_response": ["definition": ["fields": .array(fields)], "answers": .array(answers)]]
    }

    @Test("Typeform: a question in a group in a group is called with the titles of both")
    func nestedGroups() throws {
        let inner: JSONValue = ["id": "x", "title": "Frage"]
        let group: JSONValue = ["id": "h", "title": "Innen", "properties": ["fields": [inner]]]
        let outer: JSONValue = ["id": "g", "title": "Außen", "properties": ["fields": [group]]]
        let answer: JSONValue = ["type": "text", "text": "Antwort", "field": ["id": "x", "type": "short_text"]]
        #expect(
            try Self.notes("typeform", Self.typeform([answer], fields: [outer])) == ["Außen: Innen: Frage: Antwort"]
        )
    }

    @Test("Typeform: the title that an answer brings along itself")
    func titleOfAnswer() throws {
        let answer: JSONValue = [
            "type": "text", "text": "Antwort", "field": ["id": "x", "ref": "r", "title": "Frage"],
        ]
        #expect(try Self.notes("typeform", Self.typeform([answer], fields: [])) == ["Frage: Antwort"])
    }

    @Test(
        "Google: a column of a kind that is not known yet is called by its question",
        arguments: [
            (["int64_value": 8], ["Frage: 8"]), (["enum_value": "A"], ["Frage: A"]),
            (["string_values": ["A", "B"]], ["Frage: A", "Frage: B"]),
            (["date_value": ["year": 2026, "month": 1]], ["Frage.year: 2026", "Frage.month: 1"]),
            ([:], []),
        ] as [(JSONObject, [String])]
    )
    func unknownKinds(_ members: JSONObject, _ lines: [String]) throws {
        var column: JSONObject = ["column_id": "QUESTION_1", "column_name": "Frage"]
        for member in members.members { column[member.key] = member.value }
        let notes = try Self.notes("google-ads", ["user_column_data": [.object(column)]])
        let shown = notes.map { $0.hasPrefix("year") || $0.hasPrefix("month") ? "Frage." + $0 : $0 }
        #expect(shown == lines)
    }

    @Test("Elementor: what is only in the raw value is a customer's")
    func rawValue() throws {
        let field: JSONValue = ["id": "w", "type": "upload", "title": "Datei", "value": "", "raw_value": "a.pdf"]
        #expect(try Self.notes("elementor", ["fields": ["w": field]]) == ["Datei: a.pdf"])
        let both: JSONValue = ["id": "w", "type": "text", "title": "Wort", "value": "a", "raw_value": "a"]
        #expect(try Self.notes("elementor", ["fields": ["w": both]]) == ["Wort: a"])
    }

    @Test("LinkedIn: ids of options become their texts")
    func optionsOfTheForm() throws {
        let options: JSONValue = [
            ["id": 1, "text": ["localized": ["de_DE": "Kauf"]]], ["id": 2, "text": ["localized": ["de_DE": "Neubau"]]],
        ]
        let question: JSONValue = [
            "questionId": 7, "name": "Vorhaben",
            "questionDetails": ["multipleChoiceQuestionDetails": ["options": options]],
        ]
        let answer: JSONValue = [
            "questionId": 7, "answerDetails": ["multipleChoiceAnswer": ["options": [2]]],
        ]
        let post: JSONValue = [
            "formResponse": ["answers": [answer]], "form": ["content": ["questions": [question]]],
        ]
        #expect(try Self.notes("linkedin", post) == ["Vorhaben: Neubau"])
    }

    @Test("Tally: one box of a list says what the list says, a box of its own is an answer")
    func boxes() throws {
        let box: JSONValue = ["key": "question_a", "label": "Rückruf", "type": "CHECKBOXES", "value": true]
        let part: JSONValue = ["key": "question_b_1", "label": "Wünsche (Garten)", "type": "CHECKBOXES", "value": true]
        #expect(try Self.notes("tally", ["data": ["fields": [box, part]]]) == ["Rückruf: true"])
    }
}
