import Europace
import LeadStore
import Leads
import Metrics
import Telemetry

extension SQLiteLeadStore {
    /// Sets the gauge of leads by state from the books; when the store cannot say, it keeps what it had.
    func countLeads() async {
        Metric.storeDamage().record(damages.count)
        if let fenced = try? await fenced() { Metric.fencedLeads().record(fenced.values.reduce(0, +)) }
        guard let books = try? await books() else { return }
        for state in LeadState.allCases {
            Metric.leads(state.rawValue).record(books[state])
        }
    }
}

extension EuropaceClients {
    /// Sets the gauges of the rate budgets.
    func countRequests() async {
        for use in await rateUse() {
            Metric.europaceRequests(use.clientID).record(use.taken)
            Metric.europaceLimit(use.clientID).record(use.limit)
            Metric.europaceWaiting(use.clientID).record(use.waiting)
            Metric.europaceWait(use.clientID).record(Double(use.restingMilliseconds) / 1_000)
        }
    }
}
