import Testing

/// The cases that the RFC 9535 working group's compliance suite publishes for `match` and `search`
/// (jsonpath-compliance-test-suite, `functions/match` and `functions/search`), told in our own table.
@Suite("The published cases of match and search")
struct MatchFunctionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let query: String
        let document: String
        /// Normalized paths of what is selected; nil where the query is to be refused.
        let paths: [String]?

        init(_ query: String, _ document: String, _ paths: [String]?) {
            self.query = query
            self.document = document
            self.paths = paths
        }

        var testDescription: String { query }
    }

    private static let regexes = #"{"regex":"b.?b","values":["abc","bcd","bab","bba","bbab","b",true,[],{}]}"#
    private static let cyrillic = #"["ж","Ж","1","жЖ",true,[],{}]"#

    static let match: [Case] = [
        Case("$[?match(@.a, 'a.*')]", #"[{"a":"ab"}]"#, ["$[0]"]),
        Case(#"$[?match(@.a, "a.*")]"#, #"[{"a":"ab"}]"#, ["$[0]"]),
        Case("$.values[?match(@, $.regex)]", regexes, ["$['values'][2]"]),
        Case("$[?!match(@.a, 'a.*')]", #"[{"a":"ab"}]"#, []),
        Case("$[?match(@.a, 'a.*')]", #"[{"a":"bc"}]"#, []),
        Case("$[?!match(@.a, 'a.*')]", #"[{"a":"bc"}]"#, ["$[0]"]),
        Case("$[?match(1, 'a.*')]", #"[{"a":"bc"}]"#, []),
        Case("$[?match(@.a, 1)]", #"[{"a":"bc"}]"#, []),
        Case(#"$[?match(@, '\\p{Lu}')]"#, cyrillic, ["$[1]"]),
        Case(#"$[?match(@, '\\P{Lu}')]"#, #"["ж","Ж","1",true,[],{}]"#, ["$[0]", "$[2]"]),
        Case("$[?match(@, 'a.b')]", #"["a𐄁b","ab","1",true,[],{}]"#, ["$[0]"]),
        Case("$[?match(@, '.')]", #"["\u2028","\r","\n",true,[],{}]"#, ["$[0]"]),
        Case("$[?match(@, '.')]", #"["\u2029","\r","\n",true,[],{}]"#, ["$[0]"]),
        Case("$[?match(@.a, 'a.*')==true]", "[]", nil),
        Case("$[?match(@.a)==1]", "[]", nil),
        Case("$[?match(@.a,@.b,@.c)==1]", "[]", nil),
        Case(
            "$.values[?match(@.a, value($..['regex']))]",
            #"{"regex":"a.*","values":[{"a":"ab"},{"a":"ba"}]}"#,
            ["$['values'][0]"]
        ),
        Case("$[?match(@, 'a[.b]c')]", #"["abc","a.c","axc"]"#, ["$[0]", "$[1]"]),
        Case(#"$[?match(@, 'a\\.c')]"#, #"["abc","a.c","axc"]"#, ["$[1]"]),
        Case(#"$[?match(@, 'a\\\\.c')]"#, #"["abc","a.c","axc","a\\\u2028c"]"#, ["$[3]"]),
        Case(#"$[?match(@, 'a\\[.c')]"#, #"["abc","a.c","a[\u2028c"]"#, ["$[2]"]),
        Case(#"$[?match(@, 'a[\\].]c')]"#, #"["abc","a.c","a\u2028c","a]c"]"#, ["$[1]", "$[3]"]),
        Case("$[?match(@, '^ab.*')]", #"["abc","axc","ab","xab"]"#, ["$[0]", "$[2]"]),
        Case("$[?match(@, '.*bc$')]", #"["abc","axc","ab","abcx"]"#, ["$[0]"]),
    ]

    static let search: [Case] = [
        Case("$[?search(@.a, 'a.*')]", #"[{"a":"the end is ab"}]"#, ["$[0]"]),
        Case(#"$[?search(@.a, "a.*")]"#, #"[{"a":"the end is ab"}]"#, ["$[0]"]),
        Case("$[?search(@.a, 'a.*')]", #"[{"a":"ab is at the start"}]"#, ["$[0]"]),
        Case("$[?search(@.a, 'a.*')]", #"[{"a":"contains two matches"}]"#, ["$[0]"]),
        Case("$.values[?search(@, $.regex)]", regexes, ["$['values'][2]", "$['values'][3]", "$['values'][4]"]),
        Case("$[?!search(@.a, 'a.*')]", #"[{"a":"contains two matches"}]"#, []),
        Case("$[?search(@.a, 'a.*')]", #"[{"a":"bc"}]"#, []),
        Case("$[?!search(@.a, 'a.*')]", #"[{"a":"bc"}]"#, ["$[0]"]),
        Case("$[?search(1, 'a.*')]", #"[{"a":"bc"}]"#, []),
        Case("$[?search(@.a, 1)]", #"[{"a":"bc"}]"#, []),
        Case(#"$[?search(@, '\\p{Lu}')]"#, cyrillic, ["$[1]", "$[3]"]),
        Case(#"$[?search(@, '\\P{Lu}')]"#, #"["ж","Ж","1",true,[],{}]"#, ["$[0]", "$[2]"]),
        Case("$[?search(@, 'a.b')]", #"["a𐄁bc","abc","1",true,[],{}]"#, ["$[0]"]),
        Case("$[?search(@, '.')]", #"["\u2028","\r\u2028\n","\r","\n",true,[],{}]"#, ["$[0]", "$[1]"]),
        Case("$[?search(@, '.')]", #"["\u2029","\r\u2029\n","\r","\n",true,[],{}]"#, ["$[0]", "$[1]"]),
        Case("$[?search(@.a, 'a.*')==true]", "[]", nil),
        Case("$[?search(@.a)]", "[]", nil),
        Case("$[?search(@.a,@.b,@.c)]", "[]", nil),
        Case(
            "$.values[?search(@, value($..['regex']))]",
            regexes,
            ["$['values'][2]", "$['values'][3]", "$['values'][4]"]
        ),
        Case("$[?search(@, 'a[.b]c')]", #"["x abc y","x a.c y","x axc y"]"#, ["$[0]", "$[1]"]),
        Case(#"$[?search(@, 'a\\.c')]"#, #"["x abc y","x a.c y","x axc y"]"#, ["$[1]"]),
        Case(#"$[?search(@, 'a\\\\.c')]"#, #"["x abc y","x a.c y","x axc y","x a\\\u2028c y"]"#, ["$[3]"]),
        Case(#"$[?search(@, 'a\\[.c')]"#, #"["x abc y","x a.c y","x a[\u2028c y"]"#, ["$[2]"]),
        Case(
            #"$[?search(@, 'a[\\].]c')]"#,
            #"["x abc y","x a.c y","x a\u2028c y","x a]c y"]"#,
            ["$[1]", "$[3]"]
        ),
    ]

    @Test("every published case comes out as published", arguments: match + search)
    func published(example: Case) throws {
        guard let expected = example.paths else {
            #expect(refusal(example.query) != nil)
            return
        }
        #expect(try paths(example.query, in: example.document) == expected)
    }
}
