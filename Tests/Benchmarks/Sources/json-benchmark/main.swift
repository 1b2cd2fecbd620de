// swift run -c release --package-path Tests/Benchmarks json-benchmark [CASE COUNT | document]
// Tests/Benchmarks/compare-json      (side by side with simdjson and yyjson)
//
// Parses and writes a Kundenangaben document of 4 KiB and prints the median of 41 rounds in nanoseconds. Compare only
// figures of one run on a quiet machine. With a CASE (from 0) only that one runs, COUNT times, for perf or callgrind. `document` prints the document.
import JSON

let text = Kundenangaben.document
let document = try JSONDocument(parsing: text)
let value = document.root.value
let keys: [JSONKey] = ["kundenangaben", "finanzierungsbedarf", "finanzierungszweck", "kaufpreis"]
var sink = 0

let cases: [(name: String, run: () throws -> Int)] = [
    ("parse to the tape", { try JSONDocument(parsing: text).rootIndex }),
    (
        "write from the tape",
        {
            var writer = JSONWriter(reserving: 8192)
            writer.node(document.root)
            return writer.count
        }
    ),
    ("write from the tape to an array", { document.root.serialized.count }),
    ("parse to values", { try JSONValue.parse(text).kind == .object ? 1 : 0 }),
    ("write from values", { value.serialized.count }),
    (
        "look up four names deep by key",
        {
            var index = document.rootIndex
            for key in keys { index = document.member(key, of: index) ?? 0 }
            return index
        }
    ),
    (
        "walk all nodes by index",
        {
            func walk(_ index: Int) -> Int {
                var count = 1
                switch document.kind(at: index) {
                case .object: document.forEachMember(of: index) { _, value in count += walk(value) }
                case .array: document.forEachElement(of: index) { count += walk($0) }
                default: break
                }
                return count
            }
            return walk(document.rootIndex)
        }
    ),
    (
        "walk all nodes by node",
        {
            func walk(_ node: JSONNode) -> Int {
                var count = 1
                for child in node.children { count += walk(child) }
                return count
            }
            return walk(document.root)
        }
    ),
]

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
if CommandLine.arguments.dropFirst().first == "document" {
    print(String(decoding: text, as: UTF8.self), terminator: "")
} else if arguments.count == 2, let only = arguments.first, cases.indices.contains(only) {
    for _ in 0..<arguments[1] { sink &+= try cases[only].run() }
    print("\(cases[only].name): checksum \(sink)")
} else {
    try measureAll()
}

@MainActor func measureAll() throws {
    let clock = ContinuousClock()
    let rounds = 41
    let repeats = 2_000
    var times = cases.map { _ in [Int]() }
    for _ in 0..<rounds {
        for (index, benchmark) in cases.enumerated() {
            let elapsed = try clock.measure { for _ in 0..<repeats { sink &+= try benchmark.run() } }
            times[index].append(Int(elapsed / .nanoseconds(repeats)))
        }
    }
    print("document of \(text.count) bytes, checksum \(sink)")
    for (index, benchmark) in cases.enumerated() {
        let median = times[index].sorted()[rounds / 2]
        let name = benchmark.name + String(repeating: " ", count: max(0, 34 - benchmark.name.count))
        print("\(name)\(median) ns")
    }
}
