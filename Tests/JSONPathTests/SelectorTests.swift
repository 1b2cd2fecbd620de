import JSON
import JSONPath
import Testing

/// RFC 9535 §2.3.1–2.3.4, §2.5, §2.6: the example tables, and the corners around them.
@Suite("Selectors and segments")
struct SelectorTests {
    static let letters = #"["a","b","c","d","e","f","g"]"#
    static let nested = #"{"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]}"#

    @Test(
        "names select members",
        arguments: [
            ("$.o['j j']", [#"{"k.k":3}"#]),
            ("$.o['j j']['k.k']", ["3"]),
            (#"$.o["j j"]["k.k"]"#, ["3"]),
            (#"$["'"]["@"]"#, ["2"]),
            (#"$['\'']['@']"#, ["2"]),
            ("$.missing", []),
            ("$.o.missing.deeper", []),
            ("$.o[0]", []),
            ("$", [#"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#]),
        ]
    )
    func names(query: String, expected: [String]) throws {
        #expect(try select(query, from: #"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#) == expected)
    }

    @Test(
        "names are compared scalar by scalar, after escapes on both sides",
        arguments: [
            (#"$["é"]"#, ["1"]),
            (#"$["e\u0301"]"#, ["2"]),
            (#"$.é"#, ["1"]),
            (#"$['\u00e9']"#, ["1"]),
            (#"$['\u00E9']"#, ["1"]),
            (#"$['😀']"#, ["3"]),
            (#"$['\ud83d\ude00']"#, ["3"]),
            (#"$['\uD83D\uDE00']"#, ["3"]),
            ("$.😀", ["3"]),
            ("$['']", ["4"]),
            (#"$["a\tb"]"#, ["5"]),
            (#"$["\"\\\/\b\f\n\r"]"#, ["6"]),
            ("$['\"']", ["7"]),
            ("$.Straße", ["8"]),
            ("$.STRASSE", []),
        ]
    )
    func unicodeNames(query: String, expected: [String]) throws {
        let text = #"""
            {"é":1,"e\u0301":2,"\ud83d\ude00":3,"":4,"a\tb":5,"\"\\\/\b\f\n\r":6,"\"":7,"Straße":8}
            """#
        #expect(try select(query, from: text) == expected)
    }

    @Test(
        "a wildcard selects all children in document order",
        arguments: [
            ("$[*]", [#"{"j":1,"k":2}"#, "[5,3]"]),
            ("$.*", [#"{"j":1,"k":2}"#, "[5,3]"]),
            ("$.o[*]", ["1", "2"]),
            ("$.o[*, *]", ["1", "2", "1", "2"]),
            ("$.a[*]", ["5", "3"]),
            ("$.*.*", ["1", "2", "5", "3"]),
            ("$.a[*].*", []),
        ]
    )
    func wildcards(query: String, expected: [String]) throws {
        #expect(try select(query, from: #"{"o":{"j":1,"k":2},"a":[5,3]}"#) == expected)
    }

    @Test(
        "indexes count from the start or, negative, from the end",
        arguments: [
            ("$[1]", ["b"]), ("$[-2]", ["f"]), ("$[0]", ["a"]), ("$[6]", ["g"]), ("$[-1]", ["g"]), ("$[-7]", ["a"]),
            ("$[7]", []), ("$[-8]", []), ("$[9007199254740991]", []), ("$[-9007199254740991]", []), ("$['0']", []),
            ("$.a", []), ("$[0, 3]", ["a", "d"]), ("$[0:2, 5]", ["a", "b", "f"]), ("$[0, 0]", ["a", "a"]),
            ("$[5, 0, -1]", ["f", "a", "g"]), ("$[*, 0][0]", []),
            ("$['a', 1, *]", ["b", "a", "b", "c", "d", "e", "f", "g"]),
        ]
    )
    func indexes(query: String, expected: [String]) throws {
        #expect(try select(query, from: Self.letters) == expected.map { "\"\($0)\"" })
    }

    @Test(
        "slices run from start to end by step, in either direction",
        arguments: [
            ("1:3", "bc"), ("5:", "fg"), ("1:5:2", "bd"), ("5:1:-2", "fd"), ("::-1", "gfedcba"), (":", "abcdefg"),
            ("::", "abcdefg"), (":2", "ab"), ("-2:", "fg"), (":-2", "abcde"), ("-3:-1", "ef"), ("::2", "aceg"),
            ("1::3", "be"), ("::-2", "geca"), ("2::-1", "cba"), (":2:-1", "gfed"), ("-1:-4:-1", "gfe"), ("4:2", ""),
            ("2:4:-1", ""), ("::0", ""), ("1:5:0", ""), ("0:0", ""), ("0:100", "abcdefg"), ("-100:100", "abcdefg"),
            ("100:-100:-1", "gfedcba"), ("100:", ""), (":-100", ""), ("-100::-1", ""), ("6::-6", "ga"), ("0:7:7", "a"),
            ("0::9007199254740991", "a"), ("::-9007199254740991", "g"), ("3:-9007199254740991:-1", "dcba"),
            ("9007199254740991::-1", "gfedcba"), ("-1:0:-3", "gd"), ("3:3", ""), ("-4:4", "d"),
        ]
    )
    func slices(slice: String, expected: String) throws {
        #expect(try select("$[\(slice)]", from: Self.letters) == expected.map { "\"\($0)\"" })
    }

    @Test("slices and indexes select nothing from what is no array", arguments: ["$[0]", "$[-1]", "$[:]", "$[::-1]"])
    func notAnArray(query: String) throws {
        for text in [#"{"0":1}"#, #""text""#, "1", "true", "null", "{}", "[]"] {
            #expect(try select(query, from: text) == [])
        }
    }

    @Test(
        "descendant segments visit parents before children and arrays in order",
        arguments: [
            ("$..j", ["1", "4"]),
            ("$..[0]", ["5", #"{"j":4}"#]),
            (
                "$..[*]",
                [
                    #"{"j":1,"k":2}"#, #"[5,3,[{"j":4},{"k":6}]]"#, "1", "2", "5", "3", #"[{"j":4},{"k":6}]"#,
                    #"{"j":4}"#, #"{"k":6}"#, "4", "6",
                ]
            ),
            (
                "$..*",
                [
                    #"{"j":1,"k":2}"#, #"[5,3,[{"j":4},{"k":6}]]"#, "1", "2", "5", "3", #"[{"j":4},{"k":6}]"#,
                    #"{"j":4}"#, #"{"k":6}"#, "4", "6",
                ]
            ),
            ("$..o", [#"{"j":1,"k":2}"#]),
            ("$.o..[*, *]", ["1", "2", "1", "2"]),
            ("$.a..[0, 1]", ["5", "3", #"{"j":4}"#, #"{"k":6}"#]),
            ("$..['j', 'k']", ["1", "2", "4", "6"]),
            ("$..[-1]", [#"[{"j":4},{"k":6}]"#, #"{"k":6}"#]),
            ("$..[1:]", ["3", #"[{"j":4},{"k":6}]"#, #"{"k":6}"#]),
            ("$..[?@.j]", [#"{"j":1,"k":2}"#, #"{"j":4}"#]),
            ("$..nothing", []),
            ("$.a[0]..*", []),
            ("$..a..j", ["4"]),
            ("$..*..k", ["2", "6", "6", "6"]),
        ]
    )
    func descendants(query: String, expected: [String]) throws {
        #expect(try select(query, from: Self.nested) == expected)
    }

    @Test(
        "null is a value like any other and never means 'missing'",
        arguments: [
            ("$.a", ["null"]), ("$.a[0]", []), ("$.a.d", []), ("$.b[0]", ["null"]), ("$.b[*]", ["null"]),
            ("$.b[?@]", ["null"]), ("$.b[?@==null]", ["null"]), ("$.c[?@.d==null]", []), ("$.null", ["1"]),
        ]
    )
    func null(query: String, expected: [String]) throws {
        #expect(try select(query, from: #"{"a":null,"b":[null],"c":[{}],"null":1}"#) == expected)
    }

    @Test("values come out of a JSONValue as they went in")
    func valuesOfAValue() throws {
        let value: JSONValue = ["kunden": [["name": "Ada", "alter": 36], ["name": "Grace"]]]
        #expect(try JSONPathQuery(parsing: "$.kunden[*].name").values(in: value) == ["Ada", "Grace"])
    }

    @Test("a node reached through an alias is the node it stands for, with the path it was reached by")
    func aliases() throws {
        var builder = JSONDocumentBuilder()
        builder.beginObject()
        builder.key("payload")
        let payload = builder.nextIndex
        try builder.append(parsing: Array(#"{"x":[1,2]}"#.utf8))
        builder.key("form")
        builder.appendAlias(to: payload)
        builder.endObject()
        let root = builder.finish().root
        let located = try JSONPathQuery(parsing: "$..x[1]").locatedNodes(root: root)
        #expect(located.map(\.path.description) == ["$['payload']['x'][1]", "$['form']['x'][1]"])
        #expect(located[0].node == located[1].node)
    }
}
