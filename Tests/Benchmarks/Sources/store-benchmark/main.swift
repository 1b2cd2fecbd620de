// swift run -c release --package-path Tests/Benchmarks store-benchmark [DIRECTORY [LEADS]]
//
// How fast leads become durable and what one costs: an append of 2 KiB with fdatasync (the floor of the disk), accepts of
// 2 KiB bodies from 1 and from 64 concurrent callers, in alternation over three rounds. DIRECTORY chooses the disk. CPU is
// that of the whole process, the callers' part included.
import Foundation
import JSON
import Leads
import Names
import SQLiteLeads
import Targets

let directory = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : FileManager.default.temporaryDirectory.path
let leads = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 20_000 : 20_000
let body = [UInt8](repeating: UInt8(ascii: "x"), count: 2_048)

func cpuMicroseconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
}

func report(_ name: String, _ latencies: [Duration], _ wall: Duration, _ cpu: Double, _ extra: String = "") {
    let sorted = latencies.sorted()
    let count = sorted.count
    func micro(_ share: Double) -> Int {
        let part = sorted[min(count - 1, Int(Double(count) * share))].components
        return Int(part.seconds * 1_000_000 + part.attoseconds / 1_000_000_000_000)
    }
    let parts = wall.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    let rate = Int(Double(count) / seconds)
    print(
        "\(name): \(rate)/s, \((cpu / Double(count) * 10).rounded() / 10) µs CPU each, p50 \(micro(0.5)) µs, "
            + "p99 \(micro(0.99)) µs, max \(micro(1)) µs \(extra)"
    )
}

func floor(_ count: Int) throws {
    let path = directory + "/floor-\(UUID().uuidString)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer {
        close(descriptor)
        unlink(path)
    }
    var latencies: [Duration] = []
    let clock = ContinuousClock()
    let cpu = cpuMicroseconds()
    let start = clock.now
    for _ in 0..<count {
        latencies.append(
            clock.measure {
                _ = write(descriptor, body, body.count)
                fdatasync(descriptor)
            }
        )
    }
    report("append + fdatasync", latencies, clock.now - start, cpuMicroseconds() - cpu)
}

func accepts(callers: Int, count: Int) async throws {
    let place = directory + "/store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let store = try SQLiteLeadStore(path: place + "/leads.sqlite")
    let clock = ContinuousClock()
    let cpu = cpuMicroseconds()
    let start = clock.now
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
        for _ in 0..<callers {
            group.addTask {
                var latencies: [Duration] = []
                for number in 0..<(count / callers) {
                    let now = 1_790_000_000_000 + Int64(number)
                    let lead = Lead(
                        id: LeadID.make(now: now),
                        source: "trisalis",
                        target: .kundenangaben,
                        mode: .test,
                        receivedAt: now,
                        mappingHash: MappingHash(rawValue: String(repeating: "c0ffee00", count: 8))
                    )
                    let submission = Submission(
                        body: body,
                        contentType: "application/json",
                        headers: ["user-agent": "benchmark", "content-type": "application/json"]
                    )
                    let before = clock.now
                    _ = try await store.accept(NewLead(lead: lead, submission: submission))
                    latencies.append(clock.now - before)
                }
                return latencies
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    let wall = clock.now - start
    let used = cpuMicroseconds() - cpu
    let health = store.health()
    report("accept, \(callers) callers", latencies, wall, used, "(\(health.writes / max(1, health.commits)) a commit)")
    await store.close()
}

for _ in 0..<3 {
    try floor(leads / 20)
    try await accepts(callers: 1, count: leads / 10)
    try await accepts(callers: 64, count: leads)
}
