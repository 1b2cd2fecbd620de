package import Leads
import NIOHTTP1
package import Targets

/// KEX-Vorgang-Update: changes a KreditSmart case by a list of operations, all in one GraphQL request (fact sheet 1.5, 4).
///
/// Additions and comments take effect twice when they are sent twice, and nobody can be asked; a list of updates and
/// deletions alone may be repeated. An applicant may be named `antragsteller1`, as in the import: its id comes from the case.
package struct KEXUpdateSystem: TargetSystem {
    private let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .kexUpdate }
    package var lookup: (any Lookup)? { nil }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        let client: EuropaceClient
        do {
            client = try clients.client(for: .kexUpdate, identity: context.identity)
        } catch {
            return .connectionFault(error)
        }
        if let fault = client.refusal(of: context.lead.mode) { return .dataFault(fault) }
        let update: KEXUpdateRequest
        let number: String
        do {
            number = try context.vorgangsnummer()
            let remaining = try Operation.list(document).remaining(after: context.done)
            if remaining.isEmpty { return .confirmed(Confirmation(vorgangsnummer: number, results: context.done)) }
            update = try KEXUpdateRequest(remaining, case: context.case ?? CaseReference(vorgangsnummer: number))
        } catch {
            return .dataFault(error)
        }
        return await client.updateKEXVorgang(update, number, context)
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
            return KEXUpdateOutcome(number: number, operations: update.operations, earlier: context.done)
                .outcome(answer, table: table)
        }
    }
}
