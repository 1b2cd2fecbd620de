package import GermanValues
package import JSON
package import MappingLanguage
import TargetSchemas
import Targets

/// A mapping made ready to run: its templates as one flat table of operations.
///
/// Selectors are parsed, member names written out, lookup keys folded and every place's reader chosen. Running it looks
/// up nothing by name but the payload's own members. What it needs for every value is in ``tables``; what is here is for
/// what is rare and for reports.
package final class Plan: Sendable {
    /// One operation. The numbers are places in the plan's tables.
    package enum Operation: Sendable {
        case literal(Int)
        case select(selector: Int, rule: Int)
        case object(members: Range<Int>, isDynamic: Bool)
        case array(operations: Range<Int>, isDynamic: Bool)
        case read(Int, rule: Int)
        case first(operations: Range<Int>, rule: Int)
        case each(Int, rule: Int)
        case when(condition: Int, then: Int, otherwise: Int)
        case join(Int, rule: Int)
        /// Its parts are those of a join.
        case sum(Int, rule: Int)
        case unread(asList: Bool)
        /// A document that is a list of the target's operations.
        case operations(Range<Int>)
        /// An object that must have at least one member of each of several groups.
        case demanding(operation: Int, demand: Int)
        /// An object of which the target reads some members only beside others, or without them.
        case heeding(operation: Int, heed: Int)
        case concatenation(operations: Range<Int>)
        case labelled(Int, operation: Int)
        case reference(operation: Int)
        case kept(operation: Int)
        case attached(operation: Int)
        case pickedUp(Int, rule: Int)
        case leadID
        /// A rule that holds what nobody read: run again when that is known, and only it.
        case late(operation: Int)
    }

    package struct Member: Sendable {
        package let key: JSONKey
        package let operation: Int
        package let isRequired: Bool
    }

    /// A constant, as JSON text and as a value.
    package struct Literal: Sendable {
        package let written: [UInt8]
        package let value: JSONValue
    }

    /// What a rule's place takes, what happens when nothing fits, and where in the file the rule stands.
    package struct Rule: Sendable {
        package let reader: ValueReader
        package let missing: Policy
        package let unreadable: Policy
        package let pointer: JSONPointer
    }

    /// A class, because taking a struct of these out of its table would count five references.
    package final class Read: Sendable {
        package let from: Int
        package let functions: [Function]
        package let lookup: Lookup?
        /// The answers of `$has`; nil for a rule without.
        package let wanted: Wanted?
        package let pick: Pick?
        /// Its function, if it has only one.
        let only: ValueFunction.Prepared?

        init(from: Int, functions: [Function], lookup: Lookup?, wanted: Wanted?, pick: Pick?) {
            self.from = from
            self.functions = functions
            self.lookup = lookup
            self.wanted = wanted
            self.pick = pick
            only = functions.count == 1 ? functions[0].prepared : nil
        }
    }

    package struct Function: Sendable {
        package let function: ValueFunction
        package let arguments: [JSONValue]
        /// With the arguments looked at once.
        let prepared: ValueFunction.Prepared

        init(function: ValueFunction, arguments: [JSONValue]) {
            self.function = function
            self.arguments = arguments
            prepared = function.prepared(arguments)
        }
    }

    package struct Lookup: Sendable {
        /// The keys' exact bytes, tried first.
        package let exact: [(text: [UInt8], operation: Int)]
        package let folded: [String: Int]
        /// The table that the last keys come from, and how many.
        package let table: String?
        package let ofTable: Int
        /// Which of the plan's lookups it is.
        let number: Int

        /// What an answer leads to, compared folded, then without separators.
        func operation(for text: String) -> Int? {
            let key = GermanValues.folded(text)
            return folded[key] ?? folded[squeezed(key)]
        }
    }

    /// The answers that `$has` asks for, compared folded, then without separators.
    package struct Wanted: Sendable {
        /// As the file has them.
        package let texts: [String]
        private let keys: Set<String>
        /// The words of each.
        private let words: [[Substring]]

        init(_ texts: [String]) {
            self.texts = texts
            words = texts.map { Self.words(of: GermanValues.folded($0)) }.filter { !$0.isEmpty }
            keys = Set(texts.map(GermanValues.folded) + texts.map { squeezed(GermanValues.folded($0)) })
        }

        func contains(_ text: String) -> Bool {
            let key = GermanValues.folded(text)
            return keys.contains(key) || keys.contains(squeezed(key))
        }

        /// Whether one of them is yes or no itself.
        var isYesOrNo: Bool { texts.contains { JaNein.answer($0) != nil } }

        /// Whether one of them stands somewhere in a text, as whole words.
        func isMentioned(in text: String) -> Bool {
            let all = Self.words(of: GermanValues.folded(text))
            return words.contains { all.contains($0) }
        }

        private static func words(of key: String) -> [Substring] {
            key.split { !$0.isLetter && !$0.isNumber }
        }
    }

    package struct Each: Sendable {
        package let selector: Int
        package let element: Int
        package let limit: Int
        /// For `….kinder[*]`, `….kinder`: one element alone is what a list of one is (XML knows no other). -1 for other selectors.
        let whole: Int
    }

    package struct Join: Sendable {
        package let operations: Range<Int>
        package let separator: String
        /// Whether the elements of a list are joined, too.
        let takesElements: Bool
    }

    let schema: TargetSchema
    let locale: ReadingContext.Locale
    /// Whose enumeration values functions give.
    let choices: ChoiceColumn?
    package let operations: [Operation]
    /// Lists of operations, for the ranges above.
    package let lists: [Int]
    package let members: [Member]
    package let literals: [Literal]
    package let selectors: [Selector]
    package let rules: [Rule]
    package let reads: [Read]
    package let eaches: [Each]
    package let joins: [Join]
    package let labels: [String]
    /// Groups of members, of each of which an object must have one.
    let demands: [[[String]]]
    /// Rules between the members of an object that say which of them are read.
    let heeds: [[ObjectRule]]
    package let parameters: [[JSONKey]]
    package let root: Int
    let usesUnread: Bool
    /// What each rule may leave of a text that it reads.
    let leavings: [Leaving?]
    /// The selectors of fields that it takes whole names from.
    let wholeNames: [Int]
    /// What a run needs for every value.
    let tables: PlanTables
    package let form: FormDescription?
    /// The names that the form gives to fields besides their own.
    let givenNames: Set<String>
    package let leads: Selector?
    package let unused: [Selector]

    init(_ compiler: PlanCompiler, root: Int, mapping: MappingFile.Content) {
        schema = compiler.schema
        locale = mapping.locale
        choices = compiler.schema.profile.choices.map(ChoiceColumn.init(rawValue:))
        operations = compiler.operations
        lists = compiler.lists
        members = compiler.members
        literals = compiler.literals
        selectors = compiler.selectors
        rules = compiler.rules
        reads = compiler.reads
        eaches = compiler.eaches
        joins = compiler.joins
        labels = compiler.labels
        demands = compiler.demands
        heeds = compiler.heeds
        parameters = compiler.parameters
        usesUnread = compiler.usesUnread
        leavings = Self.leavings(of: compiler)
        wholeNames = Self.wholeNames(of: compiler)
        // The number of the case is the gateway's: no customer typed it for the adviser.
        let unused = mapping.unused + (mapping.caseNumber.map { [$0] } ?? [])
        tables = PlanTables(
            PlanTables.Draft(compiler, unused: unused),
            operations: compiler.operations,
            lists: compiler.lists
        )
        self.root = root
        form = mapping.form
        givenNames = Set(mapping.form?.names.map(\.name) ?? [])
        leads = mapping.leads
        self.unused = unused
    }
}
