import Delivery
import Intake
import Leads

/// Lets a sender's receipt wait for the outcome of the delivery.
struct SettledLeads: OutcomeWaiting {
    let board: OutcomeBoard
    let store: any LeadRegister

    func settled(_ id: LeadID, within milliseconds: Int64) async -> Lead? {
        let current: @Sendable () async -> Lead? = { try? await store.lead(id) }
        if let lead = await board.settled(id, within: milliseconds, current: current) { return lead }
        return await current()
    }
}
