import JSON
import MappingLanguage

/// Where in a post that no preset knows the answers are: in the post itself, in one object within it, in rows of questions and
/// answers, in JSON text in a field; and whether it carries several leads.
///
/// Only what is plain is taken: one member that holds nearly all there is. Everything else stays a matter of fields and their parts.
struct PostShape {
    /// What selects the leads of a post that carries several; nil for one lead.
    private(set) var leads: String?
    /// The description of the form, as a mapping's `form` has it; empty for the members of the payload, or of the lead.
    private(set) var form: JSONObject = [:]

    /// What a mapping has already.
    init(form: JSONObject, leads: String?) {
        self.form = form
        self.leads = leads
    }

    init(of payload: JSONValue) {
        var path = "$.payload"
        var value = payload
        for _ in 0..<Self.mostLevels {
            switch value {
            case .array(let elements):
                if let rows = Self.rows(elements) {
                    form = ["list": .string("\(path)[*]"), "key": .string(rows.key), "value": .string(rows.value)]
                    return
                }
                guard leads == nil, let first = elements.first, case .object = first else { return }
                leads = "\(path)[*]"
                path = "$.item"
                value = first
            case .object(let object):
                guard let inner = Self.heart(of: object) else {
                    if !["$.payload", "$.item"].contains(path) { form = ["members": .string(path)] }
                    return
                }
                path += PostField.step(inner.key)
                value = inner.value
            case .string:
                form = ["json": .string(path)]
                return
            default: return
            }
        }
    }

    /// The form as a mapping reads it; nil for the members of the payload, or of the lead.
    var description: FormDescription? {
        form.isEmpty ? nil : FormPresets.described(by: form)
    }

    /// The one member of an object that holds the answers, where what stands beside it says little.
    private static func heart(of object: JSONObject) -> (key: String, value: JSONValue)? {
        let holders = object.members.filter { holds($0.value) }
        guard holders.count == 1, let holder = holders.first else { return nil }
        let others = object.members.filter { $0.key != holder.key }
        let around = others.reduce(0) { $0 + answers(in: $1.value) }
        let isEnvelope =
            around == 0 || envelopes.contains(letters(of: holder.key))
            || others.allSatisfy { technical.contains(letters(of: $0.key)) }
        let inner = answers(in: holder.value)
        return isEnvelope && inner >= 2 && inner > around ? (holder.key, holder.value) : nil
    }

    private static func letters(of name: String) -> String { name.lowercased().filter(\.isLetter) }

    /// What senders call the object that holds the answers, in small letters without anything else.
    private static let envelopes: Set<String> = [
        "data", "daten", "payload", "body", "lead", "leads", "anfrage", "anfragen", "form", "formdata", "formular",
        "fields",
        "felder", "submission", "record", "result", "results", "answers", "antworten", "values", "entry", "response",
        "content",
        "json", "raw", "items", "rows", "message",
    ]
    /// What stands beside it and is no answer.
    private static let technical: Set<String> = [
        "id", "uuid", "event", "eventid", "eventtype", "type", "typ", "action", "topic", "object", "timestamp", "date",
        "datum",
        "created", "createdat", "sent", "sentat", "version", "source", "quelle", "status", "success", "count", "total",
        "formid",
        "formname", "url", "pageurl", "ip", "token",
    ]

    /// Whether a value may hold answers: an object, a list of objects, the JSON text of one. A text with attributes is an answer.
    private static func holds(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let object): object["#text"] == nil && !object.isEmpty
        case .array(let elements): elements.contains { $0.objectValue != nil }
        case .string: json(in: value) != nil
        default: false
        }
    }

    private static func json(in value: JSONValue) -> JSONValue? {
        guard case .string(let text) = value, text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let inner = try? JSONValue.parse(text), inner.objectValue != nil
        else { return nil }
        return inner
    }

    private static func answers(in value: JSONValue) -> Int {
        switch json(in: value) ?? value {
        case .object(let object):
            object["#text"] == nil ? object.members.reduce(0) { $0 + answers(in: $1.value) } : 1
        case .array(let elements): elements.reduce(0) { $0 + answers(in: $1) }
        case .null: 0
        case .string(let text): text.allSatisfy(\.isWhitespace) ? 0 : 1
        case .bool, .number: 1
        }
    }

    /// What in each row is the question and what the answer; nil for elements that are something else.
    private static func rows(_ elements: [JSONValue]) -> (key: String, value: String)? {
        let rows = elements.compactMap(\.objectValue)
        guard rows.count >= 2, rows.count == elements.count,
            let question = questions.first(where: { name in
                let texts = rows.compactMap { $0[name]?.stringValue }
                return texts.count == rows.count && Set(texts).count == texts.count
            }),
            let answer = answers.first(where: { name in
                name != question && rows.contains { $0[name] != nil } && rows.allSatisfy { $0.count <= mostInRow }
            })
        else { return nil }
        return ("@.\(question)", "@.\(answer)")
    }

    /// The kinds of shapes that this knows.
    static let kinds = ["list", "members", "json"]

    private static let questions = [
        "question", "frage", "label", "title", "titel", "field", "feld", "name", "key", "id", "Frage", "Label", "Name",
    ]
    private static let answers = [
        "answer", "antwort", "value", "wert", "values", "val", "text", "content", "response", "Antwort", "Wert",
        "Value",
    ]
    /// What describes a row beside the two; a person has more, and other names.
    private static let mostInRow = 6
    private static let mostLevels = 8
}
