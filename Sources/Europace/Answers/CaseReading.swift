import JSON
import Leads
import NIOHTTP1

extension EuropaceClient {
    /// Reads one case at an address, whole and readable or not at all.
    func read(_ url: String, _ number: String, trace: String, deadline: Int64? = nil) async -> ReadOutcome {
        guard Vorgangsnummer.isPlausible(number) else {
            return .failed(
                Fault(code: "vorgangsnummer-invalid", message: "this is no Vorgangsnummer; nothing was asked")
            )
        }
        let request = request(.GET, url, trace: trace, limit: 8 * 1024 * 1024, deadline: deadline)
        switch await authorised(request, trace: trace) {
        case .heldBack(let held): return .failed(held.fault)
        case .exchanged(.failed(let failure), _): return .failed(Fault(failure))
        case .exchanged(.answered(let answer), _):
            guard answer.status == 200 else { return .failed(Fault(reading: answer)) }
            guard answer.completeness == .whole, (try? JSONDocument(parsing: answer.body)) != nil else {
                return .failed(Fault(answer, code: "answer-unreadable", says: "the answer is no complete JSON"))
            }
            return .document(answer.body)
        }
    }
}
