package import JSON

/// Reads the members of one JSON object of a file strictly: a wrong kind and an unknown name are findings.
package struct SettingsReader {
    package let object: JSONObject
    package let pointer: JSONPointer
    package let log: FindingLog

    package init(_ object: JSONObject, at pointer: JSONPointer, log: FindingLog) {
        self.object = object
        self.pointer = pointer
        self.log = log
    }

    /// A reader of the value at the pointer, or a finding if it is no object.
    package init?(_ value: JSONValue, at pointer: JSONPointer, what: String, log: FindingLog) {
        guard case .object(let object) = value else {
            log.add(.wrongKind, at: pointer, "\(what) must be an object, not \(value.kindName).")
            return nil
        }
        self.init(object, at: pointer, log: log)
    }

    package func place(_ name: String) -> JSONPointer { pointer.appending(name) }

    /// Reports every member that is not in the list; `$comment` is always allowed.
    package func refuseUnknown(_ known: [String], what: String) {
        for key in object.keys where key != "$comment" && !known.contains(key) {
            log.add(
                .unknownSetting,
                at: place(key),
                atKey: true,
                "\(what) has no member \"\(key)\".",
                advice: FindingLog.advice(
                    for: key,
                    among: known,
                    otherwise: "Known members: \(FindingLog.some(known, limit: 24))."
                )
            )
        }
    }

    package func string(_ name: String) -> String? {
        guard let value = object[name] else { return nil }
        if case .string(let text) = value { return text }
        wrongKind(name, value, "text")
        return nil
    }

    /// Text that is not empty.
    package func filledString(_ name: String) -> String? {
        guard let text = string(name) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            log.add(.invalidSetting, at: place(name), "\"\(name)\" is empty.", advice: "Write a text, or leave it out.")
            return nil
        }
        return text
    }

    package func bool(_ name: String) -> Bool? {
        guard let value = object[name] else { return nil }
        if case .bool(let bool) = value { return bool }
        wrongKind(name, value, "true or false")
        return nil
    }

    /// An integer within the range.
    package func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = object[name] else { return nil }
        guard case .number(let number) = value, let integer = number.int else {
            wrongKind(name, value, "an integer")
            return nil
        }
        guard range.contains(integer) else {
            log.add(
                .invalidSetting,
                at: place(name),
                "\"\(name)\" is \(integer).",
                advice: "Write a number from \(range.lowerBound) to \(range.upperBound)."
            )
            return nil
        }
        return integer
    }

    package func objectReader(_ name: String) -> SettingsReader? {
        guard let value = object[name] else { return nil }
        return SettingsReader(value, at: place(name), what: "\"\(name)\"", log: log)
    }

    /// A text or a list of texts.
    package func strings(_ name: String) -> [String]? {
        guard let value = object[name] else { return nil }
        switch value {
        case .string(let text): return [text]
        case .array(let elements):
            var texts: [String] = []
            for (index, element) in elements.enumerated() {
                guard case .string(let text) = element else {
                    log.add(
                        .wrongKind,
                        at: place(name).appending(index),
                        "\"\(name)\" takes texts, not \(element.kindName)."
                    )
                    continue
                }
                texts.append(text)
            }
            return texts
        default:
            wrongKind(name, value, "a text or a list of texts")
            return nil
        }
    }

    /// One of the raw values of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = string(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        log.add(
            .invalidSetting,
            at: place(name),
            "\"\(name)\" cannot be \"\(text)\".",
            advice: FindingLog.advice(
                for: text,
                among: known,
                otherwise: "Allowed: \(FindingLog.listed(known.map { "\"\($0)\"" }))."
            )
        )
        return nil
    }

    package func wrongKind(_ name: String, _ value: JSONValue, _ expected: String) {
        log.add(.wrongKind, at: place(name), "\"\(name)\" must be \(expected), not \(value.kindName).")
    }
}

extension JSONValue {
    /// The kind of value in words, for findings.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
