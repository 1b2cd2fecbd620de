package import JSON
import Moments

/// Reading by the type that the target has at a place: what a mapping does where a rule says nothing more.
package enum TargetReading {
    /// Any scalar as text, cleaned, line breaks kept. "k.A." and "–" are nothing; "NA" and "None" may be names.
    package static func text(_ value: JSONValue) -> Reading {
        Reading { () throws(Unreadable) in try TextFunctions.text(value).map(JSONValue.string) }
    }

    /// A number; a JSON number passes as it is.
    package static func number(_ value: JSONValue, kind: NumberKind = .zahl, context: ReadingContext) -> Reading {
        Reading { () throws(Unreadable) in try Zahl.read(value, kind: kind, locale: context.locale) }
    }

    /// A whole number, written without fraction; `10,0` is one, `150,5` is unreadable (`ganzzahl_ungueltig`), never
    /// rounded.
    package static func integer(_ value: JSONValue, kind: NumberKind = .zahl, context: ReadingContext) -> Reading {
        Reading { () throws(Unreadable) in
            guard case .number(let number)? = try Zahl.read(value, kind: kind, locale: context.locale) else {
                return nil
            }
            guard let whole = number.int else {
                throw Unreadable(.ganzzahlUngueltig, "Hier ist nur eine ganze Zahl möglich.")
            }
            return .number(JSONNumber(whole))
        }
    }

    /// The sum of numbers, exactly; unreadable if one of them has more places than an amount can have.
    package static func sum(_ numbers: [JSONNumber]) -> Reading {
        var sum = ExactDecimal.zero
        for number in numbers {
            guard let exact = ExactDecimal(number) else { return .unreadable(Zahl.invalid) }
            sum = sum + exact
        }
        return sum.json.map(Reading.value) ?? .unreadable(Zahl.invalid)
    }

    /// Yes or no, as booleans.
    package static func boolean(_ value: JSONValue) -> Reading {
        Reading { () throws(Unreadable) in try JaNein.read(value) }
    }

    /// A date that exists, in ISO 8601.
    package static func date(_ value: JSONValue, kind: DateKind = .datum, context: ReadingContext) -> Reading {
        Reading { () throws(Unreadable) in
            try Datum.read(value, kind: kind, context: context).map { .string($0.description) }
        }
    }

    /// A country as ISO 3166-1 alpha-2, for KEX `SONSTIGE` where its enumeration ends.
    package static func country(_ value: JSONValue, context: ReadingContext) -> Reading {
        Reading { () throws(Unreadable) in try Land.read(value, for: context.choices) }
    }

    /// One of the values of an enumeration; see ``EnumerationReader`` for many readings of the same one.
    package static func enumeration(_ value: JSONValue, among values: [String]) -> Reading {
        EnumerationReader(once: values).read(value)
    }
}

/// Reads text as one of the values of a target's enumeration: exactly, else folded.
///
/// Folded means whole keys (``FoldedKey``), then without separators, never parts; a key that two values share is refused,
/// not decided.
package struct EnumerationReader: Sendable {
    /// The values in the order of the schema.
    package let values: [String]
    /// Made when they are needed, in a reader that is used once.
    private let keys: Keys?

    package init(_ values: [String]) {
        self.values = values
        keys = Keys(values)
    }

    /// A reader for one reading: most structures hold the target's own values, exactly.
    package init(once values: [String]) {
        self.values = values
        keys = nil
    }

    private struct Keys: Sendable {
        private let exact: [String: Int]
        /// `nil` for a key that several values share.
        private var byKey: [String: Int?] = [:]
        /// The same without separators.
        private var bySqueezed: [String: Int?] = [:]

        init(_ values: [String]) {
            exact = Dictionary(zip(values, values.indices)) { first, _ in first }
            for (index, value) in values.enumerated() {
                let key = folded(value)
                byKey[key] = byKey.keys.contains(key) ? .some(nil) : index
                bySqueezed[squeezed(key)] = bySqueezed.keys.contains(squeezed(key)) ? .some(nil) : index
            }
        }

        func place(ofExactly line: String) -> Int? { exact[line] }

        /// The inner optional is `nil` for a text that means several values.
        func place(of line: String) -> Int?? {
            let key = folded(line)
            return byKey[key] ?? bySqueezed[squeezed(key)]
        }
    }

    /// - Returns: unreadable with `auswahl_unbekannt` or `auswahl_mehrdeutig` if it is none of them.
    package func read(_ value: JSONValue) -> Reading {
        Reading { () throws(Unreadable) in
            guard let line = try Answer.line(of: value, orElse: Self.unknown) else { return nil }
            guard !values.isEmpty else { throw Self.unknown }
            if let index = keys.map({ $0.place(ofExactly: line) }) ?? values.firstIndex(of: line) {
                return .string(values[index])
            }
            switch (keys ?? Keys(values)).place(of: line) {
            case .some(.some(let index)): return .string(values[index])
            case .some(.none):
                throw Unreadable(.auswahlMehrdeutig, "Die Angabe passt zu mehreren Werten, die hier möglich sind.")
            case .none: throw Self.unknown
            }
        }
    }

    /// The place in ``values`` of a value that is written exactly so; no allocation.
    package func exactIndex(_ bytes: Span<UInt8>) -> Int? {
        values.firstIndex { value in
            value.utf8.count == bytes.count && zip(value.utf8, bytes.indices).allSatisfy { $0 == bytes[$1] }
        }
    }

    private static let unknown = Unreadable(
        .auswahlUnbekannt,
        "Die Angabe ist keiner der Werte, die hier möglich sind."
    )
}
