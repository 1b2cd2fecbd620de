import JSON
import Mapping

extension FateReport {
    /// Where every value went, for a person who may see it: one line a value, by fate.
    var text: String {
        var lines: [String] = []
        for (kind, title) in [
            (Fate.Kind.used, "used"), (.unread, "unread: no rule looked at it"), (.unreadable, "unreadable"),
            (.unused, "unused on purpose"),
        ] {
            let fates = fates(kind).filter { !$0.isBlank }
            guard !fates.isEmpty else { continue }
            lines.append("\(title) (\(fates.count))")
            lines += fates.map(\.line)
        }
        return lines.joined(separator: "\n")
    }
}

extension Fate {
    fileprivate var line: String {
        var line = "  \(place)  \(value.text())"
        if !targets.isEmpty { line += "  →  " + targets.map(\.description).joined(separator: ", ") }
        if let reason { line += "  (\(reason))" }
        return line
    }
}
