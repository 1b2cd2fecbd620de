import JSON
package import Leads
import Moments
import NIOHTTP1
import Targets

/// What became of a list of operations whose answer was lost: KEX-Vorgang-Export shows when a case was last changed (fact
/// sheet 1.7).
///
/// A case that nobody has changed since before the list was sent has not taken it, and it may be sent. Of one that was
/// changed nobody can say by whom: that lead waits for a person.
extension KEXUpdateSystem: Lookup {
    /// How far the clocks may differ, in milliseconds.
    private static let skew: Int64 = 60_000
    /// How long the target may still be at work on what it was sent, in milliseconds.
    private static let settling: Int64 = 300_000

    package func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        do {
            let client = try clients.client(for: .kexUpdate, identity: context.identity)
            let number = try context.vorgangsnummer()
            let changedAt = try await client.lastChange(ofKEXVorgang: number, context)
            guard let sentAt = context.lead.intent?.startedAt, changedAt < sentAt - Self.skew,
                client.clock.now() - sentAt > Self.settling
            else { return .notFound(shown: []) }
            return .mayBeSentAgain
        } catch {
            return .failed(error)
        }
    }
}

extension EuropaceClient {
    /// When a case was last changed, in milliseconds since 1970, at the latest: the export writes local time without a
    /// zone, and whichever of Germany's it is, read as UTC it is never too early.
    fileprivate func lastChange(ofKEXVorgang number: String, _ context: SendingContext) async throws(Fault) -> Int64 {
        let needed = TargetProfile.kexUpdate.scopes.reading(context.lead.mode)
        if let granted = await grantedScopes(trace: context.trace), !Set(needed).isSubset(of: granted) {
            throw Fault(
                code: "lookup-scope",
                message: """
                    the token lacks \(needed.joined(separator: ", ")), so it cannot be asked whether case \(number) was \
                    changed; have the scope approved, or look there and resolve the lead
                    """
            )
        }
        let question: JSONValue = [
            "query": "query($nr: String!) { vorgang(vorgangsnummer: $nr) { letzteAenderungAm } }",
            "variables": ["nr": .string(number)],
        ]
        let request = request(.POST, endpoints.kexExport, question.serialized, trace: context.trace)
        switch await authorised(request, trace: context.trace) {
        case .heldBack(let held): throw held.fault
        case .exchanged(.failed(let failure), _): throw Fault(failure)
        case .exchanged(.answered(let answer), _):
            guard answer.status == 200, answer.completeness == .whole else { throw Fault(reading: answer) }
            guard
                let text = (try? JSONValue.parse(answer.body))?["data"]?["vorgang"]?["letzteAenderungAm"]?.stringValue,
                let changedAt = Timestamp.milliseconds(text)
            else {
                throw Fault(
                    answer,
                    code: "lookup-unreadable",
                    says: "it does not say when case \(number) was last changed; look there, then resolve the lead"
                )
            }
            return changedAt
        }
    }
}
