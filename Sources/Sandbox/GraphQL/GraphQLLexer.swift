/// Splits the text of a GraphQL document into tokens; white space, commas and comments mean nothing (specification 2.1).
struct GraphQLLexer {
    enum Token: Sendable, Equatable {
        /// One of `! $ & ( ) ... : = @ [ ] { | }`.
        case punctuator(String)
        case name(String)
        case number(String)
        case string(String)
        case end

        /// For messages.
        var text: String {
            switch self {
            case .punctuator(let text), .name(let text), .number(let text): text
            case .string(let text): "\"\(text)\""
            case .end: "<EOF>"
            }
        }
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Where the next token would begin.
    var location: GraphQLLocation { GraphQLLocation(line: line, column: position - lineStart + 1) }

    /// The next token with its place.
    mutating func next() throws(GraphQLError) -> (token: Token, location: GraphQLLocation) {
        skipIgnored()
        let start = location
        guard let scalar = peek() else { return (.end, start) }
        switch scalar {
        case "!", "$", "&", "(", ")", ":", "=", "@", "[", "]", "{", "|", "}":
            position += 1
            return (.punctuator(String(scalar)), start)
        case ".":
            guard peek(1) == ".", peek(2) == "." else { throw .syntax("Unexpected '.'", start) }
            position += 3
            return (.punctuator("..."), start)
        case "\"": return (.string(try string()), start)
        case "-", "0"..."9": return (.number(try number()), start)
        case "_", "a"..."z", "A"..."Z": return (.name(take(while: Self.isNamePart)), start)
        default: throw .syntax("Unexpected character '\(scalar)'", start)
        }
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    private mutating func skipIgnored() {
        while let scalar = peek() {
            switch scalar {
            case "\n": newLine()
            case "\r":
                if peek(1) == "\n" { position += 1 }
                newLine()
            case " ", "\t", ",", "\u{FEFF}": position += 1
            case "#": _ = take { $0 != "\n" && $0 != "\r" }
            default: return
            }
        }
    }

    private mutating func newLine() {
        position += 1
        line += 1
        lineStart = position
    }

    private mutating func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek(), isWanted(scalar) {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func number() throws(GraphQLError) -> String {
        let start = location
        var text = ""
        if peek() == "-" {
            text = "-"
            position += 1
        }
        let whole = take(while: Self.isDigit)
        guard !whole.isEmpty, whole == "0" || !whole.hasPrefix("0") else { throw .syntax("Invalid number", start) }
        text += whole
        if peek() == "." {
            position += 1
            let fraction = take(while: Self.isDigit)
            guard !fraction.isEmpty else { throw .syntax("Invalid number", start) }
            text += ".\(fraction)"
        }
        if peek() == "e" || peek() == "E" {
            position += 1
            text += "e"
            if let sign = peek(), sign == "+" || sign == "-" {
                text.unicodeScalars.append(sign)
                position += 1
            }
            let exponent = take(while: Self.isDigit)
            guard !exponent.isEmpty else { throw .syntax("Invalid number", start) }
            text += exponent
        }
        if let after = peek(), Self.isNamePart(after) || after == "." { throw .syntax("Invalid number", start) }
        return text
    }

    private mutating func string() throws(GraphQLError) -> String {
        if peek(1) == "\"", peek(2) == "\"" { return try blockString() }
        let start = location
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            switch scalar {
            case "\"":
                position += 1
                return String(text)
            case "\n", "\r": throw .syntax("Unterminated string", start)
            case "\\": text.append(try escape())
            default:
                text.append(scalar)
                position += 1
            }
        }
        throw .syntax("Unterminated string", start)
    }

    private mutating func escape() throws(GraphQLError) -> Unicode.Scalar {
        let start = location
        guard let kind = peek(1) else { throw .syntax("Unterminated string", start) }
        position += 2
        switch kind {
        case "\"", "\\", "/": return kind
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            let first = try unit(start)
            guard (0xD800...0xDBFF).contains(first) else {
                guard let scalar = Unicode.Scalar(first) else { throw .syntax("Invalid escape", start) }
                return scalar
            }
            guard peek() == "\\", peek(1) == "u" else { throw .syntax("Invalid escape", start) }
            position += 2
            let second = try unit(start)
            guard (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            else { throw .syntax("Invalid escape", start) }
            return scalar
        default: throw .syntax("Invalid escape '\\\(kind)'", start)
        }
    }

    private mutating func unit(_ start: GraphQLLocation) throws(GraphQLError) -> UInt32 {
        var digits = String.UnicodeScalarView()
        while digits.count < 4, let scalar = peek() {
            digits.append(scalar)
            position += 1
        }
        guard digits.count == 4, let unit = UInt32(String(digits), radix: 16) else {
            throw .syntax("Invalid escape", start)
        }
        return unit
    }

    /// A block string, with its common indentation taken away (specification 2.9.4).
    private mutating func blockString() throws(GraphQLError) -> String {
        let start = location
        position += 3
        var raw = String.UnicodeScalarView()
        while let scalar = peek() {
            if scalar == "\"", peek(1) == "\"", peek(2) == "\"" {
                position += 3
                return Self.dedented(String(raw))
            }
            if scalar == "\\", peek(1) == "\"", peek(2) == "\"", peek(3) == "\"" {
                raw.append(contentsOf: "\"\"\"".unicodeScalars)
                position += 4
            } else {
                raw.append(scalar)
                if scalar == "\n" { newLine() } else { position += 1 }
            }
        }
        throw .syntax("Unterminated string", start)
    }

    private static func dedented(_ raw: String) -> String {
        var lines = raw.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix("\r") ? line.dropLast() : line
        }
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
        let indents = lines.dropFirst().filter { !isBlank($0) }
            .map { $0.prefix { $0 == " " || $0 == "\t" }.count }
        if let common = indents.min() {
            for index in lines.indices.dropFirst() { lines[index] = lines[index].dropFirst(common) }
        }
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
