import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

/// A mapping file around a document, for tests of one thing.
func mappingFile(_ document: String, target: String = "kundenangaben", more: String = "") -> String {
    #"{ "target": "\#(target)", "missing": "omit", "unreadable": "omit", \#(more) "document": \#(document) }"#
}

/// Loads one mapping file, or says why it cannot be.
func load(_ file: String, name: String = "m") throws -> Mapping {
    let loaded = MappingLoader.load(name: name, files: [name: FileText(path: "\(name).json", bytes: Array(file.utf8))])
    let text = loaded.findings.map { $0.rendered(sourceText: file) }.joined(separator: "\n")
    return try #require(loaded.mapping, "\(text)")
}

/// The findings of one mapping file, without the remark that it has no tests.
func findings(_ file: String, others: [String: String] = [:], name: String = "m") -> [Finding] {
    var files = others.mapValues { FileText(path: "other.json", bytes: Array($0.utf8)) }
    files[name] = FileText(path: "\(name).json", bytes: Array(file.utf8))
    return MappingLoader.load(name: name, files: files).findings.filter { $0.code != .noTests }
}

func input(
    _ payload: String,
    query: JSONObject = JSONObject(),
    headers: JSONObject = JSONObject(),
    item: Int? = nil
) throws -> LeadInput {
    try LeadInput(
        payload: Array(payload.utf8),
        query: query,
        headers: headers,
        leadID: "0197f0a1-0000-7000-8000-000000000001",
        receivedAt: "2026-06-15T10:00:00Z",
        item: item
    )
}

extension MappingResult {
    /// The document as a value.
    var json: JSONValue {
        get throws { try JSONValue.parse(document) }
    }
}
