import GermanValues
package import JSON

/// Reads a table of texts and what they stand for: CSV (RFC 4180) with the columns `key` and `value`.
///
/// A spreadsheet writes it. So a byte order mark is skipped, and the columns may be parted by commas, semicolons or tabs,
/// whichever the first line has; other columns are for readers. Several keys of one value are written `a | b`, as in `$lookup`.
package enum TableFile {
    /// A file with more rows is refused.
    package static let mostRows = 10_000

    /// The rows, or nil if a finding says what is wrong.
    package static func rows(of file: FileText, log: FindingLog) -> JSONObject? {
        let before = log.findings.count
        guard file.isReadable(log) else { return nil }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            add("The file is no UTF-8.", "Save it as \"CSV UTF-8\".", line: 1, file, log)
            return nil
        }
        let lines = CSVReader.lines(of: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
        guard let head = lines.first, let key = head.place(of: "key"), let value = head.place(of: "value") else {
            add("The first line does not name the columns key and value.", "Write key,value there.", line: 1, file, log)
            return nil
        }
        guard lines.count <= mostRows + 1 else {
            add("The table has \(lines.count - 1) rows.", "At most \(mostRows) are read.", line: 1, file, log)
            return nil
        }
        var rows = JSONObject()
        var seen: [String: Int] = [:]
        for line in lines.dropFirst() where !line.cells.allSatisfy(\.isEmpty) {
            let (name, meaning) = (line.cell(key), line.cell(value))
            guard !name.isEmpty, !meaning.isEmpty else {
                add("The row lacks its \(name.isEmpty ? "key" : "value").", "Add it.", line: line.number, file, log)
                continue
            }
            let texts = name.split(separator: "|").map { folded($0.trimmingSpaces) }.filter { !$0.isEmpty }
            if let other = texts.lazy.compactMap({ seen[$0] }).first {
                add("The key stands in line \(other), too.", "Keep one of them.", line: line.number, file, log)
                continue
            }
            for text in texts { seen[text] = line.number }
            rows.append(name, .string(meaning))
        }
        if rows.isEmpty, log.findings.count == before {
            add("The table has no rows.", "Write at least one.", line: 1, file, log)
        }
        return log.findings.count == before ? rows : nil
    }

    private static func add(_ message: String, _ advice: String, line: Int, _ file: FileText, _ log: FindingLog) {
        log.add(
            Finding(
                code: .invalidTable,
                file: file.path,
                pointer: .root,
                line: line,
                column: 1,
                message: message,
                advice: advice
            )
        )
    }
}

/// Lines of CSV (RFC 4180): cells in quotation marks may hold separators, line breaks and doubled quotation marks.
private enum CSVReader {
    struct Line {
        /// Counted from 1, where it begins.
        let number: Int
        var cells: [String] = []

        func place(of name: String) -> Int? { cells.firstIndex { $0.lowercased() == name } }
        func cell(_ place: Int) -> String { cells.indices.contains(place) ? cells[place] : "" }
    }

    static func lines(of text: String) -> [Line] {
        let head = text.prefix { !$0.isNewline }
        let separator: Character = [";", "\t"].first(where: head.contains) ?? ","
        var lines: [Line] = []
        var line = Line(number: 1)
        var cell = ""
        var (number, isQuoted, wasQuote) = (1, false, false)
        func finish() {
            line.cells.append(cell.trimmingSpaces)
            cell = ""
        }
        for character in text {
            if isQuoted {
                if character == "\"" {
                    isQuoted = false
                    wasQuote = true
                    continue
                }
                if character.isNewline { number += 1 }
                cell.append(character)
            } else if character == "\"", wasQuote || cell.allSatisfy(\.isWhitespace) {
                if wasQuote { cell.append(character) }
                isQuoted = true
            } else if character == separator {
                finish()
            } else if character.isNewline {
                finish()
                lines.append(line)
                number += 1
                line = Line(number: number)
            } else {
                cell.append(character)
            }
            wasQuote = false
        }
        if !cell.isEmpty || !line.cells.isEmpty {
            finish()
            lines.append(line)
        }
        return lines
    }
}
