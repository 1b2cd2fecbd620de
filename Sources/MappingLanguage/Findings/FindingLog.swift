package import JSON
import Suggestions
import Targets

/// Collects the findings of one file while it is read, checked and tested, and gives each its place in the text.
///
/// One log belongs to one pass over one file and never leaves it.
package final class FindingLog {
    /// The file, then the files it extends, nearest first: a merged value may stand in any of them.
    package let files: [FileText]
    package private(set) var findings: [Finding] = []

    package init(_ files: [FileText]) {
        self.files = files
    }

    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// Notes a finding. Without `advice` the code's general advice stands.
    package func add(
        _ code: FindingCode,
        at pointer: JSONPointer,
        atKey: Bool = false,
        _ message: String,
        advice: String? = nil
    ) {
        guard let own = files.first else { return }
        let holder = files.first { $0.holds(pointer) } ?? own
        let location = holder.location(of: pointer, atKey: atKey)
        let finding = Finding(
            code: code,
            file: holder.path,
            pointer: pointer,
            line: location?.line ?? 0,
            column: location?.column ?? 0,
            message: message,
            advice: advice ?? code.description.advice
        )
        // One rule can be reached on several ways ($first, $lookup); it is wrong only once.
        if !findings.contains(finding) { findings.append(finding) }
    }

    package func add(_ finding: Finding) {
        findings.append(finding)
    }

    /// "did you mean" for a name that is none of the known ones.
    package static func advice(for name: String, among known: [String], otherwise: String) -> String {
        let near = suggestions(for: name, among: known)
        guard !near.isEmpty else { return otherwise }
        return "Did you mean \(listed(near.prefix(3).map { "\"\($0)\"" }))?"
    }

    /// `a`, `b or c`.
    package static func listed(_ names: [String], joinedBy word: String = "or") -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// The first names of a long list, for a message.
    package static func some(_ names: [String], limit: Int = 12) -> String {
        let shown = names.prefix(limit).joined(separator: ", ")
        return names.count > limit ? "\(shown) … (\(names.count) in all)" : shown
    }
}
