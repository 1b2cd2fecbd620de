import GermanValues
import JSON
import MappingLanguage
import Targets

/// What the editors' schemas of all targets share: settings at the top of a file, selectors, operators, functions.
enum EditorLanguage {
    /// The settings of a mapping file.
    static func settings(target: Target, document: JSONValue, operations: [String]) -> JSONValue {
        func text(_ description: String) -> JSONValue { ["type": "string", "description": .string(description)] }
        var settings: JSONObject = [
            "$schema": text("Where this schema is, for the editor."),
            "$comment": [:],
            "description": text("Wofür das Mapping ist. / What the mapping is for."),
            "target": [
                "const": .string(target.rawValue),
                "description": "Die API, für die das Dokument ist. / The target API.",
            ],
            "extends": text(
                "Name eines Mappings, das dieses ergänzt (RFC 7396). / The mapping this file is a patch on."
            ),
            "form": described("form", "Die Form der Eingabe: Preset oder Beschreibung. / The sender's shape."),
            "missing": described("policy", "Wenn nichts da ist. / For nothing found."),
            "unreadable": described("policy", "Wenn ein Wert nicht lesbar ist. / For what cannot be read."),
            "locale": [
                "enum": EditorSchema.texts(ReadingContext.Locale.allCases.map(\.rawValue)),
                "description": "Entscheidet, was mehrdeutig ist; ohne Angabe de. / Decides what is ambiguous.",
            ],
            "document": EditorSchema.described(document, "Das Dokument für die API. / The target's document."),
            "fragments": [
                "type": "object", "description": "Bausteine für $use. / Templates for $use.",
            ],
            "leads": described("selector", "Ein Lead je Fund, als $.item. / One lead per node, as $.item."),
            "case": described(
                "selector",
                "Vorgangsnummer des Vorgangs, der geändert wird. / Number of the case that is changed."
            ),
            "unused": described("selectors", "Was absichtlich nicht gelesen wird. / What is left on purpose."),
            "tests": [
                "type": "array", "items": EditorSchema.reference("test"),
                "description": "Eingaben und was aus ihnen wird. / Payloads and what must come of them.",
            ],
        ]
        if !operations.isEmpty {
            settings.append(
                "operation",
                [
                    "enum": EditorSchema.texts(operations),
                    "description":
                        "Was mit dem Dokument geschieht; ohne Angabe wird ein Vorgang angelegt. / Instead of creating a case.",
                ]
            )
        }
        return .object(settings)
    }

