import JSON
import Leads
import NIOHTTP1
import Targets

/// A document that replaces what a case holds: `{"updateMetadaten"?: {…}, "kundenangaben": {merge patch}}`.
struct Replacement: Sendable {
    /// The case.
    let number: String
    /// What PUT takes besides: the Tippgeber only (fact sheet 1.2).
    let metadaten: JSONValue
    /// What changes.
    let patch: JSONValue

    /// Reads a document.
    /// - Throws: the fault of one that is none; nothing was sent then.
    init(_ document: [UInt8], _ context: SendingContext) throws(Fault) {
        number = try context.vorgangsnummer()
        guard let parsed = try? JSONValue.parse(document), let patch = parsed["kundenangaben"], patch.objectValue != nil
        else {
            throw Fault(
                code: "document-unreadable",
                message: "the document has no `kundenangaben` to replace anything with; nothing was sent"
            )
        }
        self.patch = patch
        metadaten = parsed["updateMetadaten"] ?? .object(JSONObject())
    }

    /// The body of the PUT, over what the case holds now.
    func body(over stored: JSONValue) -> (bytes: [UInt8], merge: ReplaceMerge) {
        let merge = ReplaceMerge(patch, into: stored)
        let body: JSONValue = ["updateMetadaten": metadaten, "kundenangaben": merge.kundenangaben]
        return (body.serialized, merge)
    }
}

extension EuropaceClient {
    /// GET → merge → PUT. The API knows no version of a case, so the GET goes right before the PUT, and what comes back after
    /// it is compared with what was put.
    func replaceKundenangaben(_ replacement: Replacement, _ context: SendingContext) async -> Outcome {
        let number = replacement.number
        let table = AnswerTable.kundenangabenReplace(number)
        let url = "\(endpoints.kundenangaben)/\(number)"
        let scopes = table.profile.scopes
        let mode = context.lead.mode
        let stored: JSONValue
        let read = request(.GET, url, trace: context.trace, limit: 8 * 1024 * 1024)
        let readTable = AnswerTable(.kundenangaben, effect: .once, subject: "case \(number)", needsBody: true)
        switch await judged(read, by: readTable, scopes: scopes.reading(mode), trace: context.trace) {
        case .failure(let outcome): return outcome
        case .success(let answer):
            guard let parsed = try? JSONValue.parse(answer.body), parsed.objectValue != nil else {
                return readTable.lost(answer, code: "answer-unreadable", says: "the case could not be read")
            }
            stored = parsed
        }
        let (body, merge) = replacement.body(over: stored)
        let write = request(.PUT, url, body, trace: context.trace)
        switch await judged(write, by: table, scopes: scopes.delivering(mode), trace: context.trace) {
        case .success(let answer):
            var confirmation = Confirmation(vorgangsnummer: number, answer: answer.body)
            confirmation.differences = merge.lostReferences.map { place in
                ReadBackDifference(place: ReadBack.root.appending(place).description, kind: .missing)
            }
            if let now = await self.stored(in: number, mode, trace: context.trace) {
                let sent = merge.kundenangaben
                confirmation.differences += ReadBack.differences(sent: sent, stored: now.value, at: ReadBack.root)
            }
            return .confirmed(confirmation)
        case .failure(.dataFault(let fault)) where fault.namesBearbeiter:
            // It is a matter of this case: others of the same target have a Bearbeiter.
            return .dataFault(fault.asMissingBearbeiter(of: number))
        case .failure(.transient(let fault, nil)) where fault.isLostAnswer:
            return await clearUp(fault, replacement, before: stored, after: merge.kundenangaben, context)
        case .failure(let outcome): return outcome
        }
    }

    /// The answer to a PUT was lost: the case itself says what became of it. It is what was put, or what it was before, or
    /// somebody else changed it in between; the last two are sent again, over what is there then.
    private func clearUp(
        _ fault: Fault,
        _ replacement: Replacement,
        before: JSONValue,
        after: JSONValue,
        _ context: SendingContext
    ) async -> Outcome {
        guard
            case .document(let bytes) = await readKundenangaben(
                vorgangsnummer: replacement.number,
                trace: context.trace,
                deadline: settings.readBackDeadline
            ),
            let now = try? JSONValue.parse(bytes)
        else { return .transient(fault, retryAfterMilliseconds: nil) }
        if ReadBack.differences(sent: after, stored: now, at: .root).isEmpty {
            return .confirmed(Confirmation(vorgangsnummer: replacement.number))
        }
        guard !ReadBack.differences(sent: before, stored: now, at: .root).isEmpty else {
            return .transient(fault, retryAfterMilliseconds: nil)
        }
        var fault = fault
        fault.code = "case-changed"
        fault.message = """
            the answer was lost, and case \(replacement.number) is neither what it was nor what was put: somebody changed it \
            in between. The next attempt changes what is there then, and nothing else
            """
        return .transient(fault, retryAfterMilliseconds: nil)
    }

    /// Whether the case already is what a replacement makes of it.
    func findReplacement(_ replacement: Replacement, _ context: SendingContext) async -> LookupOutcome {
        switch await readKundenangaben(vorgangsnummer: replacement.number, trace: context.trace) {
        case .failed(let fault): return .failed(fault)
        case .document(let bytes):
            guard let stored = try? JSONValue.parse(bytes) else {
                return .failed(Fault(code: "answer-unreadable", message: "the case could not be read"))
            }
            let merged = replacement.body(over: stored).merge.kundenangaben
            let isDone =
                ReadBack.differences(sent: merged, stored: stored, at: .root).isEmpty
                && ReadBack.differences(sent: stored, stored: merged, at: .root).isEmpty
            return isDone ? .found(vorgangsnummer: replacement.number) : .mayBeSentAgain
        }
    }
}

extension Fault {
    /// The answer that a PUT gets without being Bearbeiter: `Cannot deserialize into 'bearbeiter'` (fact sheet 2.4). It is a
    /// matter of rights, whatever it says of the document.
    fileprivate var namesBearbeiter: Bool {
        status == 400 && String(decoding: body, as: UTF8.self).contains("Cannot deserialize into 'bearbeiter'")
    }

    fileprivate func asMissingBearbeiter(of number: String) -> Fault {
        var fault = self
        fault.message = """
            case \(number) has no Bearbeiter, or it is not us, and only the Bearbeiter may replace its contents. Take the case \
            over at Europace and replay; set `bearbeiter` in the source so that later cases have one
            """
        fault.violations = []
        return fault
    }

    /// Whether there was no whole answer, as against one that says to wait.
    fileprivate var isLostAnswer: Bool { status == nil || code == "answer-truncated" || status == 502 || status == 504 }
}
