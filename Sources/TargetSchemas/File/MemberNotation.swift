/// A member of a type in one line of text, the form it has in a schema file.
///
/// ```
/// type:Kunde[] items=0..2          an array of at most two objects
/// integer required range=1..35
/// text defines=kunde required length=1..
/// text shape=AAA99                 see ``TextShape``
/// enum:anrede
/// type:Modernisierung deprecated=modernisierungErfassung
/// ```
/// The first word is the kind, with `[]` for each array around it; the words after it may stand in any order.
enum MemberNotation {
    /// The line for a member of a type of this schema.
    static func text(for member: Member, of type: String, in schema: TargetSchema) -> String {
        var words: [String] = []
        var kind = member.value
        var brackets = ""
        var items: String?
        while case .array(let element, let min, let max) = kind {
            brackets += "[]"
            if min ?? 0 != 0 || max != nil, items == nil { items = range(min, max) }
            kind = element
        }
        words.append(word(for: kind, in: schema) + brackets)
        switch kind {
        case .text(let rule):
            switch rule.role {
            case .defines(let scope): words.append("defines=\(scope.rawValue)")
            case .refersTo(let scope): words.append("refers=\(scope.rawValue)")
            case .plain, .postcode: break
            }
            if rule.minLength != nil || rule.maxLength != nil {
                words.append("length=" + range(rule.minLength, rule.maxLength))
            }
            if let shape = rule.shape { words.append("shape=" + shape.text) }
        case .number(let rule):
            if rule.minimum != nil || rule.maximum != nil {
                words.append("range=" + range(rule.minimum.map(shortest), rule.maximum.map(shortest)))
            }
        case .integer(let rule):
            if rule.minimum != nil || rule.maximum != nil { words.append("range=" + range(rule.minimum, rule.maximum)) }
        default: break
        }
        if let unit = kind.unit, unit != member.unmeasured.measured(in: type).value.unit {
            words.append("unit=" + unit.rawValue)
        }
        if let items { words.append("items=" + items) }
        if member.isRequired { words.append("required") }
        if let status = statusWord(member.status) { words.append(status) }
        if let value = member.defaultValue { words.append("default=\(value)") }
        return words.joined(separator: " ")
    }

    static func statusWord(_ status: FieldStatus) -> String? {
        switch status {
        case .current: nil
        case .deprecated(let successor?): "deprecated=\(successor)"
        default: status.name
        }
    }

    private static func word(for kind: ValueKind, in schema: TargetSchema) -> String {
        switch kind {
        case .text(let rule): rule.role == .postcode ? "postcode" : "text"
        case .number: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .date: "date"
        case .country: "country"
        case .enumeration(let id): "enum:\(schema[id].name)"
        case .object(let id): "type:\(schema[id].name)"
        case .union(let id): "union:\(schema[id].name)"
        case .array(let element, _, _): word(for: element, in: schema)
        }
    }

    private static func range<T>(_ low: T?, _ high: T?) -> String {
        (low.map { "\($0)" } ?? "") + ".." + (high.map { "\($0)" } ?? "")
    }

    private static func shortest(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}

extension MemberNotation {
    /// The names a line can refer to.
    struct Names {
        var types: [String: TypeID] = [:]
        var enumerations: [String: EnumerationID] = [:]
        var unions: [String: UnionID] = [:]
    }

    /// What a line could not say.
    struct Problem: Error {
        let code: SchemaFileError.Code
        let message: String
    }

    /// The member that a line describes.
    static func member(named name: String, from text: String, names: Names) throws(Problem) -> Member {
        let words = text.split(separator: " ")
        guard var kindWord = words.first else { throw Problem(code: .badMember, message: "the description is empty") }
        var arrays = 0
        while kindWord.hasSuffix("[]") {
            kindWord = kindWord.dropLast(2)
            arrays += 1
        }
        var details = Details()
        for word in words.dropFirst() { try details.read(word) }
        var kind = try self.kind(kindWord, details: details, names: names)
        for level in 0..<arrays {
            let isOutermost = level == arrays - 1
            kind = .array(
                kind,
                min: isOutermost ? try details.items?.low.map(Self.whole) : nil,
                max: isOutermost ? try details.items?.high.map(Self.whole) : nil
            )
        }
        return Member(
            name: name,
            value: kind,
            isRequired: details.isRequired,
            status: details.status,
            defaultValue: details.defaultValue
        )
    }

