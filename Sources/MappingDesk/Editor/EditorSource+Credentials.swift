import JSON
import SourceFiles

/// How a source proves its posts, for an editor.
extension EditorSource {
    /// What may stand beside `scheme`, per scheme.
    static func settings(ofScheme scheme: String) -> [String] {
        switch scheme {
        case "none": []
        case "basic": ["secret", "secrets", "user"]
        case "header": ["secret", "secrets", "header"]
        case "query": ["secret", "secrets", "parameter"]
        case "body-field": ["secret", "secrets", "field"]
        case "client-certificate": ["fingerprints", "names"]
        case "signature":
            [
                "secret", "secrets", "header", "algorithm", "key", "encoding", "prefix", "list", "jws", "signed",
                "timestamp",
            ]
        default:
            ["secret", "secrets"]
                + (CredentialDecoder.presets[scheme]?.objectValue.map(CredentialDecoder.settings(besidePreset:)) ?? [])
        }
    }

    static var credential: JSONValue {
        let schemes = CredentialDecoder.schemes + CredentialDecoder.presets.keys
        let members: JSONObject = [
            "scheme": [
                "enum": EditorSchema.texts(schemes),
                "description": "Verfahren oder Anbieter. / Scheme or vendor.",
            ],
            "secret": EditorSchema.reference("secrets"), "secrets": EditorSchema.reference("secrets"),
            "fingerprints": ["type": "array", "items": ["type": "string", "pattern": "^([0-9A-Fa-f]{2}:?){32}$"]],
            "names": ["type": "array", "items": ["type": "string", "pattern": "^[^\\s*]+$"]],
            "user": ["type": "string"], "header": ["type": "string"], "parameter": ["type": "string"],
            "jws": EditorSchema.closed(
                ["digest": ["type": "string"], "issuer": ["type": "string"]],
                required: ["digest"]
            ),
            "field": ["type": "string", "pattern": "^[$][.\\[]"],
            "algorithm": ["enum": EditorSchema.texts(SignatureTemplate.Algorithm.allCases.map(\.rawValue))],
            "key": ["enum": EditorSchema.texts(SignatureTemplate.KeyForm.allCases.map(\.rawValue))],
            "encoding": ["enum": EditorSchema.texts(SignatureTemplate.Encoding.allCases.map(\.rawValue))],
            "prefix": ["type": "string"],
            "list": EditorSchema.closed([
                "entries": ["type": "string"], "pairs": ["type": "string"], "signature": ["type": "string"],
                "timestamp": ["type": "string"],
            ]),
            "signed": [
                "type": "string",
                "description": "{body}, {fields}, {timestamp}, {method}, {url}, {path}, {header:NAME}, {secret}",
            ],
            "timestamp": EditorSchema.closed([
                "header": ["type": "string"],
                "unit": ["enum": EditorSchema.texts(SignatureTemplate.Timestamp.Unit.allCases.map(\.rawValue))],
                "tolerance": span("5m"),
            ]),
            "tolerance": span("5m"),
        ]
        guard case .object(var object) = EditorSchema.closed(members, required: ["scheme"]) else { return [:] }
        // Schemes that take the same settings are told apart together.
        var groups: [(settings: [String], schemes: [String])] = []
        for scheme in schemes {
            let settings = settings(ofScheme: scheme)
            if let index = groups.firstIndex(where: { $0.settings == settings }) {
                groups[index].schemes.append(scheme)
            } else {
                groups.append((settings, [scheme]))
            }
        }
        object.append(
            "allOf",
            .array(
                groups.map { group in
                    [
                        "if": ["properties": ["scheme": ["enum": EditorSchema.texts(group.schemes)]]],
                        "then": [
                            "propertyNames": ["enum": EditorSchema.texts(["$comment", "scheme"] + group.settings)]
                        ],
                    ]
                }
            )
        )
        return .object(object)
    }

    static var secrets: JSONValue {
        [
            "anyOf": [
                EditorSchema.reference("secret"),
                ["type": "array", "minItems": 1, "items": EditorSchema.reference("secret")],
            ],
            "description":
                "Wo das Geheimnis steht; mehrere gelten zugleich. / Where the secret is; several are valid at once.",
        ]
    }

    static var secret: JSONValue {
        [
            "anyOf": [
                EditorSchema.closed(["env": ["type": "string"]], required: ["env"]),
                EditorSchema.closed(["file": ["type": "string"]], required: ["file"]),
                ["type": "string", "minLength": 1, "description": "Nur zum Testen. / In test mode only."],
            ]
        ]
    }
}
