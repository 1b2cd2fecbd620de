package import Leads

/// Knows when a lead's delivery has come to an end; what `Prefer: wait` and a source's `respond.wait` ask.
///
/// Delivery implements it; without one, receipts do not wait.
package protocol OutcomeWaiting: Sendable {
    /// The lead as soon as it is neither queued nor being sent, or as it is when the time is over; nil if it is unknown.
    ///
    /// Returns early, with the lead as it is, when the task is cancelled.
    func settled(_ id: LeadID, within milliseconds: Int64) async -> Lead?
}
