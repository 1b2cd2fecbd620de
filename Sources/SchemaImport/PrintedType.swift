/// A type as the KEX documentation prints it: JSON with type names in the place of values.
indirect enum PrintedType: Hashable, Sendable {
    case object([Named])
    case list(PrintedType)
    /// `"A" | "B"`
    case values([String])
    /// `"YYYY-MM-DD"`
    case date
    /// `String`, `BigDecimal`, `Boolean` (also printed `true | false`), or another printed type.
    case named(String)

    struct Named: Hashable, Sendable {
        let name: String
        let type: PrintedType
    }
}

/// Reads a printed type. The text is made by hand: commas and closing quotes may be missing.
struct PrintedTypeParser {
    private enum Token: Equatable {
        case mark(Character)
        case quoted(String)
        case word(String)
    }

    private var tokens: ArraySlice<Token>

    init(text: String) {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let character = rest.first {
            if "{}[]|:,".contains(character) {
                tokens.append(.mark(character))
                rest = rest.dropFirst()
            } else if character == "\"" {
                // A closing quote is missing where the name runs into its colon.
                let content = rest.dropFirst().prefix { $0 != "\"" && $0 != ":" && $0 != "\n" }
                tokens.append(.quoted(String(content)))
                rest = rest.dropFirst(content.count + 1)
                if rest.first == "\"" { rest = rest.dropFirst() }
            } else if character.isLetter {
                let word = rest.prefix { $0.isLetter || $0.isNumber }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        self.tokens = tokens[...]
    }

    mutating func parse() -> PrintedType {
        switch tokens.popFirst() {
        case .mark("{"):
            var members: [PrintedType.Named] = []
            while let token = tokens.popFirst(), token != .mark("}") {
                guard case .quoted(let name) = token else { continue }
                if tokens.first == .mark(":") { tokens.removeFirst() }
                members.append(PrintedType.Named(name: name, type: parse()))
            }
            return .object(members)
        case .mark("["):
            let element = parse()
            if tokens.first == .mark("]") { tokens.removeFirst() }
            return .list(element)
        case .quoted("YYYY-MM-DD"): return .date
        case .quoted(let first): return .values([first] + alternatives())
        case .word(let word):
            let others = alternatives()
            return word == "true" || word == "false" ? .named("Boolean") : .named(others.isEmpty ? word : "String")
        default: return .named("String")
        }
    }

    private mutating func alternatives() -> [String] {
        var values: [String] = []
        while tokens.first == .mark("|") {
            tokens.removeFirst()
            switch tokens.popFirst() {
            case .quoted(let value), .word(let value): values.append(value)
            default: break
            }
        }
        return values
    }
}
