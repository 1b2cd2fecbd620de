import JSON
import Mapping

extension FateReport {
    /// Where every value went, for a person who may see it: one line a value, by fate.
    ///
    /// - Parameter everything: also what is unused without anybody's word: what the form adds around the answers, and
    ///   other leads of the post. Else they are counted.
    func text(everything: Bool) -> String {
        var lines: [String] = []
        for (kind, title) in [
            (Fate.Kind.used, "used"), (.unread, "unread: no rule looked at it"), (.unreadable, "unreadable"),
            (.unused, "unused on purpose"),
        ] {
            let fates = fates(kind).filter { !$0.isBlank && (everything || !$0.isAside) }
            guard !fates.isEmpty else { continue }
            lines.append("\(title) (\(fates.count))")
            lines += fates.map(\.line.shown)
        }
        let aside = self.fates.filter { !$0.isBlank && $0.isAside }.count
        if !everything, aside > 0 {
            lines.append("not shown: \(aside) values that the form or other leads add (--all shows them)")
        }
        return lines.joined(separator: "\n")
    }
}

extension Fate {
    /// Unused, and not because the mapping says so.
    fileprivate var isAside: Bool { kind == .unused && cause != .declared }

    fileprivate var line: String {
        // The form's name for the field is what a mapping reads it by.
        let name = field == place.tokens.last ? nil : field
        var line = "  " + (name.map { "\($0)  (\(place))" } ?? "\(place)")
        line += "  \(option.map(JSONValue.string)?.text() ?? value.text())"
        if !targets.isEmpty { line += "  →  " + targets.map(\.description).joined(separator: ", ") }
        if let reason { line += "  (\(reason))" }
        return line
    }
}
