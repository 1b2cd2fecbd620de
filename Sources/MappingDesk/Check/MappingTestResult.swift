package import JSON
package import Mapping
import MappingLanguage

/// What came of one test inside a mapping file.
package struct MappingTestResult: Sendable {
    package let name: String
    /// Where in the file the test stands.
    package let pointer: JSONPointer
    /// What differs; empty if the test passed.
    package let differences: [Difference]
    /// The document that came out.
    package let document: JSONValue?

    package var passed: Bool { differences.isEmpty }

    /// The differences in one line, the first few of them.
    package var summary: String {
        let shown = differences.prefix(3).map(\.description).joined(separator: "; ")
        return differences.count > 3 ? "\(shown); … \(differences.count) differences in all" : shown
    }
}

/// Runs the tests inside a mapping file.
package func runTests(in mapping: Mapping) -> [MappingTestResult] { runTests(in: mapping, mapping.content) }

/// The same for somebody who has read what the file says.
func runTests(in mapping: Mapping, _ content: MappingFile.Content) -> [MappingTestResult] {
    // Every file of a folder is tested when it is read; what it takes is not kept.
    let plan = mapping.compiled(content)
    return content.tests.map { test in
        let input: LeadInput
        do throws(JSONParseError) {
            input = try LeadInput(
                payload: test.payload.serialized,
                query: test.query,
                headers: test.headers,
                attributes: test.source,
                case: test.known,
                leadID: test.leadID,
                receivedAt: test.receivedAt,
                item: test.item
            )
        } catch {
            let difference = Difference(place: .root, expected: nil, actual: nil, note: "the payload: \(error.message)")
            return MappingTestResult(
                name: test.name,
                pointer: test.pointer,
                differences: [difference],
                document: nil
            )
        }
        if let problem = mapping.problem(of: test.item, in: input) {
            let difference = Difference(place: .root, expected: nil, actual: nil, note: problem)
            return MappingTestResult(name: test.name, pointer: test.pointer, differences: [difference], document: nil)
        }
        let result = mapping.run(input, by: plan)
        guard let document = try? JSONValue.parse(result.document) else {
            let difference = Difference(place: .root, expected: nil, actual: nil, note: "the document is not JSON")
            return MappingTestResult(name: test.name, pointer: test.pointer, differences: [difference], document: nil)
        }
        var differences: [Difference] = []
        if let expected = test.expect { differences += Difference.between(expected, document) }
        let codes = result.findingCodes
        if let expected = test.findings, expected != Set(codes).sorted(), expected != codes {
            differences.append(
                Difference(
                    place: .root,
                    expected: .array(expected.map(JSONValue.string)),
                    actual: .array(codes.map(JSONValue.string)),
                    note: "findings"
                )
            )
        }
        return MappingTestResult(name: test.name, pointer: test.pointer, differences: differences, document: document)
    }
}

extension MappingResult {
    /// Codes of the problems and of the values that could not be read, sorted: what a test's `findings` names.
    var findingCodes: [String] {
        (problems.map(\.code) + report().fates(.unreadable).compactMap(\.code)).sorted()
    }
}
