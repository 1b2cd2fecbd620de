package import JSON

/// One thing that is wrong with a mapping or source file: what, where, and what to do.
///
/// Findings are for a person at a desk. They name places in the file, never values of a lead.
package struct Finding: Sendable, Hashable {
    /// Which kind of mistake; decides the ``severity``.
    package let code: FindingCode
    /// Path of the file below the mappings directory, such as `sources/trisalis.json`.
    package let file: String
    /// Where in the file (RFC 6901).
    package let pointer: JSONPointer
    /// Line of the place, from 1; 0 if the place is not in the text.
    package let line: Int
    /// Column of the place in Unicode scalars, from 1; 0 if the place is not in the text.
    package let column: Int
    /// What is wrong here.
    package let message: String
    /// What to do, with "did you mean" where that helps.
    package let advice: String

    package var severity: Severity { code.severity }

    package init(
        code: FindingCode,
        file: String,
        pointer: JSONPointer,
        line: Int,
        column: Int,
        message: String,
        advice: String
    ) {
        self.code = code
        self.file = file
        self.pointer = pointer
        self.line = line
        self.column = column
        self.message = message
        self.advice = advice
    }
}

extension Finding {
    /// The finding as a person reads it, with the line of the file and a caret below the place.
    ///
    /// - Parameters:
    ///   - sourceText: the file's text, if at hand.
    ///   - folder: the way to the mappings directory as it was typed, so that terminals and editors find the file.
    package func rendered(sourceText: String?, in folder: String = "") -> String {
        var lines = ["\(folder)\(file):\(line):\(column): \(severity.rawValue): \(message) [\(code.rawValue)]"]
        if let sourceText, line > 0, let excerpt = Self.excerpt(of: sourceText, line: line, column: column) {
            let number = String(line)
            let margin = String(repeating: " ", count: number.count)
            lines.append("  \(number) | \(excerpt.text)")
            lines.append("  \(margin) | \(String(repeating: " ", count: excerpt.caret))^")
        }
        let place = pointer.description
        lines.append("  \(place.isEmpty ? "(the whole file)" : place): \(advice)")
        return lines.joined(separator: "\n")
    }

    /// The finding for programs.
    package var json: JSONValue {
        .object([
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "file": .string(file),
            "pointer": .string(pointer.description),
            "line": .number(JSONNumber(line)),
            "column": .number(JSONNumber(column)),
            "message": .string(message),
            "advice": .string(advice),
        ])
    }

    /// The line with at most 100 scalars around the place, and how far the caret stands in.
    private static func excerpt(of text: String, line: Int, column: Int) -> (text: String, caret: Int)? {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        var scalars = lines[line - 1].map { $0 == "\t" || $0 == "\r" ? " " : $0 }
        var caret = min(column - 1, scalars.count)
        if caret > 60 {
            scalars.removeFirst(caret - 40)
            caret = 40
        }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars.prefix(100))
        return (String(shown), caret)
    }
}
