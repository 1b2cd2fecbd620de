package import Leads
package import Targets

/// BaufiSmart Kundenangaben: opens a case, or replaces what one holds where the mapping says `"operation": "replace"`.
package struct KundenangabenSystem: EuropaceSystem, Lookup {
    /// The operation that replaces.
    static let replace = "replace"

    package let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .kundenangaben }
    package var lookup: (any Lookup)? { self }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await clients.sending(to: .kundenangaben, context) { client throws(Fault) in
            switch context.operation {
            case nil: return await client.createKundenangaben(document, trace: context.trace)
            case Self.replace:
                if let fault = client.refusal(of: context.lead.mode) { throw fault }
                return await client.replaceKundenangaben(try Replacement(document, context), context)
            case let other?:
                throw Fault(
                    code: "operation-unknown",
                    message: """
                        Kundenangaben has no operation '\(SafeWords.plain(other))'; leave `operation` out to open a case, or \
                        say `replace`. Nothing was sent
                        """
                )
            }
        }
    }

    /// A case that was to be opened is looked for by its reference; one that was to be replaced is read.
    package func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        do {
            let client = try clients.client(for: .kundenangaben, identity: context.identity)
            guard context.operation == nil else {
                guard let document else {
                    return .failed(
                        Fault(code: "lookup-document", message: "without the document there is nothing to compare")
                    )
                }
                return await client.findReplacement(try Replacement(document, context), context)
            }
            let list = await client.findVorgaenge(
                references: [context.lead.reference],
                mode: context.lead.mode,
                changedSince: changedSince,
                trace: context.trace
            )
            return list.outcome(context.lead.reference)
        } catch {
            return .failed(error)
        }
    }

    /// All cases that were to be opened under one identity are looked for in one reading.
    package func find(_ questions: [LookupQuestion]) async -> [LeadID: LookupOutcome] {
        var outcomes: [LeadID: LookupOutcome] = [:]
        let groups = Dictionary(grouping: questions) { Group($0.context) }
        for (group, questions) in groups {
            guard let first = questions.first, let since = questions.map(\.changedSince).min() else { continue }
            guard group.operation == nil else {
                for question in questions {
                    outcomes[question.context.lead.id] = await find(
                        question.document,
                        question.context,
                        changedSince: question.changedSince
                    )
                }
                continue
            }
            var list = VorgangList()
            do {
                let client = try clients.client(for: .kundenangaben, identity: group.identity)
                list = await client.findVorgaenge(
                    references: Set(questions.map(\.context.lead.reference)),
                    mode: group.mode,
                    changedSince: since,
                    trace: first.context.trace
                )
            } catch {
                list.gap = error
            }
            for lead in questions.map(\.context.lead) { outcomes[lead.id] = list.outcome(lead.reference) }
        }
        return outcomes
    }

    /// Leads that one reading can answer for.
    private struct Group: Hashable {
        let identity: String?
        let mode: DeliveryMode
        let operation: String?

        init(_ context: SendingContext) {
            identity = context.identity
            mode = context.lead.mode
            operation = context.operation
        }
    }
}
