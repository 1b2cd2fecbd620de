package import Leads
import NIOHTTP1
package import Targets

/// KEX-Vorgang-Update: changes a KreditSmart case by a list of operations, all in one GraphQL request (fact sheet 1.5, 4).
///
/// Additions and comments take effect twice when they are sent twice; a list of updates and deletions alone may be repeated. An applicant may be named `antragsteller1`, as in the import: its id comes from the case.
package struct KEXUpdateSystem: EuropaceSystem {
    package let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .kexUpdate }
    package var lookup: (any Lookup)? { self }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await clients.sending(to: .kexUpdate, context) { client throws(Fault) in
            if let fault = client.refusal(of: context.lead.mode) { throw fault }
            let number = try context.vorgangsnummer()
            let remaining = try Operation.list(document).remaining(after: context.done)
            if remaining.isEmpty { return .confirmed(Confirmation(vorgangsnummer: number, results: context.done)) }
            let reference = context.case ?? CaseReference(vorgangsnummer: number)
            return await client.updateKEXVorgang(try KEXUpdateRequest(remaining, case: reference), number, context)
        }
    }
}

extension EuropaceClient {
    fileprivate func updateKEXVorgang(
        _ update: KEXUpdateRequest,
        _ number: String,
        _ context: SendingContext
    ) async -> Outcome {
        let table = AnswerTable.kexUpdate(effect: update.effect)
        var request = request(.POST, endpoints.kexUpdate, update.body, trace: context.trace, limit: 1024 * 1024)
        // What would take effect twice goes over a connection of its own: a kept one may be closing while we send.
        if update.effect == .twice { request.headers.add(name: "connection", value: "close") }
        let earlier = Confirmation(vorgangsnummer: number, results: context.done)
        switch await judged(
            request,
            by: table,
            scopes: table.profile.scopes.delivering(context.lead.mode),
            trace: context.trace
        ) {
        case .failure(let outcome): return .of(done: earlier, rest: outcome)
        case .success(let answer):
            return KEXUpdateOutcome(
                number: number,
                operations: update.operations,
                earlier: context.done,
                isRepeat: context.lead.attempts > 1
            )
            .outcome(answer, table: table)
        }
    }
}
