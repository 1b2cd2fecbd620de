// swift run -c release --package-path Tests/Benchmarks store-benchmark [DIRECTORY [LEADS]]
//
// What it costs to make leads durable: an append of 2 KiB with fdatasync (the floor of the disk), then receipts in groups of
// 1, 16 and 64, in alternation over three rounds. DIRECTORY chooses the disk. CPU is that of the whole process, and of it the
// callers' part, which is sealing.
//
// store-benchmark run GROUP LEADS [DIRECTORY] does nothing else. Of two numbers of leads the difference is what one costs:
//
//     valgrind --tool=callgrind --toggle-collect='*GroupCommit*drain*' store-benchmark run 64 6400   # instructions
//     strace -f -c store-benchmark run 1 1000                                                       # system calls
import Dispatch
import Foundation
import LeadKeeping

func cpuMicroseconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
}

func report(_ name: String, _ count: Int, _ wall: Duration, _ cpu: Double, _ extra: String = "") {
    let each = (cpu / Double(count) * 10).rounded() / 10
    print("\(name): \(Int(Double(count) / (wall / .seconds(1))))/s, \(each) µs CPU each \(extra)")
}

func floor(_ count: Int, in directory: String) {
    let path = directory + "/floor-\(UUID().uuidString)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer {
        close(descriptor)
        unlink(path)
    }
    let bytes = [UInt8](repeating: 0x78, count: 2_048)
    let cpu = cpuMicroseconds()
    let wall = ContinuousClock().measure {
        for _ in 0..<count {
            _ = write(descriptor, bytes, bytes.count)
            fdatasync(descriptor)
        }
    }
    report("append + fdatasync", count, wall, cpuMicroseconds() - cpu)
}

func sealing(_ count: Int) throws {
    let sealer = Sealer(key: MasterKey(bytes: [UInt8](repeating: 7, count: 32)))
    let leads = (1...count).map { [Receipt.make($0)] }
    let cpu = cpuMicroseconds()
    let wall = try ContinuousClock().measure {
        for lead in leads { _ = try AcceptPlan(lead, sealer: sealer) }
    }
    report("sealing alone", count, wall, cpuMicroseconds() - cpu)
}

func accepts(inGroupsOf size: Int, count: Int, in directory: String) async throws {
    let place = directory + "/store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let groups = try Groups(of: size, leads: count, in: place)
    let (clock, cpu) = (ContinuousClock(), cpuMicroseconds())
    let start = clock.now
    let commits = try await groups.run()
    report("groups of \(size)", count, clock.now - start, cpuMicroseconds() - cpu, "(\(commits) commits)")
}

func measure(_ arguments: [String]) async throws {
    let temporary = FileManager.default.temporaryDirectory.path
    if arguments.first == "run", arguments.count >= 3, let size = Int(arguments[1]), let count = Int(arguments[2]) {
        return try await accepts(
            inGroupsOf: size,
            count: count,
            in: arguments.count > 3 ? arguments[3] : temporary
        )
    }
    let directory = arguments.first ?? temporary
    let leads = arguments.count > 1 ? Int(arguments[1]) ?? 20_000 : 20_000
    for _ in 0..<3 {
        floor(leads / 20, in: directory)
        try sealing(leads / 10)
        for size in [1, 16, 64] {
            try await accepts(inGroupsOf: size, count: size == 1 ? leads / 10 : leads, in: directory)
        }
    }
}

// Waited for, because valgrind does not survive the end of the first thread, as an asynchronous main has it.
let isDone = DispatchSemaphore(value: 0)
Task.detached {
    do { try await measure(Array(CommandLine.arguments.dropFirst())) } catch { print(error) }
    isDone.signal()
}
isDone.wait()
