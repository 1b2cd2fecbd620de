import JSON
package import Leads
import NIOHTTP1
package import Targets

/// KEX-Antragsstatus: a lender says how an application stands (fact sheet 1.6, 5).
///
/// Saying the same status again is harmless; a comment or a hint would be added a second time. So a lost answer is only a
/// danger where there are words for people in the document.
package struct AntragsstatusSystem: EuropaceSystem {
    package let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .antragsstatus }
    package var lookup: (any Lookup)? { nil }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await clients.sending(to: .antragsstatus, context) { client in
            await client.reportAntragsstatus(document, mode: context.lead.mode, trace: context.trace)
        }
    }
}

extension EuropaceClient {
    /// Passes on the status of an application; any 2xx confirms it, the body of the answer is undocumented.
    package func reportAntragsstatus(_ document: [UInt8], mode: DeliveryMode, trace: String) async -> Outcome {
        if let fault = refusal(of: mode) { return .dataFault(fault) }
        let event: AntragsstatusEvent
        do {
            event = try AntragsstatusEvent(document, needsStatus: settings.antragsstatusNeedsStatus)
        } catch {
            return .dataFault(error)
        }
        let table = AnswerTable.antragsstatus(effect: event.effect, application: event.application)
        let request = request(.POST, endpoints.antragsstatus, document, trace: trace)
        switch await judged(request, by: table, scopes: table.profile.scopes.delivering(mode), trace: trace) {
        case .success(let answer):
            return .confirmed(Confirmation(answer: Array(answer.body.prefix(Fault.bodyLimit))))
        case .failure(let outcome): return outcome
        }
    }
}

/// A status event, as far as its rules go.
struct AntragsstatusEvent: Sendable {
    /// How the application is called in words for an operator: by either of its two numbers.
    var application: String
    /// What saying it twice does.
    var effect: AnswerTable.Effect

    /// Reads a document and applies the rules of both published versions: a number is always needed, a status only by the
    /// older one.
    init(_ document: [UInt8], needsStatus: Bool) throws(Fault) {
        guard let event = try? JSONValue.parse(document), event.objectValue != nil else {
            throw Fault(code: "document-unreadable", message: "the document is no JSON object; nothing was sent")
        }
        func text(_ name: String) -> String? { event[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
        guard let number = text("antragsnummer") ?? text("produktanbieterantragsnummer") else {
            throw Self.missing(
                ["antragsnummer", "produktanbieterantragsnummer"],
                "the event names no application: neither `antragsnummer` nor `produktanbieterantragsnummer` has a value"
            )
        }
        let statuses = ["produktanbieterstatus", "antragstellerstatus"]
        let hasStatus = statuses.contains { text($0) != nil }
        let words = (event.objectValue?.members ?? []).filter { member in
            switch member.value {
            case .null: false
            case .string(let text): !text.isEmpty
            case .array(let elements): !elements.isEmpty
            default: true
            }
        }
        let additions = words.filter { !TargetProfile.antragsstatus.repetition.allows($0.key) }
        guard hasStatus || (!needsStatus && !additions.isEmpty) else {
            throw Self.missing(
                statuses,
                needsStatus
                    ? "the event has no status; `produktanbieterstatus` or `antragstellerstatus` is needed"
                    : "the event says nothing: no status, no comment, no hint"
            )
        }
        // A number is the sender's word; only what looks like one is repeated.
        let isPlain =
            number.utf8.count <= 40
            && number.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 47
                    || byte == 45
            }
        application = isPlain ? number : "with the number in the document"
        effect = additions.isEmpty ? .once : .twice
    }

    private static func missing(_ members: [String], _ message: String) -> Fault {
        Fault(
            code: "event-incomplete",
            message: "\(message); nothing was sent",
            violations: members.map { Violation(field: "/\($0)", message: "is missing") }
        )
    }
}
