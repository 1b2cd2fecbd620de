import APIDescription
import JSON
import Leads
import Problems

/// What stands around leads: probes, targets, files, people, keeping, access.
extension AdminAPI {
    static let probes: [APIOperation] = [
        APIOperation(.get, "/livez", tag: "probes", "Whether the process answers.", answers: [.text(200, "It does.")]),
        get(
            "/readyz",
            .metrics,
            "probes",
            "Whether leads are stored, and whether a person has to look.",
            [
                .json(200, "All is well.", .ref("Readiness")), .json(503, "Somebody has to look.", .ref("Readiness")),
            ]
        ),
        get("/metrics", .metrics, "probes", "All metrics, in Prometheus' text format.", [.text(200, "The metrics.")]),
        get("/openapi.json", .viewer, "probes", "This document.", [.json(200, "OpenAPI 3.1.", ["type": "object"])]),
    ]

    static let resting: [APIOperation] = [
        get(
            "/targets",
            .viewer,
            "targets",
            "Which targets and sources rest, and what waits.",
            [.json(200, "All targets.", targets)]
        ),
        order(
            .post,
            "/targets/{target}/pause",
            .operator,
            "targets",
            "Let a target rest.",
            ["reason": text],
            [
                .json(200, "All targets.", targets)
            ],
            found
        ),
        order(
            .post,
            "/targets/{target}/resume",
            .operator,
            "targets",
            "Let a target, or one source of it, go on at once.",
            [
                "source": text, "reason": text,
            ],
            [.json(200, "All targets.", targets)],
            found
        ),
    ]

    static let waiting: [APIOperation] = [
        get(
            "/waiting",
            .viewer,
            "targets",
            "Leads that cannot be built yet, by source: what they lack, and what stands in the way.",
            [.json(200, "All sources with such leads.", list("waiting", .ref("Waiting")))]
        ),
        order(
            .post,
            "/waiting/{source}/resume",
            .operator,
            "targets",
            "Let a source fetch the data of its leads at once.",
            ["reason": text],
            [.json(200, "All sources with such leads.", list("waiting", .ref("Waiting")))],
            found
        ),
    ]

    static let files: [APIOperation] = [
        get(
            "/sources",
            .viewer,
            "files",
            "The sources in force.",
            [.json(200, "All sources.", list("sources", .ref("Source")))]
        ),
        get(
            "/sources/{name}/drift",
            .operator,
            "files",
            "What is known of a source's form.",
            [.json(200, "Fields and rules.", ["type": "object"])],
            found
        ),
        get(
            "/sources/{name}/posts",
            .viewer,
            "files",
            "Posts of a source as they come, and what becomes of them.",
            query: postPage,
            [.json(200, "What happened, the oldest first.", .ref("Posts"))],
            found
        ),
        get(
            "/mappings",
            .viewer,
            "files",
            "The mappings in force.",
            [.json(200, "All mappings.", list("mappings", .ref("Mapping")))]
        ),
        get(
            "/mappings/versions/{hash}",
            .viewer,
            "files",
            "A mapping as it was in force once.",
            [.json(200, "The file.", ["type": "object"])],
            found
        ),
        get(
            "/findings",
            .viewer,
            "files",
            "What is wrong with the files.",
            [.json(200, "All findings.", list("findings", .ref("Finding")))]
        ),
        get(
            "/notices",
            .viewer,
            "notices",
            "Where senders' forms have changed, newest first.",
            query: noticePage,
            [.json(200, "A page of notices.", list("notices", .ref("Notice"), isPaged: true))],
            [.badRequest]
        ),
        get("/notices/{id}", .viewer, "notices", "One notice.", [.json(200, "The notice.", .ref("Notice"))], found),
        order(
            .post,
            "/notices/{id}/acknowledge",
            .operator,
            "notices",
            "Say that somebody has seen it.",
            ["reason": text],
            [
                .json(200, "The notice.", .ref("Notice"))
            ],
            foundConflict
        ),
    ]

    static let people: [APIOperation] = [
        order(
            .post,
            "/people/find",
            .operator,
            "people",
            "The leads of a person.",
            person(["limit": ["type": "integer"], "cursor": text, "reason": text]),
            [
                .json(200, "A page of leads, with what each was found by.", list("leads", .ref("Lead"), isPaged: true))
            ],
            [.badRequest]
        ),
        order(
            .post,
            "/people/export",
            .admin,
            "people",
            "All that is kept of a person, as one document.",
            person(["reason": text]),
            needs: ["reason"],
            [
                .json(200, "The document.", list("leads", ["type": "object"]))
            ],
            [.badRequest]
        ),
        order(
            .post,
            "/people/erase",
            .admin,
            "people",
            "What would be erased of a person; with confirm, its erasure.",
            person([
                "reason": text, "preview": flag, "confirm": text,
            ]),
            [
                .json(200, "What would be erased, or the proof of what was.", ["type": "object"]),
                .json(202, "The erasure, still under way.", .ref("Erasure")),
            ],
            [.badRequest, .conflict]
        ),
        get(
            "/people/erasures/{id}",
            .admin,
            "people",
            "How far an erasure is: its proof.",
            [.json(200, "The erasure.", .ref("Erasure"))],
            found
        ),
        order(
            .post,
            "/people/reindex",
            .admin,
            "people",
            "Have all leads looked at anew.",
            ["reason": text],
            [
                .json(
                    202,
                    "How many are still to be looked at.",
                    .members(["unindexed": ["type": "integer"]], required: ["unindexed"])
                )
            ]
        ),
    ]

    static let keeping: [APIOperation] = [
        get(
            "/damage",
            .viewer,
            "keeping",
            "What of the data file is damaged.",
            [.json(200, "All damages.", list("damages", ["type": "object"]))]
        ),
        order(
            .post,
            "/damage/{id}/release",
            .admin,
            "keeping",
            "Take a damaged lead back.",
            ["confirm": text, "accept": flag],
            needs: ["confirm"],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            foundMoved
        ),
        order(
            .post,
            "/damage/{id}/erase",
            .admin,
            "keeping",
            "Destroy what was sent for a damaged lead.",
            ["confirm": text, "reason": text],
            needs: ["confirm", "reason"],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            foundMoved
        ),
        order(
            .post,
            "/backup",
            .admin,
            "keeping",
            "Copy the data file while leads are taken.",
            ["file": text],
            needs: ["file"],
            [
                .json(200, "Where the copy is.", .members(["file": text], required: ["file"]))
            ],
            [.badRequest, .conflict]
        ),
    ]

    static let access: [APIOperation] = [
        get(
            "/tokens",
            .admin,
            "access",
            "Who may use this API.",
            [.json(200, "All tokens.", list("tokens", .ref("Token")))]
        ),
        order(
            .post,
            "/tokens",
            .admin,
            "access",
            "Make a token; it is shown this once.",
            [
                "name": text, "role": ["enum": .array(AccessToken.Role.allCases.map { .string($0.rawValue) })],
            ],
            needs: ["name", "role"],
            [.json(201, "The token.", .ref("Token"))],
            [.badRequest, .conflict]
        ),
        order(
            .post,
            "/tokens/{name}/revoke",
            .admin,
            "access",
            "Revoke a token.",
            [:],
            [.json(200, "The token.", .ref("Token"))],
            found
        ),
        get(
            "/audit",
            .admin,
            "access",
            "Who did what, newest first.",
            query: auditPage,
            [.json(200, "A page of entries.", list("entries", .ref("AuditEntry"), isPaged: true))],
            [.badRequest]
        ),
    ]
}