    /// Definitions that places refer to.
    static var definitions: JSONObject {
        [
            "selector": [
                "type": ["string", "null"], "pattern": "^[$@]",
                "description":
                    "RFC 9535: $.form.…, $.payload.…, $.query.…, $.headers.…, $.source.…, $.lead.…, $.item.…",
            ],
            "selectors": [
                "anyOf": [
                    EditorSchema.reference("selector"),
                    ["type": "array", "items": EditorSchema.reference("selector")],
                ]
            ],
            "value": [
                "anyOf": [
                    ["type": ["string", "number", "boolean", "null", "array"]], EditorSchema.reference("operator"),
                ]
            ],
            "policy": [
                "anyOf": [
                    ["enum": ["omit", "fail"]],
                    ["type": "object", "properties": ["use": [:]], "required": ["use"], "additionalProperties": false],
                ]
            ],
            "operator": operators(in: Operator.allCases.filter { $0 != .each && $0.belongsTo != .each }),
            "operator-list": operators(in: Operator.allCases),
            "functions": [
                "anyOf": [
                    EditorSchema.reference("function"),
                    ["type": "array", "minItems": 1, "items": EditorSchema.reference("function")],
                ]
            ],
            "function": functions,
            "form": form,
            "field-names": ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]],
            "names": [
                "type": "object", "description": "Eigener Name → Feld des Formulars. / Your name → the form's field.",
                "properties": leadFields, "additionalProperties": EditorSchema.reference("field-names"),
            ],
            "answers": [
                "type": "object",
                "description":
                    "Feld → Antwort des Formulars → wie die Regel sie kennt. / Field → the form's answer → one that the rule knows.",
                "additionalProperties": ["type": "object", "additionalProperties": ["type": "string"]],
            ],
            "form-part": formPart(withNames: false),
            "test": test,
        ]
    }

    /// A rule: operators and nothing else.
    private static func operators(in operators: [Operator]) -> JSONValue {
        var properties: JSONObject = ["$comment": [:]]
        var dependencies = JSONObject()
        for name in operators {
            let row = name.description
            properties.append(
                name.rawValue,
                EditorSchema.described(
                    // A file that extends another removes an operator by null.
                    ["anyOf": [kind(of: name), ["type": "null"]]],
                    "\(row.german) / \(row.english)\n\(row.example)"
                )
            )
            var needed = name.belongsTo.map { [$0.rawValue] } ?? []
            if name == .when { needed.append(Operator.then.rawValue) }
            if name == .each { needed.append(Operator.do.rawValue) }
            if !needed.isEmpty { dependencies.append(name.rawValue, EditorSchema.texts(needed)) }
        }
        return [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "dependencies": .object(dependencies),
        ]
    }

    private static func kind(of name: Operator) -> JSONValue {
        switch name {
        case .from, .when: EditorSchema.reference("value")
        case .as: EditorSchema.reference("functions")
        case .lookup: ["type": "object", "minProperties": 1]
        case .has: ["type": "string", "minLength": 1]
        case .pick: ["enum": EditorSchema.texts(Pick.allCases.map(\.rawValue))]
        case .missing, .else: EditorSchema.reference("policy")
        case .first: ["type": "array", "minItems": 1]
        case .join, .sum:
            [
                "anyOf": [
                    EditorSchema.reference("selector"),
                    ["type": "array", "minItems": 1, "items": EditorSchema.reference("value")],
                ]
            ]
        case .use, .suffix: ["type": "string"]
        case .each: EditorSchema.reference("selector")
        case .limit: ["type": "integer", "minimum": 1]
        case .with: ["type": "string"]
        case .unread: ["const": "lines"]
        case .do, .then, .otherwise: [:]
        }
    }

    /// A function's name, or a function with its arguments.
    private static var functions: JSONValue {
        let all = ValueFunction.all
        var calls = JSONObject()
        for function in all where !function.parameters.isEmpty {
            calls.append(function.name, EditorSchema.described(arguments(of: function), words(for: function)))
        }
        return [
            "anyOf": [
                [
                    "enum": EditorSchema.texts(all.filter { !$0.parameters.contains(where: \.isRequired) }.map(\.name)),
                    "enumDescriptions": EditorSchema.texts(
                        all.filter { !$0.parameters.contains(where: \.isRequired) }.map(words)
                    ),
                ],
                [
                    "type": "object", "properties": .object(calls), "additionalProperties": false, "minProperties": 1,
                    "maxProperties": 1,
                ],
            ]
        ]
    }

    private static func words(for function: ValueFunction) -> String {
        "\(function.summary.german) / \(function.summary.english)"
    }

    /// One argument, or a list of all.
    private static func arguments(of function: ValueFunction) -> JSONValue {
        let texts = function.parameters.map { parameter -> JSONValue in
            switch parameter.kind {
            case .text, .texts, .pattern: ["type": "string"]
            case .choice(let choices): ["enum": EditorSchema.texts(choices)]
            case .count: ["type": "integer"]
            }
        }
        guard let first = texts.first else { return [:] }
        return ["anyOf": [first, ["type": "array"]]]
    }

    private static var form: JSONValue {
        [
            "anyOf": [
                ["enum": EditorSchema.texts(FormPresets.names)],
                EditorSchema.reference("form-part"),
                ["type": "array", "items": EditorSchema.reference("form-part")],
                EditorSchema.closed([
                    "description": ["type": "string"],
                    "parts": ["type": "array", "items": EditorSchema.reference("form-part")],
                    "unused": EditorSchema.reference("selectors"), "test": EditorSchema.reference("selectors"),
                    "ignore": EditorSchema.reference("selectors"),
                    "technical": ["type": "array", "items": ["type": "string"]],
                ]),
                EditorSchema.closed(
                    [
                        "description": ["type": "string"],
                        "preset": ["enum": EditorSchema.texts(FormPresets.names)],
                        "names": EditorSchema.reference("names"), "answers": EditorSchema.reference("answers"),
                    ],
                    required: ["preset"]
                ),
                // Without a preset: plain fields, or another shape, under the sender's own names.
                formPart(withNames: true),
            ]
        ]
    }

    /// The standard vocabulary, for completion; other names are allowed.
    private static var leadFields: JSONValue {
        var properties = JSONObject()
        for field in LeadFields.all { properties.append(field.name, described("field-names", field.meaning)) }
        return .object(properties)
    }

    private static func formPart(withNames: Bool) -> JSONValue {
        let selector = EditorSchema.reference("selector")
        let selectors = EditorSchema.reference("selectors")
        let options = EditorSchema.closed(
            ["list": selector, "id": selector, "text": selector],
            required: ["list", "id", "text"]
        )
        var part: JSONObject = [
            "list": described("selector", "Ein Feld je Element. / One field per element."),
            "key": selectors, "value": selectors, "also": selectors, "label": selectors, "structure": selectors,
            "grid": EditorSchema.closed(
                ["rows": selector, "columns": selector, "id": selector, "text": selector],
                required: ["rows", "columns", "id", "text"]
            ),
            "options": options,
            "join": EditorSchema.closed(
                [
                    "list": selector, "this": selector, "that": selector, "key": selectors, "nested": selector,
                    "label": selectors, "options": options,
                ],
                required: ["list", "this", "that", "key"]
            ),
            "members": described("selector", "Die Felder eines Objekts. / The members of an object."),
            "json": described("selector", "Ein Text, der JSON enthält. / A text that holds JSON."),
            "entities": ["type": "boolean"],
            "fields": ["type": "object", "additionalProperties": selectors],
            "when": selector, "unless": selector, "unwrap": ["type": "boolean"],
        ]
        guard withNames else { return EditorSchema.closed(part) }
        part.append("names", EditorSchema.reference("names"))
        part.append("answers", EditorSchema.reference("answers"))
        part.append("description", ["type": "string"])
        return EditorSchema.closed(part)
    }

    private static var test: JSONValue {
        EditorSchema.closed(
            [
                "name": ["type": "string"], "payload": [:], "query": ["type": "object"],
                "headers": ["type": "object"], "source": ["type": "object"], "case": ["type": "object"],
                "item": ["type": "integer", "minimum": 0],
                "leadId": ["type": "string"], "receivedAt": ["type": "string"], "expect": [:],
                "findings": [
                    "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]
                ],
            ],
            required: ["payload"]
        )
    }

    private static func described(_ name: String, _ text: String) -> JSONValue {
        EditorSchema.described(EditorSchema.reference(name), text)
    }
}
