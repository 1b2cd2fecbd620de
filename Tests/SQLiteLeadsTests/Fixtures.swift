import Foundation
import JSON
import Leads
import Names
import Targets
import TestSupport

@testable import LeadKeeping
@testable import SQLiteLeads

/// A directory for one test; gone with it.
final class Workplace: Sendable {
    let directory: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/leadgate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var dataFile: String { directory + "/leads.sqlite" }

    func open(_ change: (inout StoreOptions) -> Void = { _ in }) throws -> SQLiteLeadStore {
        var options = StoreOptions()
        options.reservedBytes = 0
        change(&options)
        return try SQLiteLeadStore(path: dataFile, masterKey: .bytes(testKey), options: options)
    }

    /// What a `kill -9` leaves: the data file and its log as they are, under another name.
    func copyAsAfterKill(named name: String) throws -> String {
        let copy = directory + "/" + name
        for suffix in ["", "-wal", ".witness"] where FileManager.default.fileExists(atPath: dataFile + suffix) {
            try FileManager.default.copyItem(atPath: dataFile + suffix, toPath: copy + suffix)
        }
        return copy
    }

    /// All bytes of the data file, its log and its shared memory.
    func allBytes() throws -> Data {
        var bytes = Data()
        for suffix in ["", "-wal", "-shm"] {
            if let some = FileManager.default.contents(atPath: dataFile + suffix) { bytes.append(some) }
        }
        return bytes
    }

    /// Flips one bit of the first place in the data file that holds `needle`.
    ///
    /// - Parameter offset: of the byte, from the beginning of `needle`; in its middle where none is given.
    func flipBit(in needle: Data, at offset: Int? = nil) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: dataFile))
        guard let place = bytes.range(of: needle) else { throw NotFound() }
        bytes[place.lowerBound + (offset ?? needle.count / 2)] ^= 1
        try bytes.write(to: URL(fileURLWithPath: dataFile))
    }

    struct NotFound: Error {}
}

let testKey = [UInt8](repeating: 7, count: 32)

func newLead(
    at now: Int64 = 1_000,
    source: SourceName = "trisalis",
    target: Target = .kundenangaben,
    body: String = #"{"vorname":"Kanarienvogel"}"#,
    key: String? = nil,
    days: Int = 90,
    id: LeadID? = nil
) -> NewLead {
    NewLead(
        lead: Lead(
            id: id ?? LeadID.make(now: now),
            source: source,
            target: target,
            mode: .test,
            receivedAt: now,
            mappingHash: "c0ffee"
        ),
        submission: Submission(
            body: Array(body.utf8),
            contentType: "application/json",
            query: ["utm_source": "anzeige"],
            headers: ["user-agent": "Formular/1.0"],
            item: nil
        ),
        keys: key.map { [SenderKey($0, scope: .lead(0), days: days)] } ?? []
    )
}

func intent(for lead: Lead, at now: Int64 = 2_000, epoch: Int64) -> Intent {
    Intent(
        attempt: lead.attempts + 1,
        startedAt: now,
        target: lead.target,
        mode: lead.mode,
        mappingHash: "c0ffee",
        reference: lead.reference,
        epoch: epoch
    )
}

let dataFault = Cause(
    class: .data,
    code: "target-422",
    message: "Wellensittich is no name.",
    violations: [Violation(field: "/kunden/0/name", message: "Wellensittich?")]
)
let transientFault = Cause(class: .exhausted, code: "target-503", message: "The target was not there.")
let connectionFault = Cause(class: .connection, code: "token-401", message: "The client secret is wrong.")
let unknownFault = Cause(class: .unknown, code: "timeout", message: "No answer came.")

extension SQLiteLeadStore {
    /// Accepts one new lead and returns it.
    func accepted(_ new: NewLead) async throws -> Lead { try await accept(new).lead }

    /// Writes the intent of a lead.
    @discardableResult
    func startSending(_ lead: Lead, at now: Int64 = 2_000) async throws -> Lead {
        try await record(.sendingStarted(intent(for: lead, at: now, epoch: leased().epoch)), for: lead.id, at: now)
    }

    /// Leads that may go out, in their turn.
    func turns(
        at now: Int64,
        target: Target = .kundenangaben,
        freshSince: Int64 = 0,
        perSource: Int = 10
    ) async throws -> [LeadID] {
        try await claim(
            QueueRequest(target: target, now: now, freshSince: freshSince, perSource: perSource),
            under: leased()
        ).map(\.id)
    }
}
