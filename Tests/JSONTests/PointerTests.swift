import JSON
import Testing

@Suite("JSON Pointer (RFC 6901)")
struct PointerTests {
    private let document =
        #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

    /// RFC 6901 §5.
    static let examples: [(pointer: String, value: JSONValue)] = [
        ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4),
        ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ]

    @Test("finds the RFC's examples, in values and in documents", arguments: examples)
    func finds(pointer: String, value: JSONValue) throws {
        let parsed = try JSONPointer(parsing: pointer)
        #expect(parsed.description == pointer)
        #expect(try JSONValue.parse(document)[pointer: parsed] == value)
        #expect(try JSONDocument(parsing: document).root[pointer: parsed]?.value == value)
    }

    @Test("the empty pointer is the whole document")
    func root() throws {
        let value = try JSONValue.parse(document)
        #expect(try value[pointer: JSONPointer(parsing: "")] == value)
        #expect(JSONPointer.root.description == "")
        #expect(JSONPointer.root.parent == nil)
    }

    @Test(
        "finds nothing where nothing is",
        arguments: [
            "/nope", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/1e0", "/foo/", "/foo/-1", "/foo/0/x",
            "/foo/99999999999999999999",
        ]
    )
    func absent(pointer: String) throws {
        let parsed = try JSONPointer(parsing: pointer)
        #expect(try JSONValue.parse(document)[pointer: parsed] == nil)
        #expect(try JSONDocument(parsing: document).root[pointer: parsed] == nil)
    }

    @Test(
        "is refused where the grammar does not allow it",
        arguments: [
            ("a", JSONPointerError.Reason.missingSlash), ("a/b", .missingSlash), ("#/a", .missingSlash),
            ("/~", .badEscape), ("/~2", .badEscape), ("/a~", .badEscape), ("/~/a", .badEscape),
        ]
    )
    func refused(text: String, reason: JSONPointerError.Reason) {
        let error = #expect(throws: JSONPointerError.self) { try JSONPointer(parsing: text) }
        #expect(error?.reason == reason)
    }

    @Test("unescapes once: ~01 is ~1")
    func escapes() throws {
        #expect(try JSONPointer(parsing: "/~01").tokens == ["~1"])
        #expect(JSONPointer(["~1", "/", ""]).description == "/~01/~1/")
    }

    @Test("compares tokens by bytes")
    func bytes() {
        #expect(JSONPointer(["\u{E9}"]) != JSONPointer(["e\u{301}"]))
        #expect(JSONPointer(["a"]).appending(0).appending("b") == JSONPointer(["a", "0", "b"]))
        #expect(JSONPointer(["a"]).isPrefix(of: JSONPointer(["a", "b"])))
        #expect(!JSONPointer(["a"]).isPrefix(of: JSONPointer(["ab"])))
        #expect(JSONPointer(["a", "b"]).parent == JSONPointer(["a"]))
    }

    @Test("sets in place")
    func sets() throws {
        var value: JSONValue = ["a": [1, 2], "b": .null]
        func set(_ new: JSONValue, at pointer: String, creatingParents: Bool = false) throws -> Bool {
            try value.set(new, at: JSONPointer(parsing: pointer), creatingParents: creatingParents)
        }
        #expect(try set(9, at: "/a/0"))
        #expect(try set(3, at: "/a/-"))
        #expect(try set(4, at: "/a/3"))
        #expect(try !set(5, at: "/a/5"))
        #expect(try !set(5, at: "/x/y"))
        #expect(try !set(5, at: "/a/0/y", creatingParents: true))
        #expect(value == ["a": [9, 2, 3, 4], "b": .null])
        #expect(try set(5, at: "/x/y/z", creatingParents: true))
        #expect(try set(6, at: "/b/c", creatingParents: true))
        #expect(try set(7, at: "/l/-/m", creatingParents: true))
        #expect(value == ["a": [9, 2, 3, 4], "b": ["c": 6], "x": ["y": ["z": 5]], "l": ["-": ["m": 7]]])
        #expect(try set("all", at: ""))
        #expect(value == "all")
    }

    @Test("removes in place")
    func removes() throws {
        var value: JSONValue = ["a": [9, 2, 3], "b": ["c": 6]]
        func remove(_ pointer: String) throws -> JSONValue? { try value.remove(at: JSONPointer(parsing: pointer)) }
        #expect(try remove("/a/1") == 2)
        #expect(try remove("/b/c") == 6)
        #expect(try remove("/nope") == nil)
        #expect(try remove("/b/c/d") == nil)
        #expect(try remove("/a/7") == nil)
        #expect(try remove("/a/-") == nil)
        #expect(try remove("") == nil)
        #expect(value == ["a": [9, 3], "b": [:]])
    }
}
