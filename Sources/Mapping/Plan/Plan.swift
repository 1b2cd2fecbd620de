import GermanValues
import JSON
import TargetSchemas
import Targets

/// A mapping made ready to run: its templates as one flat table of operations.
///
/// Selectors are parsed, member names written out, lookup keys folded and every place's reader chosen. Running it looks
/// up nothing by name but the payload's own members. What it needs for every value is in ``memory``; the other tables are
/// for what is rare and for reports.
final class Plan: Sendable {
    /// One operation. The numbers are places in the plan's tables.
    enum Operation: Sendable {
        case literal(Int)
        case select(selector: Int, rule: Int)
        case object(members: Range<Int>, isDynamic: Bool)
        case array(operations: Range<Int>, isDynamic: Bool)
        case read(Int, rule: Int)
        case first(operations: Range<Int>, rule: Int)
        case each(Int, rule: Int)
        case when(condition: Int, then: Int, otherwise: Int)
        case join(Int, rule: Int)
        case unread(asList: Bool)
        /// A document that is a list of the target's operations.
        case operations(Range<Int>)
        case concatenation(operations: Range<Int>)
        case labelled(Int, operation: Int)
        case reference(operation: Int)
        case kept(operation: Int)
        case pickedUp(Int, rule: Int)
        case leadID
    }

    struct Member: Sendable {
        let key: JSONKey
        let operation: Int
        let isRequired: Bool
    }

    /// A constant, as JSON text and as a value.
    struct Literal: Sendable {
        let written: [UInt8]
        let value: JSONValue
    }

    /// What a rule's place takes, what happens when nothing fits, and where in the file the rule stands.
    struct Rule: Sendable {
        let reader: ValueReader
        let missing: Policy
        let unreadable: Policy
        let pointer: JSONPointer
    }

    /// A class, because taking a struct of these out of its table would count five references.
    final class Read: Sendable {
        /// Its place in the table.
        let identity: Int
        let from: Int
        let functions: [Function]
        let lookup: Lookup?
        let pick: Pick?

        init(identity: Int, from: Int, functions: [Function], lookup: Lookup?, pick: Pick?) {
            self.identity = identity
            self.from = from
            self.functions = functions
            self.lookup = lookup
            self.pick = pick
        }
    }

    struct Function: Sendable {
        let function: ValueFunction
        let arguments: [JSONValue]
    }

    struct Lookup: Sendable {
        /// The keys' exact bytes, tried first.
        let exact: [(text: [UInt8], operation: Int)]
        let folded: [String: Int]
    }

    struct Each: Sendable {
        let selector: Int
        let element: Int
        let limit: Int
    }

    struct Join: Sendable {
        let operations: Range<Int>
        let separator: String
    }

    let schema: TargetSchema
    let locale: ReadingContext.Locale
    let operations: [Operation]
    /// Lists of operations, for the ranges above.
    let lists: [Int]
    let members: [Member]
    let literals: [Literal]
    let selectors: [Selector]
    let rules: [Rule]
    let reads: [Read]
    let eaches: [Each]
    let joins: [Join]
    let labels: [String]
    let parameters: [[JSONKey]]
    let root: Int
    let usesUnread: Bool
    /// Whether a rule's policy is `fail`, so that a run must know where in the document it is.
    let canFail: Bool
    /// What a run needs for every value.
    let memory: PlanMemory
    let form: FormDescription?
    let leads: Selector?
    let unused: [Selector]

    init(_ compiler: PlanCompiler, root: Int, mapping: MappingFile.Content) {
        schema = compiler.schema
        locale = mapping.locale
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
        parameters = compiler.parameters
        usesUnread = compiler.usesUnread
        canFail = compiler.rules.contains { $0.missing == .fail || $0.unreadable == .fail }
        memory = PlanMemory(PlanTables(compiler), operations: compiler.operations, lists: compiler.lists)
        self.root = root
        form = mapping.form
        leads = mapping.leads
        unused = mapping.unused
    }

    /// Whose enumeration values functions give.
    var enumColumn: ReadingContext.EnumColumn {
        schema.target == .kundenangaben ? .kundenangaben : .kex
    }
}
