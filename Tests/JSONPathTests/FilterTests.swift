import JSON
import JSONPath
import Testing

/// RFC 9535 §2.3.5 and §2.4: Tables 12 and 14, logic, nested queries, functions.
@Suite("Filters and functions")
struct FilterTests {
    static let table12 = #"""
        {"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}
        """#

    @Test(
        "Table 12",
        arguments: [
            ("$.a[?@.b == 'kilo']", ["$['a'][9]"]),
            ("$.a[?(@.b == 'kilo')]", ["$['a'][9]"]),
            ("$.a[?@>3.5]", ["$['a'][1]", "$['a'][4]", "$['a'][5]"]),
            ("$.a[?@.b]", ["$['a'][6]", "$['a'][7]", "$['a'][8]", "$['a'][9]"]),
            ("$[?@.*]", ["$['a']", "$['o']"]),
            ("$[?@[?@.b]]", ["$['a']"]),
            ("$.o[?@<3, ?@<3]", ["$['o']['p']", "$['o']['q']", "$['o']['p']", "$['o']['q']"]),
            (#"$.a[?@<2 || @.b == "k"]"#, ["$['a'][2]", "$['a'][7]"]),
            (#"$.a[?match(@.b, "[jk]")]"#, ["$['a'][6]", "$['a'][7]"]),
            (#"$.a[?search(@.b, "[jk]")]"#, ["$['a'][6]", "$['a'][7]", "$['a'][9]"]),
            ("$.o[?@>1 && @<4]", ["$['o']['q']", "$['o']['r']"]),
            ("$.o[?@.u || @.x]", ["$['o']['t']"]),
            ("$.a[?@.b == $.x]", (0...5).map { "$['a'][\($0)]" }),
            ("$.a[?@ == @]", (0...9).map { "$['a'][\($0)]" }),
        ]
    )
    func table12(query: String, expected: [String]) throws {
        #expect(try paths(query, in: Self.table12) == expected)
    }

    @Test(
        "conditions combine: ! before && before ||, parentheses before all",
        arguments: [
            ("@.t", true), ("!@.t", false), ("!@.no", true), ("!(@.t)", false), ("! ( @.t )", false), ("! @.no", true),
            ("@.t && @.no", false), ("@.t || @.no", true), ("@.no || @.no && @.t", false),
            ("@.t || @.no && @.no", true),
            ("(@.t || @.no) && @.no", false), ("!@.t || @.t", true), ("!(@.t && @.no)", true),
            ("@.no && @.no || @.t", true), ("((@.t))", true), ("!(!(@.t))", true), ("@.f", true), ("@.n", true),
            ("@.f == true", false), ("@.t == true && @.f == false", true), ("!(@.t == true)", false),
            ("@.t&&@.f||@.no", true), ("@.no||@.no||@.t", true), ("@.t&&@.t&&@.no", false),
            ("@.l[0] == 1", true), ("@.l[-1] == 2", true), ("@['l'][1] > @['l'][0]", true), ("@.l[?@ > 1]", true),
            ("@.l[?@ > 2]", false), ("@.l[?@ == $.limit]", true), ("@.l[?@ > $.limit]", true), ("$.limit", true),
            ("$.no", false), ("$.limit == 1", true), ("@..x", false), ("@..*", true), ("$..limit", true),
            ("@.l[?count($[*].l[*]) == 2]", true), ("@[?@[?@ == 2]]", true), ("@ .t", true), ("@ ['t']", true),
        ]
    )
    func logic(condition: String, isTrue: Bool) throws {
        let text = #"{"limit":1,"object":{"t":true,"f":false,"n":null,"l":[1,2]}}"#
        let selected = try paths("$[?\(condition)]", in: text)
        #expect(selected.contains("$['object']") == isTrue)
    }

    @Test("a filter tests the children, not the value itself, and keeps their order")
    func children() throws {
        #expect(try select("$[?@.a]", from: #"{"a":1,"b":{"a":2},"c":{"a":3}}"#) == [#"{"a":2}"#, #"{"a":3}"#])
        #expect(try select("$[?@ > 1].x", from: "[1,2,3]") == [])
        #expect(try select("$[?@]", from: #""text""#) == [])
        #expect(try select("$[?@ >= 2]", from: "[3,1,2]") == ["3", "2"])
    }

    @Test(
        "length counts Unicode scalars, elements and members, and is Nothing for the rest",
        arguments: [
            ("length($.s) == 5", true), ("length($.face) == 1", true), ("length($.combined) == 2", true),
            ("length($.a) == 3", true), ("length($.o) == 2", true), ("length($.n) == $.no", true),
            ("length($.i) == $.no", true), ("length($.no) == $.no", true), ("length('äöü') == 3", true),
            ("length(\"\") == 0", true), ("length(true) == $.no", true), ("length(length($.a)) == $.no", true),
            ("length($.escaped) == 2", true), ("length($.a) > 2 && length($.a) < 4", true), ("3 == length($.a)", true),
            ("length(value($.a)) == 3", true), ("length( $.a ) == 3", true), ("length(null) == $.no", true),
        ]
    )
    func length(condition: String, isTrue: Bool) throws {
        let text = #"""
            {"s":"hallo","face":"😀","combined":"e\u0301","escaped":"\ud83d\ude00\n","a":[1,2,3],"o":{"x":1,"y":2},"n":null,"i":7}
            """#
        #expect(try holds(condition, in: text) == isTrue)
    }

    @Test(
        "count counts nodes, value takes the only one",
        arguments: [
            ("count($.*) == 3", true), ("count($..*) == 6", true), ("count($.no) == 0", true), ("count($) == 1", true),
            ("count($.a[0,0]) == 2", true), ("count($.a[*]) == length($.a)", true), ("count(@.x) == 0", true),
            ("value($.a[0]) == 1", true), ("value($..b) == 'b'", true), ("value($.a[*]) == $.no", true),
            ("value($.no) == $.no", true), ("value($.a[0,0]) == $.no", true), ("value($.o.*) == $.o.b", true),
            ("count( $..b ) == 1", true), ("value($..a) == $.a", true), ("count($.a[?@ > 1]) == 1", true),
        ]
    )
    func countAndValue(condition: String, isTrue: Bool) throws {
        #expect(try holds(condition, in: #"{"a":[1,2],"o":{"b":"b"},"z":0}"#) == isTrue)
    }

    @Test(
        "match is held against the whole text, search against any part; other values and bad patterns never match",
        arguments: [
            ("match($.zone, 'Europe/.*')", true), ("match($.zone, 'Europe')", false), ("search($.zone, 'rope')", true),
            ("search($.zone, '^Europe')", true), ("search($.zone, '^Berlin$')", false), ("match($.no, '.*')", false),
            ("match($.one, '1')", false),
            ("match('a', $.pattern)", true), ("match('ab', $.pattern)", false), ("search('xax', $.pattern)", true),
            ("match($.zone, $.no)", false), ("match($.zone, 1)", false), ("match(1, '1')", false),
            ("match($.zone, '[')", false), ("search($.zone, '[')", false), ("!match($.zone, '[')", true),
            ("search($.zone, $.bad)", false), ("match('', '')", true), ("search('', '')", true),
            ("search('x', '')", true),
            ("match($.plz, '[0-9]{5}')", true), (#"match($.plz, '\\p{Nd}+')"#, true), ("match($.plz, $.zone)", false),
            ("match(value($..plz), '1.*')", true), ("match($.newline, '.')", false), ("match($.newline, '\\n')", true),
            (#"match($.newline, "\\n")"#, true), ("match($.sep, '.')", true), ("match('😀', '.')", true),
            ("match($.zone, 'Europe/(Berlin|Wien)') && $.one == 1", true),
        ]
    )
    func regularExpressions(condition: String, isTrue: Bool) throws {
        let text = #"""
            {"zone":"Europe/Berlin","one":1,"pattern":"a","bad":"(","plz":"10115","newline":"\n","sep":"\u2028"}
            """#
        #expect(try holds(condition, in: text) == isTrue)
    }

    @Test("a pattern that cannot match is reported with its place")
    func warnings() throws {
        let invalid = try JSONPathQuery(parsing: #"$[?match(@.a, 'x\\d+')]"#)
        #expect(invalid.warnings.map(\.offset) == [16])
        #expect(invalid.warnings[0].message.contains("\\d"))
        #expect(invalid.warnings[0].caret() == "$[?match(@.a, 'x\\\\d+')]\n" + String(repeating: " ", count: 16) + "^")
        #expect(try JSONPathQuery(parsing: "$[?search(@.a, '^a$')]").warnings.isEmpty)
        #expect(try JSONPathQuery(parsing: "$[?match(@.a, 5)]").warnings.count == 1)
        #expect(try JSONPathQuery(parsing: "$[?match(@.a, @.b)]").warnings.isEmpty)
        #expect(try JSONPathQuery(parsing: "$[?match(@.a, '[0-9]{5}')]").warnings.isEmpty)
    }
}
