import JSON
import Leads
import NIOHTTP1

extension EuropaceClient {
    /// Reads one case at an address, whole and readable or not at all.
    func read(_ url: String, _ number: String, trace: String, deadline: Int64? = nil) async -> ReadOutcome {
        do throws(Fault) {
            return .document(try await document(at: url, number, trace: trace, deadline: deadline).bytes)
        } catch { return .failed(error) }
    }

    /// The same, laid open.
    func document(at url: String, _ number: String, trace: String, deadline: Int64? = nil) async throws(Fault)
        -> JSONDocument
    {
        guard Vorgangsnummer.isPlausible(number) else {
            throw Fault(code: "vorgangsnummer-invalid", message: "this is no Vorgangsnummer; nothing was asked")
        }
        let request = request(.GET, url, trace: trace, limit: 8 * 1024 * 1024, deadline: deadline)
        switch await authorised(request, trace: trace) {
        case .heldBack(let held): throw held.fault
        case .exchanged(.failed(let failure), _): throw Fault(failure)
        case .exchanged(.answered(let answer), _):
            guard answer.status == 200 else { throw Fault(reading: answer) }
            guard answer.completeness == .whole, let document = try? JSONDocument(parsing: answer.body) else {
                throw Fault(answer, code: "answer-unreadable", says: "the answer is no complete JSON")
            }
            return document
        }
    }
}
