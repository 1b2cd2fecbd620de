import JSON
import Testing

@Suite("JSON Patch (RFC 6902)")
struct PatchTests {
    /// RFC 6902 Appendix A, the examples that succeed, and a few of ours.
    static let examples: [(name: String, document: String, patch: String, result: String)] = [
        ("A.1", #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"foo":"bar","baz":"qux"}"#),
        (
            "A.2", #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
            #"{"foo":["bar","qux","baz"]}"#
        ),
        ("A.3", #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
        ("A.4", #"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#, #"{"foo":["bar","baz"]}"#),
        (
            "A.5", #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
            #"{"baz":"boo","foo":"bar"}"#
        ),
        (
            "A.6", #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
            #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
            #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
        ),
        (
            "A.7", #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
            #"{"foo":["all","cows","eat","grass"]}"#
        ),
        (
            "A.8", #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#
        ),
        (
            "A.10", #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
            #"{"foo":"bar","child":{"grandchild":{}}}"#
        ),
        (
            "A.11", #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
            #"{"foo":"bar","baz":"qux"}"#
        ),
        ("A.14", #"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
        (
            "A.16", #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
            #"{"foo":["bar",["abc","def"]]}"#
        ),
        (
            "add replaces a member in its place", #"{"a":1,"b":2}"#, #"[{"op":"add","path":"/a","value":3}]"#,
            #"{"a":3,"b":2}"#
        ),
        (
            "the whole document", #"{"a":1}"#,
            #"[{"op":"replace","path":"","value":[1]},{"op":"add","path":"/0","value":0}]"#, "[0,1]"
        ),
        (
            "copy", #"{"a":{"b":1}}"#,
            #"[{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}]"#,
            #"{"a":{"b":1},"c":{"b":2}}"#
        ),
        ("move to itself", #"{"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":1}"#),
        (
            "test by meaning", #"{"a":1.0,"b":{"x":1,"y":2}}"#,
            #"[{"op":"test","path":"/a","value":1},{"op":"test","path":"/b","value":{"y":2.0,"x":1e0}}]"#,
            #"{"a":1.0,"b":{"x":1,"y":2}}"#
        ),
        ("nothing", "1", "[]", "1"),
    ]

    @Test("applies", arguments: examples)
    func applies(name: String, document: String, patch: String, result: String) throws {
        let patched = try JSONValue.parse(document).patched(by: JSONValue.parse(patch))
        #expect(patched.text() == result)
    }

    static let failures: [(document: String, patch: String, code: JSONPatchError.Code, operation: Int?)] = [
        (#"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, .testFailed, 0),
        (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#, .pathNotFound, 0),
        (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#, .testFailed, 0),
        (#"{}"#, #"{"op":"add"}"#, .notAnArray, nil), (#"{}"#, #"[1]"#, .malformedOperation, 0),
        (#"{}"#, #"[{"path":"/a"}]"#, .malformedOperation, 0),
        (#"{}"#, #"[{"op":"add","path":"/a"}]"#, .malformedOperation, 0),
        (#"{}"#, #"[{"op":"spam","path":"/a"}]"#, .unknownOperation, 0),
        (#"{}"#, #"[{"op":"add","path":"a","value":1}]"#, .malformedPointer, 0),
        (#"{}"#, #"[{"op":"add","path":1,"value":1}]"#, .malformedOperation, 0),
        (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":1},{"op":"remove","path":"/c"}]"#, .pathNotFound, 1),
        (#"{"a":1}"#, #"[{"op":"replace","path":"/b","value":1}]"#, .pathNotFound, 0),
        (#"{"a":[1]}"#, #"[{"op":"replace","path":"/a/-","value":1}]"#, .pathNotFound, 0),
        (#"{"a":[1]}"#, #"[{"op":"add","path":"/a/3","value":1}]"#, .pathNotFound, 0),
        (#"{"a":[1]}"#, #"[{"op":"add","path":"/a/01","value":1}]"#, .pathNotFound, 0),
        (#"{"a":[1]}"#, #"[{"op":"remove","path":"/a/-"}]"#, .pathNotFound, 0),
        (#"{"a":[1]}"#, #"[{"op":"add","path":"/a/x","value":1}]"#, .pathNotFound, 0),
        (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a/b/c"}]"#, .moveIntoItself, 0),
        (#"{"a":1}"#, #"[{"op":"copy","from":"/x","path":"/y"}]"#, .pathNotFound, 0),
        (#"{"a":1}"#, #"[{"op":"remove","path":""}]"#, .pathNotFound, 0),
        (#"{"a":1}"#, #"[{"op":"test","path":"/b","value":null}]"#, .pathNotFound, 0),
    ]

    @Test("is refused, with reason and operation", arguments: failures)
    func refused(document: String, patch: String, code: JSONPatchError.Code, operation: Int?) throws {
        let value = try JSONValue.parse(document)
        let error = try #require(throws: JSONPatchError.self) { try value.patched(by: JSONValue.parse(patch)) }
        #expect(error.code == code)
        #expect(error.operation == operation)
    }

    @Test("cannot blow a document up by copying it into itself")
    func bomb() throws {
        let patch = JSONValue.array(Array(repeating: ["op": "copy", "from": "", "path": "/-"], count: 60))
        let value: JSONValue = [1, 2, 3]
        let error = #expect(throws: JSONPatchError.self) { try value.patched(by: patch) }
        #expect(error?.code == .tooLarge)
    }
}
