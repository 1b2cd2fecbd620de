import JSON
package import Leads
import Moments
package import Targets

/// What an answer, or the lack of one, means for a request of one kind: the rows of the fact sheet 2.6.
///
/// Pure, so that every status in every phase can be tested for every target. What is a fact of the target stands in its
/// profile; what is a fact of the request stands here. Where the published rules leave a choice, the reading that cannot
/// take effect twice wins.
package struct AnswerTable: Sendable {
    /// What sending a request a second time does.
    package enum Effect: Sendable, Hashable, CaseIterable {
        /// A second case, a second comment.
        case twice
        /// The same as once.
        case once
    }

    /// Where it goes.
    package let profile: TargetProfile
    /// What a repetition does.
    package let effect: Effect
    /// The case or application that it is about; `nil` where it opens one.
    package let subject: String?
    /// Statuses that are a success.
    package let success: ClosedRange<Int>
    /// Whether a success is worth nothing without its body.
    package let needsBody: Bool
    /// What the target itself says about some statuses, in words for an operator.
    package let words: [Int: String]

    /// A table of its parts.
    package init(
        _ profile: TargetProfile,
        effect: Effect,
        subject: String? = nil,
        success: ClosedRange<Int> = 200...299,
        needsBody: Bool = false,
        words: [Int: String] = [:]
    ) {
        self.profile = profile
        self.effect = effect
        self.subject = subject
        self.success = success
        self.needsBody = needsBody
        self.words = words
    }

    /// A success, still to be read, or what the exchange means otherwise.
    package enum Judgement: Sendable, Hashable {
        case success(HTTPAnswer)
        case failure(Outcome)
    }

    /// Judges how an exchange ended.
    /// - Parameters:
    ///   - missingScopes: what the token should have allowed and does not; a 403 without any is about the case.
    ///   - now: wall-clock milliseconds, for a date in `Retry-After`.
    package func judge(_ result: ExchangeResult, missingScopes: [String] = [], now: Int64) -> Judgement {
        switch result {
        case .failed(let failure): return .failure(outcome(of: failure))
        case .answered(let answer):
            if success.contains(answer.status), !needsBody || answer.completeness == .whole { return .success(answer) }
            return .failure(outcome(of: answer, missingScopes: missingScopes, now: now))
        }
    }

    /// What a failure without a status line means.
    private func outcome(of failure: TransportFailure) -> Outcome {
        let fault = Fault(failure, consequence: failure.documentLeft ? consequence : "nothing was sent")
        if failure.documentLeft {
            return effect == .twice ? .unknown(fault) : .transient(fault, retryAfterMilliseconds: nil)
        }
        switch failure.kind {
        case .trust, .address: return .connectionFault(fault)
        case .dns, .connect, .tls, .timeout, .reset, .cancelled, .malformed:
            return .transient(fault, retryAfterMilliseconds: nil)
        }
    }

    private func outcome(of answer: HTTPAnswer, missingScopes: [String], now: Int64) -> Outcome {
        if answer.completeness == .truncated {
            return lost(answer, code: "answer-truncated", says: "the answer broke off; \(consequence)")
        }
        if success.contains(answer.status) {
            return lost(answer, code: "answer-unreadable", says: "the answer is longer than it can be; \(consequence)")
        }
        let fault = Fault(answer, says: explanation(of: answer.status, missingScopes: missingScopes))
        switch `class`(of: answer.status, missingScopes: missingScopes) {
        case .data: return .dataFault(fault)
        case .connection: return .connectionFault(fault)
        case .transient:
            return .transient(
                fault,
                retryAfterMilliseconds: RetryAfter.milliseconds(answer.headers["retry-after"], now: now)
            )
        case .unknown: return .unknown(fault)
        }
    }

    /// What a success means that cannot be believed.
    package func lost(_ answer: HTTPAnswer, code: String, says: String) -> Outcome {
        let fault = Fault(answer, code: code, says: says)
        return effect == .twice ? .unknown(fault) : .transient(fault, retryAfterMilliseconds: nil)
    }

    /// The class of a status that is no success.
    package func `class`(of status: Int, missingScopes: [String]) -> AnswerClass {
        switch status {
        // A success in name that is not the one which the target documents: who knows.
        case 200...299: return effect == .twice ? .unknown : .transient
        // A redirect is never followed: it would turn the POST into a GET, or carry the lead elsewhere.
        case 300...399: return .connection
        // With all the rights a token can have it is this case that we may not touch: somebody else's, or archived.
        case 403: return subject != nil && missingScopes.isEmpty ? .data : .connection
        case 404, 410: return subject != nil && profile.missing == .lead ? .data : .connection
        case 405: return subject != nil ? .data : .connection
        // For an import "Kundenbetreuer oder Bearbeiter können nicht festgelegt werden": rights, never a duplicate.
        case 409: return profile.caseRole == .opens ? .connection : .data
        case 401, 406, 407, 411, 414, 415, 417, 421, 426, 431: return .connection
        // The server did not take the request in: too slow, too early, too much.
        case 408, 425, 429: return .transient
        case 400...499: return .data
        case 500: return effect == .once || profile.errorsTakeNothing ? .transient : .unknown
        case 503: return .transient
        case 501, 505: return .connection
        // 502, 504 and the inventions of proxies: the service behind may well have done its work.
        default: return effect == .once ? .transient : .unknown
        }
    }

    /// What it means that nobody knows whether a request was carried out.
    private var consequence: String {
        effect == .once ? "sending it again does no harm" : "it may or may not have been carried out"
    }

    /// What a status that is no success means, and what to do, in words for an operator.
    func explanation(of status: Int, missingScopes: [String]) -> String {
        if status == 403, !missingScopes.isEmpty {
            return
                "the token lacks \(missingScopes.joined(separator: ", ")); have the scope approved for the client, and "
                + "name it in the identity's `scope` if that is set"
        }
        if let own = words[status] { return own }
        switch status {
        case 200...299: return "not the answer that this is confirmed by; \(consequence)"
        case 300..<400: return "a redirect, which is never followed; check the configured address"
        case 400:
            guard let subject else { return "the document is refused" }
            return "what is asked of \(subject) is refused; correct the values that the operation names"
        case 401: return "the access token is refused, a fresh one too; check client and rights"
        case 403:
            guard let subject else {
                return "a right is missing that no scope gives; ask Europace for the platform right"
            }
            return
                "\(subject) is not ours to change: somebody else's, archived, or of the other Datenkontext. Have its "
                + "Kundenbetreuer give us access, or resolve the lead there"
        case 404 where subject != nil && profile.missing == .lead, 410 where subject != nil && profile.missing == .lead:
            return "\(subject ?? "") is not there, or not visible to us; check the number that the lead names"
        case 404, 405, 406, 410, 415: return "address or media type is wrong; check the configured address"
        case 408: return "the request took too long to arrive"
        case 409: return "it conflicts with what the case is now"
        case 413: return "the document is too large"
        case 422: return "the document is well-formed but cannot be processed"
        case 429: return "the rate limit is reached"
        case 500: return "an internal error; \(consequence)"
        case 502, 504: return "a gateway had no answer from the service; \(consequence)"
        case 503: return "not ready"
        case 501, 505: return "this is not understood there, and was not carried out; check the configured address"
        case 400..<500: return "the request is refused"
        default: return "unexpected; \(consequence)"
        }
    }
}