    static func status(_ word: Substring) -> FieldStatus? {
        switch word {
        case "current": .current
        case "deprecated": .deprecated(successor: nil)
        case "removed": .removed
        case "schema-only": .schemaOnly
        case "read-only": .readOnly
        case "server-assigned": .serverAssigned
        case "from-case": .fromCase
        default: word.hasPrefix("deprecated=") ? .deprecated(successor: String(word.dropFirst(11))) : nil
        }
    }

    private struct Details {
        var role = TextRole.plain
        var shape: TextShape?
        var length: (low: Substring?, high: Substring?)?
        var range: (low: Substring?, high: Substring?)?
        var items: (low: Substring?, high: Substring?)?
        var isRequired = false
        var status = FieldStatus.current
        var defaultValue: String?
        var unit: NumberUnit?

        mutating func read(_ word: Substring) throws(Problem) {
            if word == "required" {
                isRequired = true
            } else if let status = MemberNotation.status(word) {
                self.status = status
            } else if let scope = value(of: "defines", in: word).flatMap({ ReferenceScope(rawValue: String($0)) }) {
                role = .defines(scope)
            } else if let scope = value(of: "refers", in: word).flatMap({ ReferenceScope(rawValue: String($0)) }) {
                role = .refersTo(scope)
            } else if let value = value(of: "length", in: word) {
                length = limits(value)
            } else if let value = value(of: "shape", in: word) {
                shape = TextShape(String(value))
            } else if let value = value(of: "range", in: word) {
                range = limits(value)
            } else if let value = value(of: "items", in: word) {
                items = limits(value)
            } else if let unit = value(of: "unit", in: word).flatMap({ NumberUnit(rawValue: String($0)) }) {
                self.unit = unit
            } else if let value = value(of: "default", in: word) {
                defaultValue = String(value)
            } else {
                throw Problem(code: .badMember, message: "the word '\(word)' means nothing here")
            }
        }

        private func value(of key: String, in word: Substring) -> Substring? {
            word.hasPrefix(key + "=") ? word.dropFirst(key.count + 1) : nil
        }

        /// The two ends of `low..high`, either of which may be missing.
        private func limits(_ text: Substring) -> (low: Substring?, high: Substring?) {
            let bytes = text.utf8
            var index = bytes.startIndex
            while index < bytes.endIndex {
                let next = bytes.index(after: index)
                if bytes[index] == UInt8(ascii: "."), next < bytes.endIndex, bytes[next] == UInt8(ascii: ".") {
                    let low = text[..<index]
                    let high = text[bytes.index(after: next)...]
                    return (low.isEmpty ? nil : low, high.isEmpty ? nil : high)
                }
                index = next
            }
            return (text, text)
        }
    }

    private static func kind(_ word: Substring, details: Details, names: Names) throws(Problem) -> ValueKind {
        switch word {
        case "text":
            return .text(
                TextRule(
                    minLength: try details.length?.low.map(whole),
                    maxLength: try details.length?.high.map(whole),
                    shape: details.shape,
                    role: details.role
                )
            )
        case "postcode": return .text(TextRule(role: .postcode))
        case "number":
            return .number(
                NumberRule(
                    minimum: try details.range?.low.map(number),
                    maximum: try details.range?.high.map(number),
                    unit: details.unit
                )
            )
        case "integer":
            return .integer(
                IntegerRule(
                    minimum: try details.range?.low.map(whole),
                    maximum: try details.range?.high.map(whole),
                    unit: details.unit
                )
            )
        case "boolean": return .boolean
        case "date": return .date
        case "country": return .country
        default: break
        }
        if word.hasPrefix("type:"), let id = names.types[String(word.dropFirst(5))] { return .object(id) }
        if word.hasPrefix("enum:"), let id = names.enumerations[String(word.dropFirst(5))] { return .enumeration(id) }
        if word.hasPrefix("union:"), let id = names.unions[String(word.dropFirst(6))] { return .union(id) }
        throw Problem(code: .undefined, message: "'\(word)' is neither a kind nor defined in this file")
    }

    private static func whole(_ text: Substring) throws(Problem) -> Int {
        guard let value = Int(text) else { throw Problem(code: .badMember, message: "'\(text)' is no whole number") }
        return value
    }

    private static func number(_ text: Substring) throws(Problem) -> Double {
        guard let value = Double(text) else { throw Problem(code: .badMember, message: "'\(text)' is no number") }
        return value
    }
}
