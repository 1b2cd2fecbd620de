import JSON
package import Leads
import Targets

extension EuropaceClient {
    /// Creates a BaufiSmart Vorgang from an import document (`importMetadaten`, `kundenangaben`).
    ///
    /// Whether it is a test is said in the document itself. Without `TEST_MODUS` it is real business, as the API's own
    /// default is (fact sheet 0.7), and then it leaves only if the settings permit production.
    package func createKundenangaben(_ document: [UInt8], trace: String) async -> Outcome {
        guard let mode = Self.mode(of: document) else {
            return .dataFault(
                Fault(code: "document-unreadable", message: "the document is not valid JSON; nothing was sent")
            )
        }
        if let fault = refusal(of: mode) { return .dataFault(fault) }
        return await create(.kundenangaben, at: endpoints.kundenangaben, document, trace: trace)
    }

    /// Asks Europace whether it would accept a document; creates nothing.
    package func validateKundenangaben(_ document: [UInt8], trace: String) async -> ValidationOutcome {
        let request = post("\(endpoints.kundenangaben)/body-validation", document, trace: trace)
        switch await authorised(request, trace: trace) {
        case .noToken(let fault): return .failed(fault.fault)
        case .exchanged(.failed(let failure)): return .failed(Fault(failure))
        case .exchanged(.answered(let answer)):
            switch answer.status {
            case 200..<300: return .accepted
            case 400, 413, 422: return .refused(Fault(answer))
            default: return .failed(Fault(answer))
            }
        }
    }

    /// Reads back what Europace stored. Needs the scope `baufinanzierung:vorgang:lesen`.
    package func readKundenangaben(vorgangsnummer: String, trace: String) async -> ReadOutcome {
        guard Vorgangsnummer.isPlausible(vorgangsnummer) else {
            return .failed(
                Fault(code: "vorgangsnummer-invalid", message: "this is no Vorgangsnummer; nothing was asked")
            )
        }
        let request = get("\(endpoints.kundenangaben)/\(vorgangsnummer)", trace: trace, limit: 8 * 1024 * 1024)
        switch await authorised(request, trace: trace) {
        case .noToken(let fault): return .failed(fault.fault)
        case .exchanged(.failed(let failure)): return .failed(Fault(failure))
        case .exchanged(.answered(let answer)):
            guard answer.status == 200 else { return .failed(Fault(reading: answer)) }
            guard answer.completeness == .whole, (try? JSONValue.parse(answer.body)) != nil else {
                return .failed(Fault(answer, code: "answer-unreadable", says: "the answer is no complete JSON"))
            }
            return .document(answer.body)
        }
    }

    /// The mode that a document's `datenkontext` means; `nil` if it is not JSON.
    static func mode(of document: [UInt8]) -> DeliveryMode? {
        guard let parsed = try? JSONDocument(parsing: document) else { return nil }
        return parsed.root["importMetadaten"]?["datenkontext"]?.string == "TEST_MODUS" ? .test : .production
    }
}
