// Tests/Benchmarks/compare-mapping      (this program, Node.js and jq side by side)
// swift run -c release --package-path Tests/Benchmarks mapping-benchmark COMMAND MAPPING [COUNT]
//
//   leads MAPPING      prints the 1 000 posts, one a line
//   documents MAPPING  prints what the mapping makes of them, one a line
//   measure MAPPING    prints medians of 21 alternated rounds: the mapping alone (parsed input to written bytes), and
//                      with parsing (received bytes to written bytes)
//   round MAPPING N    maps all posts N times with parsing and prints nanoseconds a lead
//   run MAPPING N      maps all posts N times without parsing, for a profiler
import Foundation
import JSON
import Mapping

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { fatalError("mapping-benchmark leads|documents|measure|round|run MAPPING [COUNT]") }
let file = Array(try Data(contentsOf: URL(filePath: arguments[2])))
let library = MappingLibrary.load(files: [LibraryFile(path: "landing-page.json", bytes: file)])
for finding in library.findings where finding.severity == .error { print(finding.message) }
guard let mapping = library.mapping("landing-page") else { fatalError("the mapping has errors") }
let leads = Leads.make(1_000)
let count = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
var sink = 0

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

/// Nanoseconds a lead.
func nanoseconds(_ repeats: Int, _ body: () throws -> Void) rethrows -> Int {
    let elapsed = try ContinuousClock().measure { for _ in 0..<repeats { try body() } }
    return Int(elapsed / .nanoseconds(repeats * 1_000))
}

@MainActor func measure() throws {
    let inputs = try leads.map(input)
    var alone: [Int] = []
    var whole: [Int] = []
    var parsing: [Int] = []
    for _ in 0..<21 {
        alone.append(nanoseconds(10) { map(inputs) })
        whole.append(try nanoseconds(10, parseAndMap))
        parsing.append(try nanoseconds(10) { for lead in leads { sink &+= try input(lead).leadID.utf8.count } })
    }
    for (name, times) in [("map and write", alone), ("parse, map and write", whole), ("parse", parsing)] {
        let median = times.sorted()[times.count / 2]
        print("\(name): \(median) ns/lead, \(1_000_000_000 / max(1, median)) leads/s")
    }
}

switch arguments[1] {
case "leads": for lead in leads { print(String(decoding: lead, as: UTF8.self)) }
case "documents": for lead in leads { print(String(decoding: mapping.run(try input(lead)).document, as: UTF8.self)) }
case "measure":
    print("\(leads.map(\.count).reduce(0, +) / leads.count) bytes a lead")
    try measure()
case "round": print(try nanoseconds(count, parseAndMap))
case "run":
    let inputs = try leads.map(input)
    for _ in 0..<count { map(inputs) }
default: fatalError("unknown command \(arguments[1])")
}
