import SeededRandom
import Testing

@testable import JSONPath

/// RFC 9485: grammar, meaning, and linear time.
@Suite("I-Regexp")
struct IRegexpTests {
    @Test(
        "a pattern matches whole texts",
        arguments: [
            ("", "", true), ("", "a", false), ("a", "a", true), ("a", "b", false), ("a", "aa", false),
            ("ab", "ab", true),
            ("a|b", "b", true), ("a|", "", true), ("|a", "a", true), ("a|b|c", "c", true), ("ab|cd", "ad", false),
            ("a*", "", true), ("a*", "aaaa", true), ("a*b", "aaab", true), ("a+", "", false), ("a+", "aa", true),
            ("a?b", "b", true), ("a?b", "aab", false), ("(ab)+", "abab", true), ("(ab)+", "aba", false),
            ("a{2}", "aa", true), ("a{2}", "a", false), ("a{2}", "aaa", false), ("a{2,}", "aaaa", true),
            ("a{2,}", "a", false), ("a{1,3}", "aaa", true), ("a{1,3}", "aaaa", false), ("a{0}", "", true),
            ("a{0,0}b", "b", true), ("(a|b){2}c", "abc", true), ("(a*)*", "aaa", true), ("(a*)*b", "b", true),
            ("((a|b)*c){2}", "abcbac", true), ("()", "", true), ("(a|)b", "b", true), ("a{002}", "aa", true),
            (".", "a", true), (".", "\n", false), (".", "\r", false), (".", "\u{2028}", true), (".", "😀", true),
            (".", "", false), (".*", "äöü", true), ("a.c", "abc", true), ("é", "e\u{301}", false),
            (".", "e\u{301}", false),
            ("..", "e\u{301}", true), ("[abc]", "b", true), ("[abc]", "d", false), ("[^abc]", "d", true),
            ("[^abc]", "a", false), ("[^abc]", "\n", true), ("[a-z]+", "hallo", true), ("[a-zäöüß]+", "grüße", true),
            ("[0-9a-fA-F]{4}", "BeeF", true), ("[-a]", "-", true), ("[a-]", "-", true), ("[a-]", "b", false),
            ("[-]", "-", true),
            ("[--]", "-", true), ("[^-]", "-", false), ("[^-]", "x", true), ("[.]", "x", false), ("[.]", ".", true),
            (#"[\]\[]"#, "]", true), (#"[\-a]"#, "-", true), (#"[a\-z]"#, "b", false), ("[$(*]", "(", true),
            ("[a^]", "^", true),
            ("[^]", "^", true), ("[^^]", "^", false), ("[^^]", "a", true), (#"\."#, ".", true), (#"\."#, "a", false),
            (#"\\"#, "\\", true),
            (#"\(\)\*\+\-\.\?\[\\\]\^\{\|\}"#, #"()*+-.?[\]^{|}"#, true), (#"\n\r\t"#, "\n\r\t", true),
            (#"[\n]"#, "\n", true),
            ("^", "", true), ("$", "", true), ("^$", "", true), ("^", "^", false), ("$", "$", false),
            ("^a$", "a", true), ("^a$", "^a$", false), ("^a|b$", "b", true), ("a^b", "a^b", true),
            ("a$b", "a$b", true), ("(^a)", "^a", true), ("(a$)", "a$", true), (#"\^a"#, "^a", true),
            ("[$]", "$", true), ("a[$]", "a$", true), (#"a\\$"#, #"a\"#, true), ("^^a", "^a", true),
            ("a$$", "a$", true), ("a-b,c/d", "a-b,c/d", true),
            (#"\p{L}+"#, "Größe", true), (#"\p{L}"#, "1", false), (#"\P{L}"#, "1", true), (#"\P{L}"#, "a", false),
            (#"\p{Lu}"#, "Ä", true), (#"\p{Lu}"#, "ä", false), (#"\p{Ll}"#, "ß", true), (#"\p{Lt}"#, "ǅ", true),
            (#"\p{Lm}"#, "ʰ", true), (#"\p{Lo}"#, "中", true), (#"\p{M}"#, "\u{301}", true),
            (#"\p{Mn}"#, "\u{301}", true),
            (#"\p{Mc}"#, "\u{903}", true), (#"\p{Me}"#, "\u{20DD}", true), (#"\p{N}"#, "٣", true),
            (#"\p{Nd}"#, "٣", true),
            (#"\p{Nl}"#, "Ⅳ", true), (#"\p{No}"#, "½", true), (#"\p{P}"#, "!", true), (#"\p{Pc}"#, "_", true),
            (#"\p{Pd}"#, "–", true), (#"\p{Ps}"#, "(", true), (#"\p{Pe}"#, ")", true), (#"\p{Pi}"#, "«", true),
            (#"\p{Pf}"#, "»", true), (#"\p{Po}"#, "%", true), (#"\p{S}"#, "€", true), (#"\p{Sc}"#, "€", true),
            (#"\p{Sm}"#, "+", true), (#"\p{Sk}"#, "^", true), (#"\p{So}"#, "©", true), (#"\p{Z}"#, "\u{A0}", true),
            (#"\p{Zs}"#, " ", true), (#"\p{Zl}"#, "\u{2028}", true), (#"\p{Zp}"#, "\u{2029}", true),
            (#"\p{C}"#, "\u{7}", true),
            (#"\p{Cc}"#, "\u{7}", true), (#"\p{Cf}"#, "\u{AD}", true), (#"\p{Co}"#, "\u{E000}", true),
            (#"\p{Cn}"#, "\u{378}", true), (#"[\p{L}\p{Nd}_-]+"#, "Größe_4-b", true), (#"[^\p{L}]+"#, "123", true),
            (#"[^\p{L}]"#, "x", false), (#"[\P{L}a]"#, "a", true), (#"[\P{L}a]"#, "b", false),
            (#"[a\p{Nd}z]"#, "5", true),
            ("\u{10FFFF}", "\u{10FFFF}", true), ("[\u{1F600}-\u{1F64F}]", "😀", true), ("\u{0}", "\u{0}", true),
            (" ", " ", true), ("a b", "a b", true), ("#", "#", true),
            ("x{1000}", String(repeating: "x", count: 1000), true),
        ]
    )
    func wholeText(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try IRegexp(parsing: pattern).matches(text) == isMatch)
    }

    @Test(
        "a pattern is found anywhere in a text",
        arguments: [
            ("b", "abc", true), ("d", "abc", false), ("", "", true), ("", "x", true), ("bc", "abc", true),
            ("ab", "abc", true),
            ("a.c", "xxabcxx", true), ("a+b", "caaab", true), ("[0-9]{5}", "in 10115 Berlin", true),
            ("[0-9]{5}", "in 1011 Berlin", false), ("x*", "aaa", true), ("ana", "banana", true), ("aab", "aaab", true),
            ("(ab|bc)d", "abcd", true), ("\n", "a\nb", true), ("a.b", "a\nb", false),
            ("^a", "ab", true), ("^b", "ab", false), ("b$", "ab", true), ("a$", "ab", false), ("^ab$", "ab", true),
            ("^ab$", "abc", false), ("^ab$", "xab", false), ("^$", "", true), ("^$", "a", false), ("^", "a", true),
            ("$", "a", true), ("^a|b$", "ax", true), ("^a|b$", "xb", true), ("^a|b$", "xax", false),
            ("^a|b$", "bx", false), ("^a|b|c$", "xbx", true), ("a*$", "b", true), ("^a*b", "caab", false),
            ("(a|b)+$", "cab", true), ("(a|b)+$", "abc", false), ("a$b", "xa$bx", true), ("b^", "ab^", true),
            ("^a", "b\na", false), ("a$", "a\nb", false), ("[$]", "a$b", true), (#"\^"#, "a^b", true),
        ]
    )
    func partOfText(pattern: String, text: String, isFound: Bool) throws {
        #expect(try IRegexp(parsing: pattern).isFound(in: text) == isFound)
    }

    @Test(
        "the first part that a pattern describes, the longest that begins there",
        arguments: [
            ("[0-9]{5}", "in 10115 Berlin, 10117 Berlin", "10115"), ("a+", "baaac", "aaa"),
            ("a|ab|abc", "xabcd", "abc"),
            ("bc|abcd", "xabcd", "abcd"), ("abcd|bc", "abce", "bc"), ("a*", "baa", "aa"), ("x", "abc", nil),
            ("x*", "abc", nil), ("^b", "ab", nil), ("b$", "abb", "b"), ("^a+$", "aab", nil), ("ä.", "xäöü", "äö"),
            ("", "abc", nil), ("(ab)+", "ababa", "abab"), ("b.*|abx", "abc", "bc"),
        ] as [(String, String, String?)]
    )
    func firstMatch(pattern: String, text: String, match: String?) throws {
        #expect(try IRegexp(parsing: pattern).firstMatch(in: text).map(String.init) == match)
    }

    @Test(
        "what is no I-Regexp is refused with the place",
        arguments: [
            ("(", 0), (")", 0), ("a)", 1), ("(a", 0), ("a(b", 1), ("*", 0), ("+a", 0), ("?", 0), ("a|*", 2),
            ("(*a)", 1),
            ("a**", 2), ("a*?", 2), ("a+?", 2), ("a{2}{3}", 4), ("a{2}?", 4), ("a?+", 2), ("a{", 2), ("a{}", 2),
            ("a{,2}", 2),
            ("a{x}", 2), ("a{2", 3), ("a{2,x}", 4), ("a{3,2}", 1), ("a{-1}", 2), ("{2}", 0), ("a}", 1), ("]", 0),
            ("a]", 1),
            ("[", 0), ("[]", 1), ("[^", 0), ("[a", 0), ("[a-", 3), ("[z-a]", 4), ("[a-b-c]", 4), ("[a--]", 3),
            ("[a[b]", 2),
            (#"["#, 0), (#"\"#, 0), (#"\d"#, 0), (#"\w"#, 0), (#"\s"#, 0), (#"\D"#, 0), (#"\b"#, 0), (#"\$"#, 0),
            (#"\a"#, 0),
            (#"\1"#, 0), ("^*", 1), ("^{2}", 1), ("(a$", 0), ("[a$", 0), (#"\u0041"#, 0), (#"\x41"#, 0), (#"\/"#, 0),
            (#"\p"#, 0), (#"\pL"#, 0), (#"\p{}"#, 0),
            (#"\p{l}"#, 0),
            (#"\p{Lx}"#, 0), (#"\p{IsBasicLatin}"#, 0), (#"\p{L"#, 0), (#"\p{Letter}"#, 0), (#"\p{Cs}"#, 0),
            (#"[\d]"#, 1),
            (#"[\p{L}-z]"#, 6), (#"[a-\p{L}]"#, 3), ("(?:a)", 1), ("(?i)a", 1), ("(?=a)", 1), ("(?<n>a)", 1),
            ("a{5000}", 0), ("(a{100}){100}", 0), ("((a{999}){999}){999}", 0), ("a{99999999999999999999}", 0),
            ("(){99999}", 0),
        ]
    )
    func refused(pattern: String, offset: Int) {
        #expect {
            _ = try IRegexp(parsing: pattern)
        } throws: { error in
            (error as? IRegexpError)?.offset == offset
        }
    }

    @Test("groups nest up to the limit and no further")
    func nesting() {
        let limit = IRegexpParser.nestingLimit
        let nested = { (depth: Int) in String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        #expect((try? IRegexp(parsing: nested(limit)).matches("a")) == true)
        #expect(throws: IRegexpError.self) { try IRegexp(parsing: nested(limit + 1)) }
        #expect(throws: IRegexpError.self) { try IRegexp(parsing: nested(100_000)) }
    }

    @Test(
        "patterns that make backtracking engines explode take steps in proportion to the text",
        arguments: [
            "(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)(.*)(.*)(.*)b", "a?a?a?a?a?a?a?a?aaaaaaaab",
            "((a{1,9}){1,9})b",
        ]
    )
    func linearTime(pattern: String) throws {
        let program = try IRegexp(parsing: pattern).program
        for whole in [true, false] {
            for length in [100, 1_000, 10_000] {
                var machine = IRegexpMachine(program)
                let text = String(repeating: "a", count: length)
                #expect(machine.run(on: text.unicodeScalars, whole: whole) == false)
                #expect(machine.steps <= (length + 1) * 4 * program.instructions.count)
            }
        }
        for length in [100, 1_000, 10_000] {
            var search = IRegexpSearch(program)
            let text = String(repeating: "a", count: length)
            #expect(search.run(on: text.unicodeScalars) == nil)
            #expect(search.steps <= (length + 1) * 4 * program.instructions.count)
        }
    }

    @Test("a machine stops at its limit")
    func limit() throws {
        var machine = IRegexpMachine(try IRegexp(parsing: "(a|b)*c").program)
        let text = String(repeating: "ab", count: 10_000)
        #expect(machine.run(on: text.unicodeScalars, whole: true, limit: 500) == nil)
        #expect(machine.steps < 600)
    }

    @Test("random patterns agree with a plain backtracking reading of the same tree")
    func agreement() throws {
        var random = SeededRandom(seed: 9485)
        var matches = 0
        for _ in 0..<4_000 {
            let anchors =
                [("", ""), ("", ""), ("^", ""), ("", "$"), ("^", "$")].randomElement(using: &random) ?? ("", "")
            let pattern = anchors.0 + Self.randomPattern(depth: 3, &random) + anchors.1
            let text = String(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" }
            )
            var parser = IRegexpParser(pattern)
            let tree = try parser.parse()
            let scalars = Array(text.unicodeScalars)
            let expected = Self.ends(of: tree, scalars, [0]).contains(scalars.count)
            if expected { matches += 1 }
            #expect(try IRegexp(parsing: pattern).matches(text) == expected, "\(pattern) on \(text)")
            let isFound =
                scalars.indices.contains { !Self.ends(of: tree, scalars, [$0]).isEmpty }
                || !Self.ends(of: tree, scalars, [scalars.count]).isEmpty
            #expect(try IRegexp(parsing: pattern).isFound(in: text) == isFound, "\(pattern) in \(text)")
            let match = scalars.indices.lazy.compactMap { start in
                Self.ends(of: tree, scalars, [start]).max().flatMap { $0 > start ? start..<$0 : nil }
            }.first
            let expectedMatch = match.map { range in
                String(String.UnicodeScalarView(scalars[range]))
            }
            #expect(
                try IRegexp(parsing: pattern).firstMatch(in: text).map(String.init) == expectedMatch,
                "\(pattern) first in \(text)"
            )
        }
        #expect(matches > 400)
    }

    private static func randomPattern(depth: Int, _ random: inout SeededRandom) -> String {
        let atoms = ["a", "b", "c", ".", "[ab]", "[^a]", "[b-c]"]
        guard depth > 0 else { return atoms.randomElement(using: &random) ?? "a" }
        let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let isGroup = Bool.random(using: &random)
            let atom =
                isGroup ? "(\(randomPattern(depth: depth - 1, &random)))" : atoms.randomElement(using: &random) ?? "a"
            let quantifiers = ["", "", "", "*", "+", "?", "{2}", "{1,2}", "{1,}", "{0}"]
            return atom + (quantifiers.randomElement(using: &random) ?? "")
        }
        let isAlternative = Int.random(in: 0..<4, using: &random) == 0
        return parts.joined(separator: isAlternative ? "|" : "")
    }

    /// Where a match of the tree that begins at one of `starts` can end: the definition, without an automaton.
    private static func ends(of tree: IRegexpTree, _ text: [Unicode.Scalar], _ starts: Set<Int>) -> Set<Int> {
        switch tree {
        case .scalar(let scalar): return Set(starts.filter { $0 < text.count && text[$0] == scalar }.map { $0 + 1 })
        case .set(let set): return Set(starts.filter { $0 < text.count && set.contains(text[$0]) }.map { $0 + 1 })
        case .start: return starts.intersection([0])
        case .end: return starts.intersection([text.count])
        case .sequence(let parts): return parts.reduce(starts) { ends(of: $1, text, $0) }
        case .alternatives(let branches):
            return branches.reduce(into: Set()) { $0.formUnion(ends(of: $1, text, starts)) }
        case .repetition(let body, let minimum, let maximum):
            var reached = starts
            for _ in 0..<minimum { reached = ends(of: body, text, reached) }
            var all = reached
            for _ in 0..<(maximum.map { $0 - minimum } ?? text.count + 1) {
                reached = ends(of: body, text, reached)
                all.formUnion(reached)
            }
            return all
        }
    }
}
