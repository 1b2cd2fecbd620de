import APIDescription
import JSON
import Leads
import People
import Problems

/// What the lines of the table are made of.
extension AdminAPI {
    static let text: JSONValue = ["type": "string"]
    static let flag: JSONValue = ["type": "boolean"]

    /// Parameters of a list of leads.
    static let filter = [
        APIOperation.Parameter("state", "In these states; several with commas: dead,uncertain."),
        APIOperation.Parameter(
            "waitsFor",
            "That cannot be built yet, for want of this.",
            ["enum": .array(Lead.Lack.allCases.map { .string($0.rawValue) })]
        ),
        APIOperation.Parameter("source", "Of this source."), APIOperation.Parameter("target", "For this target."),
        APIOperation.Parameter(
            "cause",
            "Whose cause is of this class.",
            ["enum": .array(CauseClass.allCases.map { .string($0.rawValue) })]
        ),
        APIOperation.Parameter("fingerprint", "With this very cause."),
        APIOperation.Parameter("id", "Whose id begins so."),
        APIOperation.Parameter("from", "Received at this time or later."),
        APIOperation.Parameter("to", "Received before this time."),
    ]

    /// Which part of a list.
    static let page = [
        APIOperation.Parameter(
            "limit",
            "How many at most; 50 unless said.",
            ["type": "integer", "minimum": 1, "maximum": 500]
        ),
        APIOperation.Parameter("cursor", "From the `next` of the page before."),
    ]

    static let filteredPage = filter + page

    static let noticePage: [APIOperation.Parameter] = [
        APIOperation.Parameter("source", "Of this source."),
        APIOperation.Parameter("state", "open, acknowledged, ended; several with commas."),
        APIOperation.Parameter("kind", "Of these kinds; several with commas."), page[0], page[1],
    ]

    static let auditPage: [APIOperation.Parameter] = [
        APIOperation.Parameter("by", "By this token."), APIOperation.Parameter("subject", "To this lead, target, …"),
        APIOperation.Parameter(
            "act",
            "Acts of this kind.",
            ["enum": .array(OperatorAct.Kind.allCases.map { .string($0.rawValue) })]
        ), page[0], page[1],
    ]

    static let postPage: [APIOperation.Parameter] = [
        APIOperation.Parameter("cursor", "From the answer before; without one the answer is where to begin."),
        APIOperation.Parameter(
            "wait",
            "Seconds to wait for something to happen.",
            ["type": "integer", "minimum": 0, "maximum": .number(JSONNumber(PostRoutes.longestWait))]
        ), page[0], reason,
    ]

    static let reason = APIOperation.Parameter(
        "reason",
        "Why you look at what a customer typed; it stands in the audit log."
    )

    static let found: [Problem] = [.notFound]
    static let shown: [Problem] = [.badRequest, .notFound, .gone]
    static let shownBuilt: [Problem] = [.badRequest, .notFound, .gone, .noDocument]
    static let foundMoved: [Problem] = [.notFound, .badRequest, .conflict]
    static let foundConflict: [Problem] = [.notFound, .conflict]
    static let edited: [Problem] = [.notFound, .badRequest, .conflict, .editsUnfit]
    static let previewed: [Problem] = [.notFound, .badRequest, .mappingInError, .editsUnfit]

    static let again: JSONObject = ["reason": text, "override": flag]
    static let replayed: [APIOperation.Answer] = [
        .json(200, "The lead, which waits for nothing.", .ref("Lead")),
        .json(202, "The lead, in the queue again.", .ref("Lead")),
    ]

    static let targets = JSONValue.members(
        [
            "targets": ["type": "array", "items": .ref("Target")],
            "clients": ["type": "array", "items": .ref("Client")],
        ],
        required: ["targets", "clients"]
    )

    static func list(_ name: String, _ element: JSONValue, isPaged: Bool = false) -> JSONValue {
        var members: JSONObject = [name: ["type": "array", "items": element]]
        if isPaged { members["next"] = ["type": ["string", "null"]] }
        return .members(members, required: isPaged ? [name, "next"] : [name])
    }

    /// An order over all leads that match.
    static func bulk(_ members: JSONObject) -> JSONObject {
        var all: JSONObject = [
            "reason": text, "rate": ["type": "integer", "minimum": 1, "maximum": 10_000], "operation": text,
        ]
        for name in LeadQuery.filterNames { all[name] = text }
        for member in members { all[member.key] = member.value }
        return all
    }

    /// An order about a person.
    static func person(_ members: JSONObject) -> JSONObject {
        var all: JSONObject = [:]
        for name in PersonQuery.names + ["match"] { all[name] = text }
        for member in members { all[member.key] = member.value }
        return all
    }

    static func get(
        _ path: String,
        _ role: AccessToken.Role,
        _ tag: String,
        _ summary: String,
        query parameters: [APIOperation.Parameter] = [],
        _ answers: [APIOperation.Answer],
        _ problems: [Problem] = []
    ) -> APIOperation {
        APIOperation(
            .get,
            whole(path),
            tag: tag,
            summary,
            role: role.rawValue,
            parameters: parameters,
            answers: answers,
            problems: [.adminToken, .role] + problems + (parameters.isEmpty ? [] : [.badRequest]),
            security: ["token"]
        )
    }

    static func order(
        _ method: APIOperation.Method,
        _ path: String,
        _ role: AccessToken.Role,
        _ tag: String,
        _ summary: String,
        _ members: JSONObject,
        needs: [String] = [],
        query parameters: [APIOperation.Parameter] = [],
        _ answers: [APIOperation.Answer],
        _ problems: [Problem] = []
    ) -> APIOperation {
        APIOperation(
            method,
            whole(path),
            tag: tag,
            summary,
            role: role.rawValue,
            parameters: parameters,
            body: .json(.members(members, required: needs, others: false)),
            needsBody: !needs.isEmpty,
            answers: answers,
            problems: [.adminToken, .role, .badRequest, .bodyTooLarge] + problems,
            security: ["token"]
        )
    }

    /// Probes stand at the root, all else below `/admin/api`.
    private static func whole(_ path: String) -> String {
        ["/readyz", "/metrics", "/openapi.json"].contains(path) ? path : "/admin/api" + path
    }
}

extension APIOperation.Answer {
    static func json(_ status: Int, _ text: String, _ schema: JSONValue) -> APIOperation.Answer {
        APIOperation.Answer(status, text, .json(schema))
    }

    static func text(_ status: Int, _ text: String) -> APIOperation.Answer {
        APIOperation.Answer(status, text, APIOperation.Content(["text/plain"], ["type": "string"]))
    }
}
