// Tests/Benchmarks/compare-mapping      (this program, Node.js and jq side by side)
// swift run -c release --package-path Tests/Benchmarks mapping-benchmark COMMAND MAPPING [COUNT]
//
//   leads MAPPING      prints the 1 000 posts, one a line
//   documents MAPPING  prints what the mapping makes of them, one a line
//   measure MAPPING    prints medians of 21 alternated rounds: the mapping alone (parsed input to written bytes), and
//                      with parsing (received bytes to written bytes)
//   round MAPPING N    maps all posts N times with parsing and prints nanoseconds a lead: by the clock, and of CPU time
//   run MAPPING N      maps all posts N times without parsing, for a profiler
//   shipped MAPPING    prints what a lead costs by a mapping as it is shipped, whatever it extends beside it: that of the
//                      file's first test, and of all its tests on average; from received to written bytes, and once more
//                      with the fate of every value
//   shipped-run MAPPING N  maps the first test's lead N times, for a profiler
//   functions          prints what each German function costs on its usual inputs
//   function NAME N    reads the usual inputs of one function N times, for a profiler
//   check MAPPING      prints how long it takes to check the mapping, with the files beside it that it extends and with
//                      its tests: the first time, which also reads the target's schema, and the median of 21
import Foundation
import JSON
import Mapping
import MappingDesk
import MappingLanguage
import TargetSchemas

let arguments = CommandLine.arguments
/// What is computed, so that it is.
var sink = 0
if arguments.count == 2, arguments[1] == "functions" {
    Functions.measure()
    exit(0)
}
guard arguments.count >= 3 else {
    fatalError("mapping-benchmark leads|documents|measure|round|run|shipped|shipped-run|check MAPPING [COUNT]")
}
let count = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
switch arguments[1] {
case "check":
    try check(arguments[2])
    exit(0)
case "shipped":
    try Shipped(arguments[2]).measure()
    exit(0)
case "shipped-run":
    try Shipped(arguments[2]).run(count)
    exit(0)
case "function":
    Functions.run(arguments[2], count)
    exit(0)
default: break
}
let file = Array(try Data(contentsOf: URL(filePath: arguments[2])))
let library = MappingLibrary.load(
    files: [LibraryFile(path: "landing-page.json", bytes: file)],
    targets: TargetCatalog([.kundenangaben])
)
for finding in library.findings where finding.severity == .error { print(finding.message) }
guard let mapping = library.mapping("landing-page") else { fatalError("the mapping has errors") }
let leads = Leads.make(1_000)

func input(_ lead: [UInt8]) throws -> LeadInput {
    try LeadInput(
        payload: lead,
        leadID: "0197f0a1-0000-7000-8000-000000000001",
        receivedAt: "2026-06-15T10:00:00Z"
    )
}

@MainActor func parseAndMap() throws {
    for lead in leads { sink &+= mapping.run(try input(lead)).document.count }
}

@MainActor func map(_ inputs: [LeadInput]) {
    for input in inputs { sink &+= mapping.run(input).document.count }
}

func check(_ path: String) throws {
    let mapping = URL(filePath: path)
    var files: [String: FileText] = [:]
    let folder = mapping.deletingLastPathComponent()
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
        let bytes = Array(try Data(contentsOf: file))
        files[file.deletingPathExtension().lastPathComponent] = FileText(path: file.lastPathComponent, bytes: bytes)
    }
    let name = mapping.deletingPathExtension().lastPathComponent
    var times: [Int] = []
    for _ in 0..<22 {
        let before = cpuNanoseconds()
        let loaded = MappingLoader.load(name: name, files: files, targets: TargetCatalog([.kundenangaben]))
        for finding in loaded.findings where finding.severity == .error { print(finding.message) }
        times.append((cpuNanoseconds() - before) / 100_000)
    }
    let first = times.removeFirst()
    print("check \(name): the first time \(Double(first) / 10) ms CPU, then \(Double(times.sorted()[10]) / 10) ms")
}

@MainActor func measure() throws {
    let inputs = try leads.map(input)
    var alone: [(clock: Int, cpu: Int)] = []
    var whole: [(clock: Int, cpu: Int)] = []
    var parsing: [(clock: Int, cpu: Int)] = []
    for _ in 0..<21 {
        alone.append(nanoseconds(10 * leads.count) { for _ in 0..<10 { map(inputs) } })
        whole.append(try nanoseconds(10 * leads.count) { for _ in 0..<10 { try parseAndMap() } })
        parsing.append(
            try nanoseconds(10 * leads.count) {
                for _ in 0..<10 { for lead in leads { sink &+= try input(lead).leadID.utf8.count } }
            }
        )
    }
    for (name, times) in [("map and write", alone), ("parse, map and write", whole), ("parse", parsing)] {
        let clock = times.map(\.clock).sorted()
        let cpu = times.map(\.cpu).sorted()
        let median = cpu[cpu.count / 2]
        print(
            "\(name): \(median) ns CPU/lead (least \(cpu[0]), by the clock \(clock[clock.count / 2])),",
            "\(1_000_000_000 / max(1, median)) leads/s/core"
        )
    }
}

switch arguments[1] {
case "leads": for lead in leads { print(String(decoding: lead, as: UTF8.self)) }
case "documents": for lead in leads { print(String(decoding: mapping.run(try input(lead)).document, as: UTF8.self)) }
case "measure":
    print("\(leads.map(\.count).reduce(0, +) / leads.count) bytes a lead")
    try measure()
case "round":
    let time = try nanoseconds(count * leads.count) { for _ in 0..<count { try parseAndMap() } }
    print(time.clock, time.cpu)
case "run":
    let inputs = try leads.map(input)
    for _ in 0..<count { map(inputs) }
default: fatalError("unknown command \(arguments[1])")
}
