import GermanValues
import JSON
import TargetSchemas

/// A mapping made ready to run: its templates as one flat table of operations.
///
/// Selectors are parsed, member names written out, lookup keys folded and every place's reader chosen. Running it looks
/// up nothing by name but the payload's own members.
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

    /// A singular selector taken apart, for the way that most values take: no copy of the selector, no list of nodes.
    struct SingularPath: Sendable {
        /// nil: from the element of the innermost `$each`.
        let part: InputPart?
        let steps: Range<Int>
    }

    /// A step of a singular path: a member's name, or an index if that is not nil.
    struct Step: Sendable {
        let key: JSONKey
        let index: Int?
    }

    struct Read: Sendable {
        /// Its place in the table.
        let identity: Int
        let from: Int
        let functions: [Function]
        let lookup: Lookup?
        let pick: Pick?
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
    /// For each selector, its path if it is singular.
    let paths: [SingularPath?]
    let steps: [Step]
    let rules: [Rule]
    let reads: [Read]
    let eaches: [Each]
    let joins: [Join]
    let labels: [String]
    let parameters: [[JSONKey]]
    let root: Int
    let usesUnread: Bool
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
        (paths, steps) = Self.paths(of: compiler.selectors)
        rules = compiler.rules
        reads = compiler.reads
        eaches = compiler.eaches
        joins = compiler.joins
        labels = compiler.labels
        parameters = compiler.parameters
        usesUnread = compiler.usesUnread
        self.root = root
        form = mapping.form
        leads = mapping.leads
        unused = mapping.unused
    }

    private static func paths(of selectors: [Selector]) -> ([SingularPath?], [Step]) {
        var steps: [Step] = []
        let paths = selectors.map { selector -> SingularPath? in
            guard let own = selector.steps else { return nil }
            let start = steps.count
            // The first step names the part, which the runner knows.
            for step in own.dropFirst(selector.part == nil ? 0 : 1) {
                switch step {
                case .name(let key): steps.append(Step(key: key, index: nil))
                case .index(let index): steps.append(Step(key: "", index: index))
                }
            }
            return SingularPath(part: selector.part, steps: start..<steps.count)
        }
        return (paths, steps)
    }

    /// Whose enumeration values functions give.
    var enumColumn: ReadingContext.EnumColumn {
        schema.target == .kundenangaben ? .kundenangaben : .kex
    }
}