extension AnswerTable {
    /// `POST /kundenangaben`: opens a case.
    package static let kundenangabenCreate = AnswerTable(
        .kundenangaben,
        effect: .twice,
        success: 201...201,
        needsBody: true,
        words: [
            403: "a right is missing (real business needs `baufinanzierung:echtgeschaeft`)",
            409: """
            Kundenbetreuer or Bearbeiter cannot be set: rights to take over the case, or the Plakette, are missing. \
            This is not a duplicate
            """,
        ]
    )

    /// `PUT /kundenangaben/{vorgangsnummer}`: replaces what a case holds; the same again changes nothing.
    package static func kundenangabenReplace(_ number: String) -> AnswerTable {
        AnswerTable(
            .kundenangaben,
            effect: .once,
            subject: "case \(number)",
            words: [
                403: """
                only the Bearbeiter of case \(number) may replace its contents; have the case given to us, or set \
                `bearbeiter` in the source so that later ones are
                """
            ]
        )
    }

    /// `POST /vorgang`: opens a case.
    package static let kexImport = AnswerTable(
        .kexVorgang,
        effect: .twice,
        success: 201...201,
        needsBody: true,
        words: [422: "a valid partner id of the Kundenbetreuer is missing; set `kundenbetreuer` in the source"]
    )

    /// `POST /vorgaenge` (GraphQL): the HTTP statuses; what is in `errors` is judged by ``kexUpdateOperation(_:_:)``.
    package static func kexUpdate(effect: Effect) -> AnswerTable {
        AnswerTable(.kexUpdate, effect: effect, success: 200...200, needsBody: true)
    }

    /// One mutation of a KEX update, for the status in its error.
    package static func kexUpdateOperation(_ number: String, effect: Effect) -> AnswerTable {
        AnswerTable(
            .kexUpdate,
            effect: effect,
            subject: "case \(number)",
            words: [
                400: "the target does not know an argument, a member or a value of it",
                403: """
                we may not change case \(number): we must be its Bearbeiter (for comments and partners have rights to take \
                it over), it must be AKTIV and not archived, and of a Datenkontext that we may use. Have the case given \
                to us or reopened, then replay
                """,
                404: "case \(number), or the applicant or position that it names, is not there",
                410: "case \(number) was deleted in the meantime",
                422: "it does not fit the case, such as a position of two applicants where only one is allowed",
            ]
        )
    }

    /// `POST …/antraege/status`.
    package static func antragsstatus(effect: Effect, application: String) -> AnswerTable {
        AnswerTable(.antragsstatus, effect: effect, subject: "application \(application)")
    }

    /// A request about one case at the Vorgaenge API.
    package static func vorgaenge(_ number: String, effect: Effect) -> AnswerTable {
        AnswerTable(.vorgaenge, effect: effect, subject: "case \(number)")
    }
}
