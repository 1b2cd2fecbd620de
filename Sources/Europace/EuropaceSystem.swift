package import Leads
import Targets

/// A system of Europace's, behind the clients that it sends with.
package protocol EuropaceSystem: TargetSystem {
    /// The ways out.
    var clients: EuropaceClients { get }
}

extension EuropaceSystem {
    package func admit(_ context: SendingContext) async -> Admission {
        do throws(Fault) {
            let client = try clients.client(for: profile.target, identity: context.identity)
            return await client.admit(trace: context.trace)
        } catch {
            return .refused(.connectionFault(error))
        }
    }
}
