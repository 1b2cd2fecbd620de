import JSON
import JSONPath
import Testing

/// RFC 9535 §2.7: Table 18 and the grammar of normalized paths.
@Suite("Normalized paths")
struct NormalizedPathTests {
    @Test(
        "Table 18",
        arguments: [
            ("$.a", #"{"a":1}"#, "$['a']"), ("$[1]", "[0,1]", "$[1]"), ("$[-3]", "[0,1,2,3,4]", "$[2]"),
            ("$.a.b[1:2]", #"{"a":{"b":[0,1,2]}}"#, "$['a']['b'][1]"),
            (#"$["\u000B"]"#, #"{"\u000b":1}"#, #"$['\u000b']"#),
            (#"$["\u0061"]"#, #"{"a":1}"#, "$['a']"), ("$", "1", "$"),
        ]
    )
    func table18(query: String, text: String, path: String) throws {
        #expect(try paths(query, in: text) == [path])
    }

    @Test(
        "names are escaped exactly where they must be",
        arguments: [
            ("'", #"\'"#), ("\\", #"\\"#), ("\"", "\""), ("/", "/"), ("\u{8}", #"\b"#), ("\t", #"\t"#), ("\n", #"\n"#),
            ("\u{C}", #"\f"#),
            ("\r", #"\r"#), ("\u{0}", #"\u0000"#), ("\u{B}", #"\u000b"#), ("\u{E}", #"\u000e"#), ("\u{F}", #"\u000f"#),
            ("\u{10}", #"\u0010"#), ("\u{1F}", #"\u001f"#), ("\u{7F}", "\u{7F}"), ("ä", "ä"), ("😀", "😀"),
            ("\u{2028}", "\u{2028}"), ("", ""),
            ("e\u{301}", "e\u{301}"), ("\u{301}", "\u{301}"), ("'\u{301}", "\\'\u{301}"), ("\\n", #"\\n"#),
            ("a.b[0]", "a.b[0]"),
        ]
    )
    func escapes(name: String, written: String) throws {
        let path = NormalizedPath([.name(name), .index(0)])
        #expect(Array(path.description.utf8) == Array("$['\(written)'][0]".utf8))
        let query = try JSONPathQuery(parsing: path.description)
        #expect(query.singularSegments == path.elements)
    }

    @Test("a path is a JSON Pointer too")
    func pointer() {
        let path = NormalizedPath([.name("a/b"), .index(3), .name("~"), .name("")])
        #expect(path.pointer.description == "/a~1b/3/~0/")
        #expect(NormalizedPath().pointer.description == "")
        #expect(NormalizedPath().appending(path) == path)
    }

    @Test("names that only look the same are different")
    func identity() {
        #expect(PathElement.name("é") != PathElement.name("e\u{301}"))
        #expect(PathElement.name("0") != PathElement.index(0))
        #expect(Set([NormalizedPath([.name("é")]), NormalizedPath([.name("e\u{301}")])]).count == 2)
    }
}
