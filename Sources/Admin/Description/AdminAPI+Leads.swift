import APIDescription
import JSON
import Leads
import Problems

/// Leads, one by one and many at once.
extension AdminAPI {
    static let leads: [APIOperation] = [
        get(
            "/leads",
            .viewer,
            "leads",
            "Leads, newest first.",
            query: filteredPage,
            [.json(200, "A page of leads.", .ref("LeadPage"))]
        ),
        get(
            "/leads/{id}",
            .viewer,
            "leads",
            "One lead with its timeline.",
            [.json(200, "The lead.", .ref("LeadDetail"))],
            found
        ),
        get(
            "/leads/{id}/payload",
            .operator,
            "leads",
            "What came, byte by byte.",
            query: [reason],
            [
                APIOperation.Answer(200, "The body as it was posted.", APIOperation.Content(["*/*"], true))
            ],
            shown
        ),
        get(
            "/leads/{id}/submission",
            .operator,
            "leads",
            "What came and how it came.",
            query: [reason],
            [
                .json(200, "The body in Base64, with query and headers.", .ref("Submission"))
            ],
            shown
        ),
        get(
            "/leads/{id}/document",
            .operator,
            "leads",
            "The document as it would be sent now.",
            query: [reason],
            [
                .json(200, "The target's document.", ["type": "object"])
            ],
            shownBuilt
        ),
        get(
            "/leads/{id}/report",
            .viewer,
            "leads",
            "Where every value went; the values themselves for a reason only.",
            query: [reason],
            [
                .json(200, "The document's report.", .ref("Report"))
            ],
            shownBuilt
        ),
        get(
            "/leads/{id}/answers",
            .operator,
            "leads",
            "The target's own words.",
            query: [reason],
            [
                .json(200, "The answers, oldest first.", list("answers", ["type": "object"]))
            ],
            shown
        ),
        get(
            "/leads/{id}/edits",
            .operator,
            "leads",
            "What a person has mended of it.",
            query: [reason],
            [
                .json(200, "The patch and the body as it counts.", .ref("Edits"))
            ],
            shown
        ),
        order(
            .put,
            "/leads/{id}/edits",
            .operator,
            "leads",
            "Mend what came by a JSON Patch.",
            [
                "patch": ["type": "array", "items": ["type": "object"]], "reason": text, "version": ["type": "integer"],
            ],
            needs: ["patch"],
            query: [
                APIOperation.Parameter("If-Match", in: .header, "The version of the lead that was seen, in quotes.")
            ],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            edited
        ),
        order(
            .post,
            "/leads/{id}/preview",
            .operator,
            "leads",
            "Its document as it was and as it would be; nothing is sent.",
            [
                "mapping": ["type": "object"], "version": text,
                "patch": ["type": "array", "items": ["type": "object"]], "reason": text,
            ],
            [.json(200, "Both, and what differs.", .ref("Preview"))],
            previewed
        ),
        order(
            .post,
            "/leads/{id}/replay",
            .operator,
            "leads",
            "Put it back into the queue.",
            again,
            replayed,
            foundMoved
        ),
        order(
            .post,
            "/leads/{id}/discard",
            .operator,
            "leads",
            "Give it up.",
            ["reason": text],
            needs: ["reason"],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            foundMoved
        ),
        order(
            .post,
            "/leads/{id}/erase",
            .admin,
            "leads",
            "Destroy what the customer typed.",
            ["reason": text],
            needs: ["reason"],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            foundMoved
        ),
        order(
            .post,
            "/leads/{id}/resolve",
            .operator,
            "leads",
            "End the doubt about an uncertain lead.",
            [
                "outcome": ["enum": ["found", "not-there"]], "vorgangsnummer": text, "reason": text, "override": flag,
            ],
            needs: ["outcome"],
            [.json(200, "The lead.", .ref("Lead"))],
            foundMoved
        ),
        order(
            .post,
            "/leads/resolve",
            .operator,
            "leads",
            "The same for many, named one by one.",
            [
                "leads": [
                    "type": "array",
                    "items": .members(
                        [
                            "lead": text, "outcome": ["enum": ["found", "not-there"]], "vorgangsnummer": text,
                            "reason": text,
                        ],
                        required: ["lead", "outcome"]
                    ),
                ], "reason": text, "override": flag,
            ],
            needs: ["leads"],
            [.json(200, "How many, and which were refused.", .ref("Resolved"))],
            [.badRequest]
        ),
        get(
            "/books",
            .viewer,
            "leads",
            "The books: how many leads are in which state.",
            [.json(200, "The books.", .ref("Books"))]
        ),
    ]

    static let deadLetters: [APIOperation] = [
        get(
            "/dead-letters",
            .viewer,
            "dead letters",
            "Dead letters, newest first.",
            query: filteredPage,
            [
                .json(200, "A page of leads.", .ref("LeadPage"))
            ]
        ),
        get(
            "/dead-letters/causes",
            .viewer,
            "dead letters",
            "What stands aside, by cause.",
            [
                .json(200, "The causes.", list("causes", .ref("CauseGroup")))
            ]
        ),
        get(
            "/dead-letters/{id}",
            .viewer,
            "dead letters",
            "One lead with its timeline.",
            [
                .json(200, "The lead.", .ref("LeadDetail"))
            ],
            found
        ),
        order(
            .post,
            "/dead-letters/{id}/replay",
            .operator,
            "dead letters",
            "Put it back into the queue.",
            again,
            replayed,
            foundMoved
        ),
        order(
            .post,
            "/dead-letters/{id}/discard",
            .operator,
            "dead letters",
            "Give it up.",
            ["reason": text],
            needs: ["reason"],
            [
                .json(200, "The lead.", .ref("Lead"))
            ],
            foundMoved
        ),
        order(
            .post,
            "/dead-letters/replay",
            .operator,
            "dead letters",
            "Replay all that match, and wait some seconds for the end.",
            bulk([
                "preview": flag
            ]),
            [
                .json(200, "What would happen, of a preview.", .ref("JobPreview")), .json(202, "The job.", .ref("Job")),
            ],
            [.badRequest, .operationReused]
        ),
    ]

    static let jobs: [APIOperation] = [
        get(
            "/jobs",
            .viewer,
            "jobs",
            "Orders over many leads, newest first.",
            query: page,
            [.json(200, "A page of jobs.", list("jobs", .ref("Job"), isPaged: true))]
        ),
        order(
            .post,
            "/jobs",
            .operator,
            "jobs",
            "Order something for all leads that match.",
            bulk([
                "action": ["enum": .array(Job.Action.allCases.map { .string($0.rawValue) })], "preview": flag,
                "override": flag,
                "mapping": ["type": "object"],
            ]),
            needs: ["action"],
            [
                .json(200, "What would happen, of a preview.", .ref("JobPreview")), .json(202, "The job.", .ref("Job")),
            ],
            [.badRequest, .operationReused, .mappingInError]
        ),
        get("/jobs/{id}", .viewer, "jobs", "How far a job is.", [.json(200, "The job.", .ref("Job"))], found),
    ]

    static let turns: [APIOperation] = Job.Turn.allCases.map { turn in
        order(
            .post,
            "/jobs/{id}/\(turn.rawValue)",
            .operator,
            "jobs",
            "Tell a job to \(turn.rawValue).",
            [:],
            [
                .json(200, "The job.", .ref("Job"))
            ],
            foundConflict
        )
    }
}
