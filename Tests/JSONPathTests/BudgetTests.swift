import JSON
import JSONPath
import Testing

@Suite("Bounded work")
struct BudgetTests {
    /// `count` objects in an array.
    private func document(_ count: Int) throws -> JSONDocument {
        try JSONDocument(
            parsing: "[" + Array(repeating: #"{"a":[1,2,{"b":3}]}"#, count: count).joined(separator: ",") + "]"
        )
    }

    @Test(
        "a query that would cost too much is stopped, without a partial result",
        arguments: [
            "$..[?@..[?@..no]]", "$..*..*..*..*..*", "$[*,*,*,*,*,*,*,*][*,*,*,*][*,*,*,*]",
            "$[?count($..*..*..*) > count(@..*..*)]..*..*",
        ]
    )
    func stopped(query: String) throws {
        let root = try document(400).root
        var budget = JSONPathBudget(visits: 10_000)
        #expect(throws: JSONPathLimitExceeded.visits(10_000)) {
            _ = try JSONPathQuery(parsing: query).nodes(root: root, budget: &budget)
        }
        #expect(budget.remaining == 0)
    }

    @Test("the standard budget is whole at first and never negative")
    func standard() {
        #expect(JSONPathBudget().remaining == JSONPathBudget.standard)
        #expect(JSONPathBudget(visits: -1).remaining == 0)
    }

    @Test("within the budget the results do not depend on it")
    func sameResults() throws {
        let root = try document(50).root
        for text in ["$..b", "$..[?@.b]", "$[?@.a[?@ == 2]]", "$..*", "$[::-1].a[2].b", "$[?match(@.x, 'a*')]"] {
            let query = try JSONPathQuery(parsing: text)
            var generous = JSONPathBudget()
            let nodes = try query.nodes(root: root, budget: &generous)
            let cost = generous.visits - generous.remaining
            var exact = JSONPathBudget(visits: cost)
            #expect(try query.nodes(root: root, budget: &exact) == nodes)
            #expect(exact.remaining == 0)
            var short = JSONPathBudget(visits: cost - 1)
            #expect(throws: JSONPathLimitExceeded.visits(cost - 1)) { try query.nodes(root: root, budget: &short) }
        }
    }

    @Test("queries can share a budget")
    func shared() throws {
        let root = try document(50).root
        let query = try JSONPathQuery(parsing: "$..b")
        var budget = JSONPathBudget()
        _ = try query.nodes(root: root, budget: &budget)
        let once = budget.visits - budget.remaining
        _ = try query.nodes(root: root, budget: &budget)
        #expect(budget.visits - budget.remaining == 2 * once)
    }

    @Test("a $ query in a filter is found once, not once for each node")
    func fixedQueries() throws {
        let root = try document(200).root
        let cost = { (text: String) in
            var budget = JSONPathBudget()
            _ = try JSONPathQuery(parsing: text).nodes(root: root, budget: &budget)
            return budget.visits - budget.remaining
        }
        #expect(try cost("$[?count($..*) == 0]") < 5_000)
        #expect(try cost("$[?@.a == value($..no)]") < 5_000)
        #expect(try cost("$[?$..no]") < 5_000)
    }

    @Test("an existence test ends at the first node")
    func existence() throws {
        let root = try document(1_000).root
        var budget = JSONPathBudget(visits: 50)
        _ = try JSONPathQuery(parsing: "$[0].a[0,1][?@..*]").nodes(root: root, budget: &budget)
        let wrapped = try JSONDocument(
            parsing: "[[" + Array(repeating: "1", count: 1_000).joined(separator: ",") + "]]"
        ).root
        #expect(try JSONPathQuery(parsing: "$[?@.*]").nodes(root: wrapped, budget: &budget).count == 1)
    }

    @Test("patterns, long texts and long look-ups are paid for")
    func weight() throws {
        let cost = { (query: String, json: String) in
            var budget = JSONPathBudget()
            _ = try JSONPathQuery(parsing: query).nodes(root: JSONDocument(parsing: json).root, budget: &budget)
            return budget.visits - budget.remaining
        }
        let long = String(repeating: "a", count: 100_000)
        #expect(try cost("$[?search(@, '(a|b)*c')]", #"["\#(long)"]"#) > 10_000)
        #expect(try cost("$[?@ == $[1]]", #"["\#(long)","\#(long)"]"#) > 1_000)
        #expect(try cost("$[?length(@) > 1]", #"["\#(long)"]"#) > 1_000)
        let wide = "{" + (0..<10_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
        #expect(try cost("$[?$.no == 1]", wide) > 10_000)
        #expect(try cost("$['no','no','no','no','no','no','no','no']", wide) > 4_000)
    }

    @Test("a document as deep as the parser allows is walked to the bottom")
    func depth() throws {
        let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        let root = try JSONDocument(parsing: Array(text.utf8), limits: JSONLimits(depth: 512)).root
        #expect(try JSONPathQuery(parsing: "$..*").nodes(root: root).count == 511)
        #expect(try JSONPathQuery(parsing: "$..*").locatedNodes(root: root).last?.path.elements.count == 511)
        #expect(try JSONPathQuery(parsing: "$[?@ == $[0]]").nodes(root: root).count == 1)
        #expect(try JSONPathQuery(parsing: "$[?@..[?@..*]]").nodes(root: root).count == 1)
    }
}
