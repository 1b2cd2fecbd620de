import JSON

/// What a field holds once the shapes that form builders wrap around a single answer are taken off.
enum Answer {
    case text(String)
    case number(JSONNumber)
    case flag(Bool)
    case object(JSONObject)

    /// `nil` if nothing was said. `["on"]` is `on`; `["", null]` is nothing; `{"value": "x", "unix": 1}` (WPForms) and
    /// `{"@typ": "mobil", "#text": "x"}` (an XML element with attributes) are `x`.
    ///
    /// - Throws: `mehrere_werte` if a list says more than one thing: there is no silent pick.
    init?(_ value: JSONValue) throws(Unreadable) {
        var value = value
        while true {
            switch value {
            case .null: return nil
            case .bool(let flag):
                self = .flag(flag)
                return
            case .number(let number):
                self = .number(number)
                return
            case .string(let text):
                guard let parts = Self.joined(text) else {
                    self = .text(text)
                    return
                }
                value = .array(parts.map(JSONValue.string))
            case .object(let object):
                guard let inner = Self.value(in: object) else {
                    self = .object(object)
                    return
                }
                value = inner
            case .array(let elements):
                let telling = elements.filter { !Self.saysNothing($0) }
                guard let first = telling.first else { return nil }
                guard telling.allSatisfy({ $0 == first }) else {
                    throw Unreadable(.mehrereWerte, "Das Feld enthält mehrere Werte, es ist aber nur einer möglich.")
                }
                value = first
            }
        }
    }

    /// What an object holds around which the rest only says more of it.
    private static func value(in object: JSONObject) -> JSONValue? {
        if let value = object["value"], object.count <= 3 { return value }
        guard let text = object["#text"], object.keys.allSatisfy({ $0 == "#text" || $0.hasPrefix("@") }) else {
            return nil
        }
        return text
    }

    /// The choices of `||Kauf||`, `||A||B||` (ActiveCampaign); `nil` if the text is no such list.
    static func joined(_ text: String) -> [String]? {
        guard text.utf8.count > 4, text.hasPrefix("||"), text.hasSuffix("||") else { return nil }
        return text.split(separator: "||").map(String.init)
    }

    /// `null`, blank text, an empty list, or a list of those.
    static func saysNothing(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty || CleanText.line(text).isEmpty
        case .array(let elements): elements.allSatisfy(saysNothing)
        default: false
        }
    }

    /// The answer as one clean line; `nil` if it says nothing ("k.A.", "-").
    ///
    /// Numbers give their digits. Anything else is refused with `problem`.
    static func line(of value: JSONValue, orElse problem: Unreadable) throws(Unreadable) -> String? {
        switch try Answer(value) {
        case nil: return nil
        case .text(let text):
            let line = CleanText.line(text)
            return CleanText.saysNothing(line) ? nil : line
        case .number(let number): return plainText(of: number)
        case .flag, .object: throw problem
        }
    }

    /// A number cell as people would have typed it: `17612345678`, also if it arrived as `1.7612345678e10`.
    static func plainText(of number: JSONNumber) -> String {
        number.int.map(String.init) ?? number.text
    }
}

extension Answer {
    /// The digits of a number cell that arrived as text, `10179.0`; `nil` for any other text.
    static func cell(_ text: String) -> Substring? {
        guard text.hasSuffix(".0"), text.utf8.count > 2, text.utf8.count <= 20 else { return nil }
        let digits = text.dropLast(2)
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? digits : nil
    }
}

extension JSONValue {
    /// The text of a value that is text or a number; for members of objects.
    var plainText: String? {
        switch self {
        case .string(let text): CleanText.line(text)
        case .number(let number): Answer.plainText(of: number)
        default: nil
        }
    }
}

extension JSONObject {
    /// The first member whose folded name is in the list.
    func member(_ names: String...) -> JSONValue? {
        for name in names {
            if let value = self[name] { return value }
        }
        // A name of small letters alone is folded to itself.
        for member in members where !member.key.utf8.allSatisfy({ $0 &- 0x61 < 26 }) {
            if names.contains(folded(member.key)) { return member.value }
        }
        return nil
    }
}
