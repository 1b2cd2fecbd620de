import JSON
import JSONPath
import Testing

@Suite("Relative and singular queries")
struct RelativeQueryTests {
    static let text = #"{"limit":2,"answers":[{"ref":"email","v":["a@example.org"]},{"ref":"tel","v":[1,2,3]}]}"#

    @Test(
        "a relative query starts from the current node, and $ inside its filters is the root",
        arguments: [
            ("@.ref", [#""tel""#]), ("@", [#"{"ref":"tel","v":[1,2,3]}"#]), ("@.v[*]", ["1", "2", "3"]),
            ("@.v[?@ > $.limit]", ["3"]),
            ("@.v[-1]", ["3"]), ("@..[0]", ["1"]), ("@.v[?$.answers[?@.ref == 'tel']]", ["1", "2", "3"]),
            ("@ .ref", [#""tel""#]),
            ("@.nothing", []),
        ]
    )
    func relative(query: String, expected: [String]) throws {
        let root = try JSONDocument(parsing: Self.text).root
        let current = try #require(root[pointer: JSONPointer(parsing: "/answers/1")])
        let compiled = try JSONPathQuery(parsingRelative: query)
        #expect(compiled.isRelative)
        #expect(try compiled.nodes(root: root, current: current).map { $0.value.text() } == expected)
        let located = try compiled.locatedNodes(root: root, current: current)
        #expect(located.map { $0.node.value.text() } == expected)
        for (path, node) in located { #expect(current[pointer: path.pointer] == node) }
    }

    @Test("a relative query starts with @, another with $", arguments: ["$.a", "", "a", " @", "@ ", "@x", "@@", "@."])
    func refused(text: String) {
        #expect(throws: JSONPathError.self) { try JSONPathQuery(parsingRelative: text) }
    }

    @Test("without a current node a relative query starts from the root")
    func fromRoot() throws {
        let root = try JSONDocument(parsing: Self.text).root
        #expect(try JSONPathQuery(parsingRelative: "@.limit").nodes(root: root).map { $0.value.text() } == ["2"])
    }

    @Test("an absolute query takes no notice of a current node")
    func absolute() throws {
        let root = try JSONDocument(parsing: Self.text).root
        let query = try JSONPathQuery(parsing: "$.limit")
        #expect(try query.nodes(root: root, current: root["answers"]).count == 1)
        #expect(query.singularNode(root: root, current: root["answers"])?.value == 2)
    }

    @Test(
        "a query is singular if every segment is one name or one index",
        arguments: [
            ("$", []), ("$.a", [.name("a")]), ("$['a'][0]", [.name("a"), .index(0)]),
            ("$.a[-1].b", [.name("a"), .index(-1), .name("b")]),
            ("$[ 'a' ]", [.name("a")]), ("$.a .b", [.name("a"), .name("b")]), ("$.*", nil), ("$..a", nil),
            ("$['a','b']", nil), ("$[0:1]", nil),
            ("$[?@.a]", nil), ("$.a[*].b", nil), ("$[0,0]", nil),
        ] as [(String, [PathElement]?)]
    )
    func singular(query: String, elements: [PathElement]?) throws {
        let compiled = try JSONPathQuery(parsing: query)
        #expect(compiled.isSingular == (elements != nil))
        #expect(compiled.singularSegments == elements)
    }

    @Test("the fast way of singular queries finds the same node")
    func singularNode() throws {
        let root = try JSONDocument(parsing: Self.text).root
        for text in [
            "$.answers[1].v[-2]", "$", "$.answers[2]", "$.limit.x", "$['answers'][-2]['ref']", "$.answers[-3]",
        ] {
            let query = try JSONPathQuery(parsing: text)
            let located = try query.locatedNodes(root: root)
            #expect(query.singularNode(root: root) == located.first?.node)
        }
        #expect(try JSONPathQuery(parsing: "$.*").singularNode(root: root) == nil)
    }

    @Test("queries are the same if their bytes are")
    func identity() throws {
        #expect(try JSONPathQuery(parsing: "$.é") != JSONPathQuery(parsing: "$.e\u{301}"))
        #expect(try Set([JSONPathQuery(parsing: "$.a"), JSONPathQuery(parsing: "$.a")]).count == 1)
    }
}
