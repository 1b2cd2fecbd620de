package import JSON
import JSONPath

/// A reading that a mapping may ask for by name (`$as`): one row of the table that help, documentation, checks and
/// tests are made from.
///
/// Total: any JSON value and any arguments give one of the three outcomes of ``Reading``.
package struct ValueFunction: Sendable {
    /// What a mapping writes: lower case, German, words joined by hyphens.
    package let name: String
    package let parameters: [Parameter]
    package let result: Result
    package let summary: Summary
    /// Each is a test.
    package let examples: [Example]
    private let ownLeaving: Leaving?
    private let closedTexts: (@Sendable (ChoiceColumn?) -> [String])?
    private let quick: Quick?
    private let body: @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue?

    /// One argument, in its place. All are optional unless said otherwise.
    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let kind: Kind
        package let isRequired: Bool

        /// What may stand there.
        package enum Kind: Sendable, Hashable {
            case text
            /// One of these texts.
            case choice([String])
            /// A text or a list of texts.
            case texts
            /// A whole number within the range, and not 0.
            case count(ClosedRange<Int>)
            /// An I-Regexp (RFC 9485).
            case pattern
        }

        /// The only texts it may have; empty if others may stand there.
        package var choices: [String] { if case .choice(let texts) = kind { texts } else { [] } }
    }

    /// What the function gives if it gives a value.
    package enum Result: Sendable, Hashable {
        case text, number, integer, boolean
        /// Text in the form `YYYY-MM-DD`.
        case date
        /// An object; these are its possible members.
        case object([String])
        case list
        /// What it is given, or a part of it.
        case any
    }

    /// One line for people.
    package struct Summary: Sendable, Hashable {
        package let german: String
        package let english: String
    }

    /// An input with what becomes of it.
    package struct Example: Sendable {
        package let input: JSONValue
        package let arguments: [JSONValue]
        package let outcome: Outcome

        package enum Outcome: Sendable, Hashable {
            case value(JSONValue)
            case nothing
            case unreadable(Unreadable.Reason)
        }
    }

    /// Reads a value.
    ///
    /// An argument that is missing or wrong makes the outcome unreadable (`argument_ungueltig`); a mapping is checked
    /// for that with ``mistake(in:)`` before it is ever used.
    package func apply(_ value: JSONValue, arguments: [JSONValue] = [], context: ReadingContext) -> Reading {
        prepared(arguments).apply(value, context: context)
    }

    /// The function with its arguments, looked at once for many values.
    package func prepared(_ arguments: [JSONValue]) -> Prepared {
        let problem =
            arguments.isEmpty && !parameters.contains(where: \.isRequired) ? nil : mistake(in: arguments)
        return Prepared(
            arguments: arguments,
            pattern: zip(parameters, arguments).lazy.compactMap { $0.pattern(of: $1) }.first,
            mistake: problem.map { Unreadable(.argumentUngueltig, "„\(name)“: \($0)") },
            quick: problem == nil ? quick : nil,
            body: body
        )
    }

    /// A function that needs nothing but a value. A class, so that a plan can hand it around by one reference.
    package final class Prepared: Sendable {
        fileprivate let arguments: [JSONValue]
        /// The kinds of number that they name.
        fileprivate let kinds: [NumberKind?]
        /// The one among them that is an I-Regexp, compiled.
        fileprivate let pattern: IRegexp?
        /// What is wrong with the arguments.
        private let mistake: Unreadable?
        /// By itself, so that a call counts none of the names beside it.
        private let quick: Quick.Read?
        /// The members of the objects that ``quickly(_:context:to:)`` gives: texts and flags.
        package let quickMembers: [String]
        private let body: @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue?

        fileprivate init(
            arguments: [JSONValue],
            pattern: IRegexp?,
            mistake: Unreadable?,
            quick: Quick?,
            body: @escaping @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue?
        ) {
            self.arguments = arguments
            kinds = arguments.map { $0.stringValue.flatMap(NumberKind.init) }
            self.pattern = pattern
            self.mistake = mistake
            self.quick = quick?.read
            quickMembers = quick?.members ?? []
            self.body = body
        }

        package func apply(_ value: JSONValue, context: ReadingContext) -> Reading {
            if let mistake { return .unreadable(mistake) }
            return Reading { () throws(Unreadable) in try body(value, Arguments(prepared: self, context: context)) }
        }

        /// Reads a text that is written as most are, without a `JSONValue`, and writes what it makes of it.
        ///
        /// - Parameter output: memory for ``QuickOutcome/room`` bytes.
        /// - Returns: `nil` if ``apply(_:context:)`` has to be asked. Both always agree.
        package func quickly(
            _ text: UnsafeBufferPointer<UInt8>,
            context: ReadingContext,
            to output: UnsafeMutablePointer<UInt8>
        ) -> QuickOutcome? {
            guard let quick, text.count <= QuickOutcome.longestText else { return nil }
            return quick(text, Arguments(prepared: self, context: context), output)
        }

        /// Whether there are texts that ``quickly(_:context:to:)`` reads.
        package var isQuick: Bool { quick != nil }
    }

    /// What is wrong with arguments, and what to write; `nil` if they are right.
    package func mistake(in arguments: [JSONValue]) -> String? {
        guard arguments.count <= parameters.count else {
            return parameters.isEmpty
                ? "It takes no argument; write \"\(name)\"."
                : "It takes at most \(parameters.count) argument\(parameters.count == 1 ? "" : "s")."
        }
        for (place, parameter) in parameters.enumerated() {
            guard place < arguments.count, !arguments[place].isNull else {
                guard parameter.isRequired else { continue }
                return "It needs the argument \"\(parameter.name)\"; write {\"\(name)\": \(parameter.example)}."
            }
            if let mistake = parameter.mistake(in: arguments[place]) { return mistake }
        }
        return nil
    }

    /// Checked arguments with the context.
    struct Arguments {
        fileprivate let prepared: Prepared
        let context: ReadingContext

        private var values: [JSONValue] { prepared.arguments }

        /// The argument that is an I-Regexp.
        var pattern: IRegexp? { prepared.pattern }

        /// Whether there is none.
        var isEmpty: Bool { values.isEmpty }

        func kind(_ place: Int) -> NumberKind? { place < values.count ? prepared.kinds[place] : nil }

        func text(_ place: Int) -> String? { place < values.count ? values[place].stringValue : nil }

        func count(_ place: Int) -> Int? {
            guard place < values.count, case .number(let number) = values[place] else { return nil }
            return number.int
        }

        func list(_ place: Int) -> [String]? {
            guard place < values.count, !values[place].isNull else { return nil }
            return (values[place].arrayValue ?? [values[place]]).compactMap(\.stringValue)
        }
    }

    init(
        _ name: String,
        _ parameters: [Parameter] = [],
        gives result: Result,
        german: String,
        english: String,
        examples: [Example],
        texts: (@Sendable (ChoiceColumn?) -> [String])? = nil,
        leaves: Leaving? = nil,
        quick: Quick? = nil,
        body: @escaping @Sendable (JSONValue, Arguments) throws(Unreadable) -> JSONValue?
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        summary = Summary(german: german, english: english)
        self.examples = examples
        ownLeaving = leaves
        closedTexts = texts
        self.quick = quick
        self.body = body
    }

    /// What it may leave of a text that it reads.
    package var leaving: Leaving? {
        if let ownLeaving { return ownLeaving }
        return switch result {
        case .number, .integer: .number
        case .date: .date
        default: nil
        }
    }

    /// All texts that the function can give for a target; nil if they cannot be listed.
    package func texts(for target: ChoiceColumn?) -> [String]? { closedTexts?(target) }
}

extension ValueFunction {
    /// Every function, in the order in which help lists them.
    package static let all: [ValueFunction] =
        textFunctions + partFunctions + numberFunctions + answerFunctions + dateFunctions + contactFunctions
        + personFunctions
        + choiceFunctions + addressFunctions + bankFunctions + listFunctions

    package static func named(_ name: String) -> ValueFunction? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}

extension ValueFunction.Example {
    static func reads(_ input: JSONValue, _ arguments: JSONValue..., as value: JSONValue) -> Self {
        Self(input: input, arguments: arguments, outcome: .value(value))
    }

    static func nothing(_ input: JSONValue, _ arguments: JSONValue...) -> Self {
        Self(input: input, arguments: arguments, outcome: .nothing)
    }

    static func refuses(_ input: JSONValue, _ arguments: JSONValue..., with reason: Unreadable.Reason) -> Self {
        Self(input: input, arguments: arguments, outcome: .unreadable(reason))
    }
}
