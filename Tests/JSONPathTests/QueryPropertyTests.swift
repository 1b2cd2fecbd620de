import JSON
import JSONPath
import SeededRandom
import Testing

/// What holds for every query and document, tried on random ones; each failure names its seed.
@Suite("Properties of queries")
struct QueryPropertyTests {
    @Test("the normalized path of every node is a query for exactly this node", arguments: 0..<60)
    func normalizedPaths(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let root = try JSONDocument(parsing: Self.randomJSON(depth: 4, &random)).root
        let located = try JSONPathQuery(parsing: "$..*").locatedNodes(root: root)
        #expect(Set(located.map(\.path)).count == located.count)
        for (path, node) in located {
            let query = try JSONPathQuery(parsing: path.description)
            #expect(query.isSingular)
            let found = try query.locatedNodes(root: root)
            #expect(found.map(\.node) == [node] && found.map(\.path) == [path], "\(path)")
            #expect(query.singularNode(root: root) == node)
            #expect(root[pointer: path.pointer] == node)
        }
    }

    @Test("random queries on random documents give nodes or the limit, in all three forms alike", arguments: 0..<150)
    func randomQueries(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 10_000)
        let root = try JSONDocument(parsing: Self.randomJSON(depth: 4, &random)).root
        for _ in 0..<20 {
            let text = "$" + Self.randomSegments(depth: 2, &random)
            let query = try JSONPathQuery(parsing: text)
            do throws(JSONPathLimitExceeded) {
                var budget = JSONPathBudget(visits: 20_000)
                let nodes = try query.nodes(root: root, budget: &budget)
                let located = try query.locatedNodes(root: root)
                #expect(located.map(\.node) == nodes, "\(text)")
                for (path, node) in located { #expect(root[pointer: path.pointer] == node, "\(text)") }
            } catch {
                #expect(error == .visits(20_000) || error == .visits(JSONPathBudget.standard))
            }
        }
    }

    @Test("evaluation agrees with the RFC's own description, segment by segment", arguments: 0..<150)
    func agreement(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 20_000)
        let root = try JSONDocument(parsing: Self.randomJSON(depth: 4, &random)).root
        for _ in 0..<10 {
            let segments = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.randomSegment(depth: 1, &random)
            }
            var nodes = [root]
            for segment in segments {
                // One segment at a time, on each node of the list before.
                let query = try JSONPathQuery(parsingRelative: "@" + segment)
                nodes = try nodes.flatMap { try query.nodes(root: root, current: $0) }
            }
            let whole = try JSONPathQuery(parsing: "$" + segments.joined())
            #expect(try whole.nodes(root: root) == nodes, "$\(segments.joined())")
        }
    }

    @Test("a damaged query is read, or refused with a place inside the text", arguments: 0..<200)
    func mutations(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed) &+ 30_000)
        let noise = Array("$@.[]()*?!&|=<>'\"\\,:-+0123456789eEabu_ \n\t\u{0}ä😀\u{301}#{}~^".unicodeScalars)
        for _ in 0..<40 {
            var scalars = Array((GrammarTests.valid.randomElement(using: &random) ?? "$").unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...scalars.count, using: &random)
                let scalar = noise.randomElement(using: &random) ?? "$"
                switch Int.random(in: 0..<4, using: &random) {
                case 0: scalars.insert(scalar, at: place)
                case 1 where place < scalars.count: scalars.remove(at: place)
                case 2 where place < scalars.count: scalars[place] = scalar
                default: scalars.removeSubrange(place...)
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            guard let error = refusal(text) else { continue }
            #expect((0...scalars.count).contains(error.offset), "\(text.debugDescription): \(error)")
            #expect((0...text.utf8.count).contains(error.utf8Offset))
            #expect(error.caret().hasSuffix("^"))
        }
    }

    // MARK: Random material

    static let names = ["a", "b", "c", "", "a b", "ä", "'", "\\\"", "\\n", "\\u0000", "e\u{301}", "é", "0", "~", "/"]

    static func randomJSON(depth: Int, _ random: inout SeededRandom) -> String {
        value(depth: depth, &random)
    }

    private static func value(depth: Int, _ random: inout SeededRandom) -> String {
        let scalars = [
            "null", "true", "false", "0", "1", "1.0", "-1", "1e3", "2.50", #""""#, #""a""#, #""ab""#, #""\u00e4""#,
            #""10115""#,
        ]
        switch depth == 0 ? 9 : Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2:
            let count = Int.random(in: 0...4, using: &random)
            return "[" + (0..<count).map { _ in value(depth: depth - 1, &random) }.joined(separator: ",") + "]"
        case 3, 4, 5:
            let keys = names.filter { $0 != "\\u0000" }.shuffled(using: &random).prefix(
                Int.random(in: 0...4, using: &random)
            )
            return "{" + keys.map { "\"\($0)\":\(value(depth: depth - 1, &random))" }.joined(separator: ",") + "}"
        default:
            return scalars.randomElement(using: &random) ?? "1"
        }
    }

    static func randomSegments(depth: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in randomSegment(depth: depth, &random) }.joined()
    }

    static func randomSegment(depth: Int, _ random: inout SeededRandom) -> String {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return ".a"
        case 1: return "..b"
        case 2: return ".*"
        case 3: return "..*"
        case 4: return "..[" + randomSelector(depth: depth, &random) + "]"
        default:
            let count = Int.random(in: 1...2, using: &random)
            return "[" + (0..<count).map { _ in randomSelector(depth: depth, &random) }.joined(separator: " , ") + "]"
        }
    }

    private static func randomSelector(depth: Int, _ random: inout SeededRandom) -> String {
        let bounds = ["", "0", "1", "-1", "3", "-5"]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &random) {
        case 0: return "\"\(names.randomElement(using: &random) ?? "a")\""
        case 1: return "*"
        case 2: return "\(Int.random(in: -3...3, using: &random))"
        case 3:
            let parts = (0..<3).map { _ in bounds.randomElement(using: &random) ?? "" }
            return parts.joined(separator: ":")
        default: return "?" + randomCondition(depth: depth - 1, &random)
        }
    }

    private static func randomCondition(depth: Int, _ random: inout SeededRandom) -> String {
        let operators = ["==", "!=", "<", "<=", ">", ">="]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return "@" + randomSegments(depth: depth, &random)
        case 1: return "!(" + randomCondition(depth: depth, &random) + ")"
        case 2: return randomCondition(depth: 0, &random) + " && " + randomCondition(depth: 0, &random)
        case 3: return "$" + randomSegments(depth: 0, &random) + "||" + "@.a"
        case 4: return "match(" + randomValue(&random) + ", '[a-c]+|1.*')"
        default:
            return randomValue(&random) + (operators.randomElement(using: &random) ?? "==") + randomValue(&random)
        }
    }

    private static func randomValue(_ random: inout SeededRandom) -> String {
        let values = [
            "@", "@.a", "@[0]", "$.a", "$[-1]", "null", "true", "1", "1.0", "'a'", "'ä'", "length(@)", "count(@.*)",
            "count($..*)", "value(@..a)",
            "@['b'][1]",
        ]
        return values.randomElement(using: &random) ?? "@"
    }
}
