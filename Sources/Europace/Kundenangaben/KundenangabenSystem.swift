package import Leads
package import Targets

/// BaufiSmart Kundenangaben: opens a case, or replaces what one holds where the mapping says `"operation": "replace"`.
package struct KundenangabenSystem: TargetSystem, Lookup {
    /// The operation that replaces.
    static let replace = "replace"

    private let clients: EuropaceClients

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
            return await client.findVorgang(
                reference: context.lead.reference,
                mode: context.lead.mode,
                changedSince: changedSince,
                trace: context.trace
            )
        } catch {
            return .failed(error)
        }
    }
}
