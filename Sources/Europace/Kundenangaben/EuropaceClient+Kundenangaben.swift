import JSON
package import Leads
import Logging
import NIOHTTP1
import Targets
import Telemetry

extension EuropaceClient {
    /// Creates a BaufiSmart Vorgang from an import document (`importMetadaten`, `kundenangaben`).
    ///
    /// Whether it is a test is said in the document itself. Without `TEST_MODUS` it is real business, as the API's own
    /// default is (fact sheet 0.7), and then it leaves only if the settings permit production. What was stored is read back
    /// where the token allows it.
    package func createKundenangaben(_ document: [UInt8], trace: String) async -> Outcome {
        guard let sent = (try? JSONDocument(parsing: document))?.root else {
            return .dataFault(
                Fault(code: "document-unreadable", message: "the document is not valid JSON; nothing was sent")
            )
        }
        let mode: DeliveryMode =
            sent["importMetadaten"]?["datenkontext"]?.string == "TEST_MODUS" ? .test : .production
        if let fault = refusal(of: mode) { return .dataFault(fault) }
        let table = AnswerTable.kundenangabenCreate
        let scopes = table.profile.scopes
        let request = request(.POST, endpoints.kundenangaben, document, trace: trace)
        let outcome: Outcome
        switch await judged(request, by: table, scopes: scopes.delivering(mode), trace: trace) {
        case .failure(let failure): return failure
        case .success(let answer): outcome = CreationAnswer.outcome(answer, table: table, document: document)
        }
        guard case .confirmed(var confirmation) = outcome, let number = confirmation.vorgangsnummer else {
            return outcome
        }
        if let stored = await stored(in: number, mode, trace: trace), let sent = sent["kundenangaben"] {
            confirmation.differences = ReadBack.differences(sent: sent, stored: stored, at: ReadBack.root)
        }
        return .confirmed(confirmation)
    }

    /// What a case stores, where the token allows reading it. Never a failure: the delivery is over, and a read-back that
    /// comes to nothing leaves it as it is and is told, since nobody has compared then.
    func stored(in number: String, _ mode: DeliveryMode, trace: String) async -> JSONNode? {
        let needed = TargetProfile.kundenangaben.scopes.reading(mode)
        guard let granted = await grantedScopes(trace: trace), Set(needed).isSubset(of: granted) else { return nil }
        do throws(Fault) {
            let deadline = settings.readBackDeadline
            return try await document(at: address(of: number), number, trace: trace, deadline: deadline).root
        } catch {
            logger.record(.readBackFailed, [.vorgangsnummer: "\(number)", .code: "\(error.code)"])
            return nil
        }
    }

    /// Asks Europace whether it would accept a document; creates nothing.
    package func validateKundenangaben(_ document: [UInt8], trace: String) async -> ValidationOutcome {
        let request = request(.POST, "\(endpoints.kundenangaben)/body-validation", document, trace: trace)
        let table = AnswerTable(.kundenangaben, effect: .once)
        switch await judged(request, by: table, scopes: table.profile.scopes.write, trace: trace) {
        case .success: return .accepted
        case .failure(.dataFault(let fault)): return .refused(fault)
        case .failure(let outcome):
            return .failed(outcome.fault ?? Fault(code: "answer-unreadable", message: "it could not be told"))
        }
    }

    /// Reads back what Europace stored. Needs the scope `baufinanzierung:vorgang:lesen`.
    package func readKundenangaben(vorgangsnummer: String, trace: String, deadline: Int64? = nil) async -> ReadOutcome {
        await read(address(of: vorgangsnummer), vorgangsnummer, trace: trace, deadline: deadline)
    }

    private func address(of number: String) -> String { "\(endpoints.kundenangaben)/\(number)" }
}
