import Feedback
import Foundation
import JSON
import LeadKeeping
import Leads
import Logging
import Names
import SQLiteLeads
import ServiceLifecycle
import Targets
import TestSupport

/// The secret that receivers of the tests have.
let testSecret = "whsec_dGVzdC1zZWNyZXQtMDAwMS0yNGJ5dGVz"
let testKey = "dGVzdC1zZWNyZXQtMDAwMS0yNGJ5dGVz"

/// A real store whose sources are told of their leads, and the service that tells them.
final class Stand: Sendable {
    let clock = ManualClock()
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/leadgate-feedback-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Opens a store; a source whose name begins with `silent` is not told.
    func open(_ name: String = "leads") throws -> SQLiteLeadStore {
        var options = StoreOptions()
        options.reservedBytes = 0
        options.isTold = { !$0.rawValue.hasPrefix("silent") }
        return try SQLiteLeadStore(
            path: "\(folder)/\(name).sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
    }

    /// What a `kill -9` leaves of the data file and its log, under another name.
    func copyAsAfterKill(_ name: String) throws {
        for suffix in ["", "-wal", ".witness"]
        where FileManager.default.fileExists(atPath: "\(folder)/leads.sqlite\(suffix)") {
            try FileManager.default.copyItem(
                atPath: "\(folder)/leads.sqlite\(suffix)",
                toPath: "\(folder)/\(name).sqlite\(suffix)"
            )
        }
    }

    /// Runs the service for the length of `body`, with a receiver for each source: its port.
    func telling(
        _ store: SQLiteLeadStore,
        _ ports: [SourceName: Int],
        retry: CallbackRetry = CallbackRetry(base: 1, cap: 1, least: 0, lifetime: 1_000),
        atOnce: Int = 4,
        _ body: () async throws -> Void
    ) async throws {
        let service = FeedbackService(
            store: store,
            receivers: { source throws(ReceiverFault) in
                guard let port = ports[source],
                    let target = try? CallbackTarget(url: "http://127.0.0.1:\(port)/told", allowsPrivate: true),
                    let signature = try? StandardWebhookSignature(secrets: [testSecret])
                else { throw ReceiverFault(word: "no-callback", advice: "Name one.") }
                return CallbackReceiver(target: target, signature: signature)
            },
            client: CallbackClient(clock: clock),
            retry: retry,
            atOnce: atOnce,
            grace: 0,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: clock
        )
        let group = ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A lead of a customer who must not be told of.
    func lead(of source: SourceName = "trisalis", refusal: Cause? = nil, senderID: String? = "A-4711") -> NewLead {
        NewLead(
            lead: Lead(
                id: LeadID.make(now: clock.now()),
                source: source,
                target: .kundenangaben,
                mode: .test,
                receivedAt: clock.now(),
                mappingHash: "c0ffee",
                senderID: senderID
            ),
            refusal: refusal,
            submission: Submission(
                body: Array(#"{"nachname":"Kanarienvogel","id":"A-4711"}"#.utf8),
                contentType: "application/json",
                query: [:],
                headers: [:],
                item: nil
            )
        )
    }

    /// Sends a lead and gets its number.
    @discardableResult
    func deliver(_ lead: Lead, _ store: SQLiteLeadStore, number: String = "AB1234") async throws -> Lead {
        let intent = Intent(
            attempt: lead.attempts + 1,
            startedAt: clock.now(),
            target: lead.target,
            mode: lead.mode,
            mappingHash: "c0ffee",
            reference: lead.reference,
            epoch: try await store.leased().epoch
        )
        try await store.record(.sendingStarted(intent), for: lead.id, at: clock.now())
        let confirmation = Confirmation(vorgangsnummer: number)
        return try await store.record(.delivered(confirmation), for: lead.id, at: clock.now())
    }

    /// Waits until what came of a lead's callbacks is kept.
    func callbacks(
        of lead: Lead,
        _ store: SQLiteLeadStore,
        until isSo: ([LeadCallback]) -> Bool
    ) async throws -> [LeadCallback] {
        while true {
            let callbacks = try await store.callbacks(of: lead.id)
            if isSo(callbacks) { return callbacks }
            await Task.yield()
        }
    }
}

let dataFault = Cause(
    class: .data,
    code: "target-422",
    message: "Wellensittich is no name.",
    violations: [Violation(field: "/kunden/0/name", message: "Wellensittich?")]
)
