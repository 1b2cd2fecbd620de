import Leads
import Targets

extension EuropaceClients {
    /// Sends under the identity that a source asks for or the target has; how every system begins.
    ///
    /// - Parameter send: one request, or several; a fault that it throws is the document's own, found before anything was
    ///   sent.
    func sending(
        to target: Target,
        _ context: SendingContext,
        _ send: (EuropaceClient) async throws(Fault) -> Outcome
    ) async -> Outcome {
        let client: EuropaceClient
        do {
            client = try self.client(for: target, identity: context.identity)
        } catch {
            return .connectionFault(error)
        }
        do {
            return try await send(client)
        } catch {
            return .dataFault(error)
        }
    }
}
