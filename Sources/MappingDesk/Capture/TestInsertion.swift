package import JSON
import MappingLanguage

extension FileText {
    /// The file with one more test at the end of its `tests`. Every other byte stays: people write these files by hand,
    /// and review their changes.
    ///
    /// nil if the file is no JSON object, or its `tests` are no list.
    package func inserting(test: JSONValue) -> [UInt8]? {
        guard let root = document?.root, root.kind == .object else { return nil }
        let lineBreak = text.contains("\r\n") ? "\r\n" : "\n"
        let insertion: (at: Int, text: String)
        if let tests = root[pointer: ["tests"]] {
            guard tests.kind == .array else { return nil }
            var last: JSONNode?
            tests.forEachElement { last = $0 }
            if let last {
                let indent = indent(at: last.sourceBytes.lowerBound)
                let separator = indent.isWholeLine ? ",\(lineBreak)\(indent.text)" : ", "
                insertion = (last.sourceBytes.upperBound, separator + written(test, indent.text, lineBreak))
            } else {
                // `[]`: between the brackets.
                let indent = indent(at: tests.sourceBytes.lowerBound).text
                let own = indent + unit(root)
                let text = "\(lineBreak)\(own)\(written(test, own, lineBreak))\(lineBreak)\(indent)"
                insertion = (tests.sourceBytes.lowerBound + 1, text)
            }
        } else {
            var last: JSONNode?
            root.forEachMember { _, value in last = value }
            let indent = unit(root)
            let own = indent + indent
            let list = "[\(lineBreak)\(own)\(written(test, own, lineBreak))\(lineBreak)\(indent)]"
            let member = "\(lineBreak)\(indent)\"tests\": \(list)"
            // In an object without members there is no comma to set, and an object on one line is broken at its end.
            let isOpen = last.map { lineEnds(after: $0.sourceBytes.upperBound) } ?? false
            insertion = (
                last?.sourceBytes.upperBound ?? root.sourceBytes.lowerBound + 1,
                (last == nil ? "" : ",") + member + (isOpen ? "" : lineBreak)
            )
        }
        return Array(bytes[..<insertion.at]) + Array(insertion.text.utf8) + Array(bytes[insertion.at...])
    }

    private func written(_ test: JSONValue, _ indent: String, _ lineBreak: String) -> String {
        FittedJSON(width: 120).text(test, indent: indent).split(separator: "\n").joined(separator: lineBreak)
    }

    /// The white space that the line of a byte begins with, and whether only that stands before the byte.
    private func indent(at offset: Int) -> (text: String, isWholeLine: Bool) {
        let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let blank = bytes[lineStart..<offset].prefix { $0 == 0x20 || $0 == 0x09 }
        return (String(decoding: blank, as: UTF8.self), blank.endIndex == offset)
    }

    /// One level of indentation, as the file's first member has it.
    private func unit(_ root: JSONNode) -> String {
        var first: JSONNode?
        root.forEachMember { key, _ in first = first ?? key }
        guard let first else { return "  " }
        let indent = indent(at: first.sourceBytes.lowerBound)
        return indent.isWholeLine && !indent.text.isEmpty ? indent.text : "  "
    }

    private func lineEnds(after offset: Int) -> Bool {
        bytes[offset...].first { $0 != 0x20 && $0 != 0x09 }.map { $0 == 0x0A || $0 == 0x0D } ?? false
    }
}

/// JSON as people write it: an object or list on one line where it fits, else one member a line.
package struct FittedJSON {
    /// Characters of a line.
    package let width: Int

    package init(width: Int) {
        self.width = width
    }

    /// The text; all lines but the first begin with `indent`.
    /// - Parameter taken: characters that stand before the text on its first line, besides the indent.
    package func text(_ value: JSONValue, indent: String = "", taken: Int = 0) -> String {
        let flat = Self.flat(value)
        // A comma may follow.
        if indent.count + taken + flat.count < width { return flat }
        let inner = indent + "  "
        switch value {
        case .array(let elements):
            let lines = elements.map { inner + text($0, indent: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
        case .object(let object):
            let lines = object.map { member in
                let key = JSONValue.string(member.key).text() + ": "
                return inner + key + text(member.value, indent: inner, taken: key.count)
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        default: return flat
        }
    }

    private static func flat(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            return "[" + elements.map(flat).joined(separator: ", ") + "]"
        case .object(let object) where !object.isEmpty:
            let members = object.map { "\(JSONValue.string($0.key).text()): \(flat($0.value))" }
            return "{ " + members.joined(separator: ", ") + " }"
        default: return value.text()
        }
    }
}
