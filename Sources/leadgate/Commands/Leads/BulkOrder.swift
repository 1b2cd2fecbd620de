import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// What every order over many leads has, and how it is watched.
struct BulkOrder: ParsableArguments {
    @Option(help: "Why; kept in the timeline of each lead. It must not name a customer.")
    var reason: String?

    @Option(help: "Leads a second at most (default: as many as the gateway can).")
    var rate: Int?

    @Option(help: "An id of your own for the order: given again, it is the same order and nothing happens twice.")
    var operation: String?

    @Flag(name: .customLong("no-wait"), help: "Order it and leave; 'leadgate jobs' shows how far it is.")
    var leaves = false

    /// Asks what the order would do, and says it.
    func preview(_ action: String, _ selection: JSONObject, _ client: AdminClient, json: Bool) async throws {
        var order = selection
        order["action"] = .string(action)
        order["preview"] = true
        if let reason { order["reason"] = .string(reason) }
        let answer = try await client.request(.POST, "/admin/api/jobs", body: .object(order))
        print(json ? answer.text(pretty: true) : JobPreviewText.text(answer))
    }

    /// Orders the job and watches it to its end.
    func run(_ action: String, _ selection: JSONObject, _ client: AdminClient, json: Bool) async throws {
        var order = selection
        order["action"] = .string(action)
        // Always one: a request that a proxy on the way sends twice is one order.
        order["operation"] = .string(operation ?? UUID().uuidString.lowercased())
        if let reason { order["reason"] = .string(reason) }
        if let rate { order["rate"] = .number(JSONNumber(rate)) }
        var job = try await client.request(.POST, "/admin/api/jobs", body: .object(order))
        let id = job["id"]?.stringValue ?? ""
        let settling = JobPreviewText.settling(job)
        if !leaves { job = try await JobProgress(id: id, shows: !json).watch(client) ?? job }
        print(json ? job.text(pretty: true) : JobProgress.summary(of: job))
        if let settling, !json { print(settling) }
    }
}
