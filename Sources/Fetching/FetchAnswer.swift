import GuardedHTTP
import JSON
import JSONPath
import Leads
import SourceFiles

/// What an attempt to fetch something means.
///
/// The fault stays with its owner: a token that is refused rests the source and never kills a lead; an id that the vendor
/// does not know is about this lead alone; what may pass by itself is tried again.
enum FetchAnswer {
    /// The vendor's document: of a lead what stands around it, too, as far as there is something.
    case document(JSONValue, beside: JSONValue? = nil)
    /// What it is instead, as a delivery would have it.
    case fault(Outcome)

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - errors: what the source says of answers whose status does not tell.
    ///   - token: what must not be kept of an answer that repeats it.
    init(_ answer: GuardedAnswer, errors: Fetch.Errors, token: SecretBlot) {
        switch answer {
        case .failed("private-address"):
            self = .connection(
                "private-address",
                "The vendor's host has an address in a private or special network, and nothing is fetched from there. "
                    + "Look at the source's \"fetch\" and at the DNS."
            )
        case .failed("tls"):
            self = .connection("fetch-tls", "The vendor's certificate is not trusted. Look at the source's \"fetch\".")
        case .failed(let word):
            self = .fault(
                .transient(
                    Fault(code: "fetch-\(word)", message: "The vendor did not answer (\(word)); it is asked again."),
                    retryAfterMilliseconds: nil
                )
            )
        case .answered(let status, let body, let retryAfter):
            let document = body.flatMap { try? JSONValue.parse($0) }
            let kept = Self.kept(body, without: token)
            if let document, let outcome = Self.said(by: document, errors, status, kept, retryAfter) {
                self = .fault(outcome)
            } else if (200...299).contains(status) {
                self = Self.success(document, body, kept, status)
            } else {
                self = .fault(Self.outcome(of: status, kept, retryAfter))
            }
        }
    }

    private static func connection(_ code: String, _ message: String) -> FetchAnswer {
        .fault(.connectionFault(Fault(code: code, message: message)))
    }

    /// The secret is nowhere to be found, so nobody is asked.
    static func withoutToken(_ problem: String) -> FetchAnswer {
        connection("fetch-secret", "\(problem) Nothing is fetched until it is there.")
    }

    private static func success(_ document: JSONValue?, _ body: [UInt8]?, _ kept: [UInt8], _ status: Int) -> FetchAnswer
    {
        if let document { return .document(document) }
        guard body != nil else {
            return .fault(
                .dataFault(
                    Fault(
                        code: "fetch-too-long",
                        message: "The vendor's answer is longer than the source takes, or ended early. Say more in "
                            + "\"fetch\".\"answer\" and replay.",
                        status: status
                    )
                )
            )
        }
        let message = "The vendor's answer is not JSON; it is asked again."
        return .fault(
            .transient(
                Fault(code: "fetch-unreadable", message: message, status: status, body: kept),
                retryAfterMilliseconds: nil
            )
        )
    }

    /// What the vendor's own words say.
    private static func said(
        by document: JSONValue,
        _ errors: Fetch.Errors,
        _ status: Int,
        _ kept: [UInt8],
        _ retryAfter: Int64?
    ) -> Outcome? {
        func says(_ queries: [JSONPathQuery]) -> Bool {
            queries.contains { ((try? $0.values(in: document)) ?? []).isEmpty == false }
        }
        if says(errors.token) { return .connectionFault(token(status, kept)) }
        if says(errors.gone) { return .dataFault(gone(status, kept)) }
        if says(errors.later) { return .transient(later(status, kept), retryAfterMilliseconds: retryAfter) }
        return nil
    }

    private static func outcome(of status: Int, _ kept: [UInt8], _ retryAfter: Int64?) -> Outcome {
        switch status {
        case 401, 403, 407: .connectionFault(token(status, kept))
        case 400, 404, 410, 422: .dataFault(gone(status, kept))
        case 408, 425, 429, 500...599: .transient(later(status, kept), retryAfterMilliseconds: retryAfter)
        default:
            .connectionFault(
                Fault(
                    code: "fetch-\(status)",
                    message: "The vendor answers \(status), which no lead has: redirects are not followed. Look at the "
                        + "address in the source's \"fetch\".",
                    status: status,
                    body: kept
                )
            )
        }
    }

    private static func token(_ status: Int, _ body: [UInt8]) -> Fault {
        Fault(
            code: status == 403 ? "fetch-403" : "fetch-token",
            message:
                "The vendor refuses the source's token (\(status)): it has expired, or may not read leads. Renew it "
                + "where the source's \"fetch\" has it from, then `leadgate waiting resume SOURCE`; its leads wait.",
            status: status,
            body: body
        )
    }

    private static func gone(_ status: Int, _ body: [UInt8]) -> Fault {
        Fault(
            code: "fetch-gone",
            message:
                "The vendor has no lead of this id for this token (\(status)): it has expired there, was deleted, or "
                + "belongs to another account. Once it can be read, replay.",
            status: status,
            body: body
        )
    }

    private static func later(_ status: Int, _ body: [UInt8]) -> Fault {
        Fault(
            code: "fetch-\(status)",
            message: "The vendor cannot answer now (\(status)); it is asked again.",
            status: status,
            body: body
        )
    }

    /// What is kept of an answer, sealed: never the token, should it be repeated there.
    private static func kept(_ body: [UInt8]?, without token: SecretBlot) -> [UInt8] {
        // Before it is cut: half a token is found by nobody.
        Array(token.blotted(body ?? []).prefix(65_536))
    }
}

extension SecretBlot {
    /// For the token of a source that may have none.
    init(of token: String?) { self.init(token.map { [Array($0.utf8)] } ?? []) }
}
