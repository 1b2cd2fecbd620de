package import JSON
import SourceFiles
import Targets

extension EditorSchema {
    /// The schema of source files (`mappings/sources/NAME.json`).
    package static var source: JSONValue {
        [
            "$schema": .string(dialect),
            "title": "LeadGate: source",
            "$comment": "Made by `leadgate schema editor source`.",
            "type": "object",
            "properties": .object(EditorSource.settings),
            "additionalProperties": false,
            "anyOf": [["required": ["credential"]], ["required": ["credentials"]]],
            "definitions": .object(EditorSource.definitions),
        ]
    }
}

/// The settings of a source file for an editor's schema.
enum EditorSource {
    static var settings: JSONObject {
        let credentials: JSONValue = [
            "anyOf": [
                EditorSchema.reference("credential"),
                ["type": "array", "minItems": 1, "items": EditorSchema.reference("credential")],
            ]
        ]
        return [
            "$schema": text("Where this schema is, for the editor."),
            "$comment": [:],
            "description": text("Wer hier sendet. / Who posts here."),
            "mapping": EditorSchema.described(
                ["anyOf": [name, ["type": "array", "minItems": 1, "uniqueItems": true, "items": name]]],
                "Name des Mappings, ohne .json; mehrere: je ein Lead. / Name of the mapping; several: one lead each."
            ),
            "learning": [
                "type": "boolean",
                "description":
                    "Leads bleiben, bis jemand sie freigibt; ohne mapping immer. / Leads are kept until somebody releases them; always without a mapping.",
            ],
            "fetch": EditorSchema.described(
                fetch,
                "Wie die Daten geholt werden, wenn nur eine Id kommt. / How data is got where an id comes only."
            ),
            "mode": [
                "enum": EditorSchema.texts(DeliveryMode.allCases.map(\.rawValue)),
                "description":
                    "ohne Angabe test; production gilt nur mit dem Gateway. / production needs the gateway's word, too.",
            ],
            "credential": EditorSchema.described(
                credentials,
                "Wie der Sender sich ausweist. / How the sender shows who it is."
            ),
            "credentials": EditorSchema.described(credentials, "Mehrere; eines genügt. / Several; one is enough."),
            "attach": EditorSchema.described(attach, "Was jeder Lead dazubekommt. / What every lead gets."),
            "attributes": ["type": "object", "description": "Im Mapping als $.source. / $.source in the mapping."],
            "duplicates": EditorSchema.described(
                EditorSchema.closed(
                    [
                        "key": selectors,
                        "window": span("90d"),
                        "differs": [
                            "enum": EditorSchema.texts(DuplicateRule.Difference.allCases.map(\.rawValue)),
                            "description":
                                "Was ein anderer Inhalt unter demselben Schlüssel ist. / What other content under the same key is.",
                        ],
                        "mapping": name,
                    ],
                    required: ["key"]
                ),
                "Woran eine Wiederholung erkannt wird. / How a repeat is known."
            ),
            "case": EditorSchema.described(
                EditorSchema.closed(["group": name, "key": selectors], required: ["key"]),
                "Woran der Vorgang eines Leads erkannt wird. / How the case of a lead is known."
            ),
            "callback": EditorSchema.described(
                EditorSchema.closed(
                    [
                        "url": ["type": "string", "pattern": "^https?://"],
                        "secret": EditorSchema.reference("secret"),
                        "allowPrivate": ["type": "boolean"],
                    ],
                    required: ["url", "secret"]
                ),
                "Wohin Zustandswechsel gemeldet werden. / Where state changes are told."
            ),
            "identity": text("Zugang, mit dem ausgeliefert wird. / The OAuth client that delivers."),
            "respond": EditorSchema.described(
                EditorSchema.closed([
                    "status": ["type": "integer", "minimum": 200, "maximum": 299],
                    "redirect": ["type": "string", "pattern": "^https?://"],
                    "wait": span("5s"),
                    "undecodable": ["type": "integer", "minimum": 200, "maximum": 499],
                ]),
                "Was der Sender als Antwort bekommt. / What the sender gets as an answer."
            ),
            "retryFor": EditorSchema.described(
                span("48h"),
                "Wie lange Leads wieder versucht werden. / For how long leads are tried again."
            ),
            "limits": EditorSchema.closed([
                "body": ["type": "string", "pattern": "^[0-9]+ *(B|KiB|MiB|GiB)?$", "examples": ["1MiB"]],
                "perMinute": ["type": "integer", "minimum": 1, "maximum": 1_000_000],
                "dryRunsPerMinute": ["type": "integer", "minimum": 1, "maximum": 1_000_000],
            ]),
            "retention": EditorSchema.described(
                EditorSchema.closed(["delivered": span("90d"), "discarded": span("90d"), "dead": span("90d")]),
                "Wie lange Inhalte bleiben. / How long what was sent is kept."
            ),
            "origins": [
                "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]],
                "description": "Webseiten, deren Formulare senden dürfen. / Browser origins that may post.",
            ],
            "charset": [
                "enum": ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"],
                "description":
                    "Zeichensatz, wenn der Absender keinen nennt. / Character set where the sender names none.",
            ],
            "methods": [
                "type": "array", "items": ["enum": ["POST", "GET"]],
                "description": "Womit ein Lead kommen darf. / What may bring a lead.",
            ],
            "encodings": [
                "type": "array", "items": ["enum": ["gzip"]],
                "description": "Wie ein Text gepackt sein darf. / How a body may be compressed.",
            ],
            "ignore": conditions("Was kein Lead ist: gezählt, beantwortet, nicht behalten. / What is no lead."),
            "test": conditions("Was ein Test ist: nie echtes Geschäft. / What is a test: never real business."),
            "enabled": ["type": "boolean"],
        ]
    }

