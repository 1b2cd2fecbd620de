import JSON
package import Leads

/// The table of outcomes: what an answer, or the lack of one, means for the document that was posted.
///
/// Pure, so that the whole table of the fact sheet (2.6) can be tested row by row. Where the published rules leave a
/// choice, the reading that cannot create a second Vorgang wins.
extension Outcome {
    /// What `result` means; `now` is wall-clock milliseconds, for a date in `Retry-After`.
    package static func of(_ result: ExchangeResult, api: CreatingAPI, now: Int64) -> Outcome {
        switch result {
        case .failed(let failure): of(failure)
        case .answered(let answer): of(answer, api: api, now: now)
        }
    }

    private static func of(_ failure: TransportFailure) -> Outcome {
        let fault = Fault(failure)
        if failure.documentLeft { return .unknown(fault) }
        switch failure.kind {
        case .trust, .address: return .connectionFault(fault)
        case .dns, .connect, .tls, .timeout, .reset, .cancelled, .malformed:
            return .transient(fault, retryAfterMilliseconds: nil)
        }
    }

    private static func of(_ answer: HTTPAnswer, api: CreatingAPI, now: Int64) -> Outcome {
        if answer.completeness == .truncated {
            return .unknown(
                Fault(
                    answer,
                    code: "answer-truncated",
                    says: "the answer broke off, it may or may not have been created"
                )
            )
        }
        if answer.status == 201 { return created(answer) }
        let fault = Fault(answer)
        switch AnswerClass(status: answer.status, api: api) {
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

    /// 201 counts only with the number of what was created: without it there is nothing to hold on to.
    private static func created(_ answer: HTTPAnswer) -> Outcome {
        guard answer.completeness == .whole, let document = try? JSONValue.parse(answer.body),
            let number = document["vorgangsnummer"]?.stringValue, Vorgangsnummer.isPlausible(number)
        else {
            return .unknown(
                Fault(
                    answer,
                    code: "answer-unreadable",
                    says: "created, it seems, but the answer names no Vorgangsnummer"
                )
            )
        }
        let messages = document["messages"]?.arrayValue?.compactMap(\.stringValue) ?? []
        return .confirmed(
            Confirmation(vorgangsnummer: number, messages: messages, answer: Array(answer.body.prefix(Fault.bodyLimit)))
        )
    }
}

/// The four classes of an answer that is no success.
enum AnswerClass: Sendable, Equatable {
    case data
    case connection
    case transient
    case unknown

    /// The class of a status other than 201 after a POST that creates.
    init(status: Int, api: CreatingAPI) {
        switch status {
        // A redirect is never followed: it would turn the POST into a GET, or carry the lead elsewhere.
        case 300...399: self = .connection
        // 409 is "Kundenbetreuer oder Bearbeiter können nicht festgelegt werden": rights, never a duplicate.
        case 401, 403, 404, 405, 406, 407, 409, 410, 411, 414, 415, 417, 421, 426, 431: self = .connection
        // The server did not take the request in: too slow, too early, too much.
        case 408, 425, 429: self = .transient
        case 400...499: self = .data
        // KreditSmart: "In case of an error no data is imported". Kundenangaben promises nothing of the kind.
        case 500: self = api == .kexVorgang ? .transient : .unknown
        case 503: self = .transient
        case 501, 505: self = .connection
        // 502, 504 and the inventions of proxies: the service behind may well have done its work.
        default: self = .unknown
        }
    }
}

/// The number that Europace gives a case: six characters, `^[A-Z0-9]{6}` in the documentation (fact sheet 1.0).
enum Vorgangsnummer {
    /// Whether a text can be such a number. Tolerant in length, strict in alphabet, as it goes into addresses.
    static func isPlausible(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}
