import JSON
import JSONPath

extension Fuzz {
    /// The one JSON parser, what writes again what it read, and JSON Patch and Merge Patch on it.
    static func json(_ bytes: [UInt8]) {
        let tight = JSONLimits(bytes: 200, depth: 5, nodes: 20)
        do throws(JSONParseError) {
            let value = try JSONValue.parse(bytes, limits: tight)
            promise((try? JSONValue.parse(bytes)) == value, "what passes tight limits passes the wide ones")
        } catch {
            promise(!error.message.isEmpty, "an error says what is wrong")
        }
        do throws(JSONParseError) {
            let document = try JSONDocument(parsing: bytes)
            let value = document.root.value
            promise((try? JSONValue.parse(bytes)) == value, "document and value read the same")
            promise((try? JSONValue.parse(value.serialized)) == value, "what is written reads as it was")
            promise((try? JSONValue.parse(value.text(pretty: true))) == value, "written for people, too")
            _ = try? value.patched(by: value)
            let merged = value.mergePatched(with: value)
            promise(
                value.mergePatched(with: merged).mergePatched(with: merged) == value.mergePatched(with: merged),
                "a merge patch that is applied twice does what it does once"
            )
        } catch {
            promise(error.line >= 1 && error.column >= 1, "an error has a place")
        }
    }

    /// Queries that people write: compiled, run, and each place that they find read as a query again.
    static func jsonPath(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        for isRelative in [false, true] {
            let query: JSONPathQuery
            do throws(JSONPathError) {
                query = isRelative ? try JSONPathQuery(parsingRelative: text) : try JSONPathQuery(parsing: text)
            } catch {
                promise(!"\(error)".isEmpty, "an error says what is wrong")
                continue
            }
            let root = sample.root
            guard let nodes = try? query.nodes(root: root), let located = try? query.locatedNodes(root: root) else {
                continue
            }
            promise(nodes.count == located.count, "as many places as nodes: \(text)")
            promise(!query.isSingular || nodes.count <= 1, "a singular query finds one node at most: \(text)")
            for (path, node) in located.prefix(20) {
                guard let again = try? JSONPathQuery(parsing: path.description) else {
                    promise(false, "a place is a query: \(path)")
                    continue
                }
                promise(again.singularNode(root: root)?.value == node.value, "a place is found again: \(path)")
            }
        }
    }

    /// A pattern in the first line, the text behind it.
    static func iregexp(_ bytes: [UInt8]) {
        let (pattern, text) = halves(bytes)
        guard let pattern = String(validating: pattern, as: UTF8.self),
            let text = String(validating: text, as: UTF8.self)
        else { return }
        do throws(IRegexpError) {
            let expression = try IRegexp(parsing: pattern)
            let isFound = expression.isFound(in: text)
            promise(!expression.matches(text) || isFound, "what matches the whole text is found in it: \(pattern)")
            let first = expression.firstMatch(in: text)
            // Nothing is no part of a text that anybody wants.
            let isPart = first != nil || !isFound || expression.matches("")
            promise(isPart && (isFound || first == nil), "what is found has a first match: \(pattern)")
        } catch {
            promise(!error.message.isEmpty, "an error says what is wrong")
        }
    }

    private static let sample: JSONDocument = {
        let text = #"""
            {"payload": {"name": "Müller", "a": [1, 2.5, -3, [4, {"b": null}], {"b": true, "c": ""}], "x y": {"'": "\"", "ü": "é"},
             "form_response": {"answers": [{"type": "text", "text": "a", "field": {"ref": "n"}}, {"type": "number", "number": 5}]}},
             "query": {"utm_source": "x"}, "headers": {}, "lead": {"id": "1"}}
            """#
        guard let document = try? JSONDocument(parsing: text) else { fatalError("the sample is no JSON") }
        return document
    }()
}