    static var definitions: JSONObject { ["credential": credential, "secret": secret, "secrets": secrets] }

    private static var fetch: JSONValue {
        let path: JSONValue = ["type": "string", "pattern": "^[$]"]
        let paths: JSONValue = ["anyOf": [path, ["type": "array", "items": path]]]
        let url: JSONValue = [
            "type": "string", "pattern": "^https?://.*[{]id[}]", "examples": ["https://api.example.com/leads/{id}"],
        ]
        return EditorSchema.closed(
            [
                "id": EditorSchema.described(
                    ["type": "string", "pattern": "^[$][.](payload|query)"],
                    "Wo im Text die Ids stehen; jede ist ein Lead. / Where the ids are; each is a lead."
                ),
                "pattern": EditorSchema.described(
                    ["type": "string", "minLength": 1],
                    "I-Regexp; was zuerst passt, ist die Id. / Its first match is the id."
                ),
                "url": url,
                "token": EditorSchema.described(
                    EditorSchema.closed(
                        [
                            "secret": EditorSchema.reference("secret"), "header": ["type": "string"],
                            "query": ["type": "string"],
                        ],
                        required: ["secret"]
                    ),
                    "Ohne header und query: Authorization: Bearer. / Without header and query: a bearer token."
                ),
                "headers": ["type": "object", "additionalProperties": ["type": "string"]],
                "lead": EditorSchema.described(
                    path,
                    "Wo in der Antwort der Lead steht; ohne: alles. / Where in the answer the lead is; without: all of it."
                ),
                "join": [
                    "type": "object",
                    "description": "Was als Mitglied dazukommt. / What becomes a member of the lead besides.",
                    "additionalProperties": EditorSchema.closed(
                        ["id": path, "pattern": ["type": "string", "minLength": 1], "url": url],
                        required: ["id", "url"]
                    ),
                ],
                "errors": EditorSchema.closed(["token": paths, "gone": paths, "later": paths]),
                "perMinute": ["type": "integer", "minimum": 1, "maximum": 6_000],
                "answer": ["type": "string", "pattern": "^[0-9]+ *(B|KiB|MiB)?$", "examples": ["256KiB"]],
                "allowLoopback": ["type": "boolean", "description": "Nur zum Testen. / For tests only."],
            ],
            required: ["id", "url"]
        )
    }

    private static func conditions(_ words: String) -> JSONValue {
        ["anyOf": [selector, ["type": "array", "items": selector]], "description": .string(words)]
    }

    private static let selector: JSONValue = ["type": "string", "pattern": "^[$]"]
    private static let name: JSONValue = ["type": "string", "minLength": 1]

    private static var selectors: JSONValue {
        ["anyOf": [selector, ["type": "array", "minItems": 1, "items": selector]]]
    }

    private static func text(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    static func span(_ example: String) -> JSONValue {
        ["type": "string", "pattern": "^[0-9]+[smhd]$", "examples": [.string(example)]]
    }

    private static let partner: JSONValue = ["type": "string", "pattern": "^[A-Z]{3}[0-9]{2}$", "examples": ["ABC12"]]

    private static var attach: JSONValue {
        let commission: JSONObject = [
            "betrag": ["type": "number", "minimum": 0, "description": "Euro"],
            "prozentDerDarlehenssumme": ["type": "number", "minimum": 0],
            "prozentDerProvision": ["type": "number", "minimum": 0],
        ]
        let value: JSONValue = ["type": ["string", "object"]]
        let answer: JSONValue = ["type": ["boolean", "string", "object"]]
        let choice: JSONValue = ["anyOf": [partner, ["type": "object", "description": "$from, $lookup, $else"]]]
        return EditorSchema.closed([
            "leadtracking": EditorSchema.closed([
                "kampagne": value, "keyword": value, "trackingId": value, "sendNotification": answer,
            ]),
            "importquelle": value,
            "reference": EditorSchema.described(value, "externeVorgangsId, eigeneVorgangsnummer"),
            "tippgeber": EditorSchema.closed(
                ["partnerId": choice, "provision": EditorSchema.closed(commission)],
                required: ["partnerId"]
            ),
            "kundenbetreuer": choice, "bearbeiter": choice,
            "prioritaet": [
                "anyOf": [
                    ["enum": EditorSchema.texts(Prioritaet.allCases.map(\.rawValue))], selector, ["type": "object"],
                ]
            ],
            "ereignistext": value, "benachrichtigung": answer, "baufiSmartVorgangsnummer": value,
        ])
    }
}
