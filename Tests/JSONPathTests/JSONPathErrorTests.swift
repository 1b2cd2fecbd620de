import JSONPath
import Testing

@Suite("Errors help")
struct JSONPathErrorTests {
    @Test(
        "an error says what is wrong and what to write instead",
        arguments: [
            ("", "the query is empty", "$.email"),
            ("email", "a query starts with '$', not with 'e'", "$.email"),
            ("@.a", "must start with '$'", "only in filters"),
            ("$.first-name", "'-' cannot stand in a name without quotes", "['name-with-dash']"),
            ("$[name]", "needs quotes", "['name']"),
            ("$.[0]", "'.' before '['", "without the dot"),
            ("$.0", "cannot start with a digit", "[0]"),
            ("$[?@.a = 1]", "a single '='", "=="),
            ("$[?@.a & @.b]", "a single '&'", "&&"),
            ("$[?@.a =~ 'x']", "'=~'", "match("),
            ("$[?@.a <> 1]", "'<>'", "!="),
            ("$[?@.a === 1]", "one '=' too many", "=="),
            ("$[?!@.a == 1]", "'!' in front of a comparison", "!(@.a == 1)"),
            ("$[?@.* == 1]", "can select several nodes", "count("),
            ("$[?@[ 'a' ] == 1]", "blank space inside the brackets", "without blanks"),
            ("$[?length(@.a)]", "length(…) is a value", "== 1"),
            ("$[?match(@.a, 'x') == true]", "match(…) is a condition", "alone"),
            ("$[?lenght(@.a) == 1]", "no function 'lenght'", "length, count, match, search, value"),
            ("$[?count('a') == 1]", "takes a query", "count(@.*)"),
            ("$[?match(@.a)]", "takes 2 arguments, not 1", "match(text, 'pattern')"),
            ("$[?True == true]", "starts no value", "true in lower case"),
            ("$[?not @.a]", "neither a value nor a function", "!"),
            (#"$[?match(@.a, '\d+')]"#, "no escape", #"\\d"#),
            ("$[-0]", "-0 is no index", "0"),
            ("$[007]", "leading zeros", "without"),
            ("$[(@.length-1)]", "no script expressions", "[-1]"),
            ("$['a]", "never closed", "'"),
            ("$[‘a’]", "no quotation mark", "'"),
            ("$.a ", "blank space after the query", "remove"),
        ]
    )
    func advice(query: String, message: String, advice: String) throws {
        let error = try #require(refusal(query))
        #expect(error.message.contains(message), "\(error)")
        #expect(error.advice.contains(advice), "\(error)")
        #expect(!error.message.hasSuffix("."))
    }

    @Test("the caret stands below the place")
    func caret() throws {
        #expect(try #require(refusal("$.store[?@.price = 10]")).caret() == "$.store[?@.price = 10]\n                 ^")
        #expect(try #require(refusal("$.größe-x")).caret() == "$.größe-x\n       ^")
        #expect(try #require(refusal("$[?\n  @.a = 1\n]")).caret() == "  @.a = 1\n      ^")
        #expect(try #require(refusal("")).caret() == "\n^")
        #expect(try #require(refusal("$.")).caret() == "$.\n  ^")
    }

    @Test("a long query is cut around the place")
    func longQuery() throws {
        let error = try #require(
            refusal("$" + String(repeating: ".abc", count: 100) + " = " + String(repeating: "x", count: 200))
        )
        let lines = error.caret().split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…"))
        #expect(lines[0].count < 130)
        #expect(Array(lines[0])[lines[1].count - 1] == " ")
        #expect(lines[1].hasSuffix("^"))
    }

    @Test("the offset counts scalars, and bytes on request")
    func offsets() throws {
        let error = try #require(refusal("$['ä😀'] "))
        #expect(error.offset == 7)
        #expect(error.utf8Offset == 11)
        #expect(error.description.contains("at offset 7"))
    }
}
