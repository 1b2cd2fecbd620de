package import JSON
package import Mapping
import MappingDesk
package import MappingLanguage

/// A mapping file around a document, for tests of one thing.
package func mappingFile(_ document: String, target: String = "kundenangaben", more: String = "") -> String {
    #"{ "target": "\#(target)", "missing": "omit", "unreadable": "omit", \#(more) "document": \#(document) }"#
}

/// Loads one mapping file.
///
/// - Throws: what its findings say, if it has errors.
package func load(_ file: String, name: String = "m") throws -> Mapping {
    let loaded = MappingLoader.load(name: name, files: [name: FileText(path: "\(name).json", bytes: Array(file.utf8))])
    guard let mapping = loaded.mapping else {
        throw NotLoaded(description: loaded.findings.map { $0.rendered(sourceText: file) }.joined(separator: "\n"))
    }
    return mapping
}

/// Why a mapping file of a test cannot be loaded.
package struct NotLoaded: Error, CustomStringConvertible {
    package let description: String
}

/// The findings of one mapping file, without the remark that it has no tests.
package func findings(_ file: String, others: [String: String] = [:], name: String = "m") -> [Finding] {
    var files = others.mapValues { FileText(path: "other.json", bytes: Array($0.utf8)) }
    files[name] = FileText(path: "\(name).json", bytes: Array(file.utf8))
    return MappingLoader.load(name: name, files: files).findings.filter { $0.code != .noTests }
}

/// A lead of fixed id and time.
package func input(
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
    package var json: JSONValue {
        get throws { try JSONValue.parse(document) }
    }
}
