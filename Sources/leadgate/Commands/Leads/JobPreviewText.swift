import JSON

/// What an order over many leads would do, in lines for a person.
enum JobPreviewText {
    static func text(_ answer: JSONValue) -> String {
        let number = { (value: JSONValue?) in value?.numberValue?.text ?? "0" }
        let isPartial = answer["partial"]?.boolValue == true
        var lines = ["\(number(answer["matched"])) leads match"]
        if isPartial { lines[0] += "; only the newest \(number(answer["looked"])) were looked at, and of these:" }
        for verdict in answer["verdicts"]?.objectValue ?? [:] {
            lines.append("  \(number(verdict.value)) would be \(fate(verdict.key))")
        }
        for change in answer["changes"]?.arrayValue ?? [] {
            let text = { (name: String) in change[name]?.stringValue ?? "" }
            let place = "\(text("place")) \(text("kind"))".shown
            lines.append("  \(place) in \(number(change["leads"])), such as \(text("example"))")
        }
        if let settling = settling(answer) { lines.append(settling) }
        return lines.joined(separator: "\n")
    }

    /// What an order to resolve leaves out; `nil` where it leaves out nothing.
    static func settling(_ answer: JSONValue) -> String? {
        guard let count = answer["settling"]?.numberValue?.int, let until = answer["settled"]?.stringValue else {
            return nil
        }
        return """
            \(count) more match, but were sent a moment ago: they can be resolved from \(until) on, or with --override
            """
    }

    private static func fate(_ verdict: String) -> String {
        switch verdict {
        case "queued": "sent"
        case "discarded": "discarded"
        case "uncertain": "uncertain: the target may have them, and is asked before anything is sent"
        default: "dead again: \(verdict)"
        }
    }
}
