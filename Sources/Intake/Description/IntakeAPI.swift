import APIDescription
package import JSON
import Problems

/// The public listener's API as a document, and which methods each of its paths takes: one line for each.
///
/// It tells how to post to any source and names none.
package enum IntakeAPI {
    /// The document, OpenAPI 3.1.
    package static let document: JSONValue = APIDocument(
        title: "LeadGate, intake",
        text: """
            Post a lead to the address of its source, with that source's credential; ask with the same credential how it stands. \
            Which credential that is and what else a source asks for stands in the instructions that its operator gives out \
            (`leadgate source show`).
            """,
        operations: operations,
        schemas: IntakeSchemas.all,
        security: [
            "bearer": ["type": "http", "scheme": "bearer"], "basic": ["type": "http", "scheme": "basic"],
            "certificate": ["type": "mutualTLS"],
            "signature": [
                "type": "apiKey", "in": "header", "name": "webhook-signature",
                "description":
                    "A signature over the raw body, in the header and by the rule of the sender's own vendor.",
            ],
        ]
    ).json

    /// The document's bytes, made once.
    static let bytes = document.serialized

    /// The methods that a path takes, as the header `Allow` lists them.
    static func methods(of template: String) -> String { allowed[template] ?? "" }

    static let operations: [APIOperation] =
        hook("/hooks/{source}") + hook("/hooks/{source}/{secret}")
        + dryRun("/hooks/{source}/dry-run") + dryRun("/hooks/{source}/{secret}/dry-run") + lead + probes

    private static let allowed: [String: String] = {
        var allowed: [String: [String]] = [:]
        for operation in operations {
            allowed[operation.path, default: []].append(operation.method.rawValue.uppercased())
        }
        return allowed.mapValues { $0.joined(separator: ", ") }
    }()

    // MARK: Posting

    private static func hook(_ path: String) -> [APIOperation] {
        // Who brings the secret in the path needs no header.
        let security = path.contains("{secret}") ? [] : ["bearer", "basic", "signature", "certificate"]
        let prefer = APIOperation.Parameter(
            "Prefer",
            in: .header,
            "wait=10: answer when the outcome is known, or after 10 s."
        )
        let key = APIOperation.Parameter(
            "Idempotency-Key",
            in: .header,
            "The sender's own id of the post: a repeat gets the first one's receipt.",
            ["type": "string", "maxLength": 255]
        )
        return [
            APIOperation(
                .post,
                path,
                tag: "leads",
                "Post a lead.",
                parameters: [key, prefer],
                body: APIOperation.Content(bodies, true),
                answers: [
                    APIOperation.Answer(
                        200,
                        "It is on disk, as it is for a repeat; `repeated` says of a lead that it came before with other content.",
                        .json(.ref("Receipt"))
                    ),
                    APIOperation.Answer(303, "It is on disk; a browser goes on to the source's page."),
                ],
                problems: refusals + [.malformedBody, .postKey, .duplicateConflict, .storeFull, .storeUnavailable],
                security: security
            ),
            APIOperation(
                .get,
                path,
                tag: "leads",
                "Answer a vendor's check of the address; a lead where the source takes one so.",
                answers: [
                    APIOperation.Answer(
                        200,
                        "The answer to the check, a receipt, or that the address is there.",
                        APIOperation.Content(["application/json", "text/plain"], true)
                    )
                ],
                problems: [.credential, .method]
            ),
            APIOperation(
                .head,
                path,
                tag: "leads",
                "Whether the address is there.",
                answers: [APIOperation.Answer(200, "It is.")]
            ),
            preflight(path),
        ]
    }

    private static func dryRun(_ path: String) -> [APIOperation] {
        [
            APIOperation(
                .post,
                path,
                tag: "leads",
                "What would become of a post: the document, and where every value went. Nothing is stored.",
                body: APIOperation.Content(bodies, true),
                answers: [APIOperation.Answer(200, "What would become of it.", .json(.ref("DryRun")))],
                problems: refusals + [.malformedBody],
                security: path.contains("{secret}") ? [] : ["bearer", "basic", "signature", "certificate"]
            ),
            preflight(path),
        ]
    }

    private static func preflight(_ path: String) -> APIOperation {
        APIOperation(
            .options,
            path,
            tag: "leads",
            "Whether pages of an origin may post here.",
            answers: [APIOperation.Answer(204, "The headers say it.")]
        )
    }

    private static let bodies = [
        "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml",
    ]

    private static let refusals: [Problem] = [
        .credential, .foreignOrigin, .bodyTooLarge, .contentEncoding, .unsupportedBody, .rateLimit, .overloaded,
    ]

    // MARK: Asking

    private static let lead = [
        APIOperation(
            .get,
            "/leads/{id}",
            tag: "leads",
            "How a lead stands, for its own sender. Everybody else gets the one 404.",
            answers: [APIOperation.Answer(200, "How it stands.", .json(.ref("Lead")))],
            problems: [.notFound, .storeUnavailable, .leadDamaged],
            security: ["bearer", "basic", "signature", "certificate"]
        ),
        APIOperation(
            .head,
            "/leads/{id}",
            tag: "leads",
            "Whether there is such a lead of one's own.",
            answers: [APIOperation.Answer(200, "There is.")],
            problems: [.notFound],
            security: ["bearer", "basic", "signature", "certificate"]
        ),
    ]

    private static let probes: [APIOperation] =
        [
            ("/livez", "Whether the process answers."), ("/readyz", "Whether leads are taken."),
            ("/funnel_webhooks/test", "A funnel builder's check before it saves the address."),
            ("/openapi.json", "This document."),
        ].flatMap { path, summary in
            let methods: [APIOperation.Method] = path.hasPrefix("/funnel") ? [.post, .get, .head] : [.get, .head]
            return methods.map { method in
                let content: APIOperation.Content? = method == .head ? nil : .json(["type": "object"])
                var answers = [APIOperation.Answer(200, "Yes.", content)]
                if path == "/readyz" { answers.append(APIOperation.Answer(503, "No.", content)) }
                return APIOperation(method, path, tag: "probes", summary, answers: answers)
            }
        }
}
