import GermanValues
import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// Runs a ``Plan`` on one input and writes the document's bytes directly.
///
/// Every member is begun, and taken back if it yields nothing: an object that holds rules and none of them yields
/// something leaves no trace (the rule of *nothing*). A typed object that a `$lookup` chose keeps its constants.
///
/// Most values take the quick way: one member looked up, read and written on bytes, in ``PlanTables`` and `JSONView`,
/// without a `JSONValue`, a `String` or a reference counted. Whatever is not plain goes the slow way, which decides.
struct PlanRunner: ~Copyable {
    let plan: Plan
    /// The plan's tables.
    let tables: PlanTables
    let input: ComposedInput
    let document: JSONDocument
    /// The document laid open: valid as long as ``run(_:_:context:recorder:memory:unreadLines:)`` is.
    let view: JSONView
    let context: ReadingContext
    var writer = JSONWriter(reserving: 4096)
    var problems: [MappingProblem] = []
    var recorder: FateRecorder?
    /// What nobody read, one line each; known only in a second run.
    let unreadLines: [String]
    /// What slow readings gave, for a second run over the same input.
    var memory: ReadingMemory
    /// The lead's reference at the target, as the document has it.
    var reference: String?

    /// The element of the innermost `$each`; -1 outside.
    var element = -1
    /// Where the last member was found.
    var lastMember = JSONView.Place()
    /// Whether the next object is one with `@type` that a `$lookup` chose: the choice is something, its constants stay.
    var isChosen = false
    /// Where in the target document the runner is, if anybody may ask for it.
    private var path: [Step] = []
    private let tracksPath: Bool

    /// A step of the way to where the runner is.
    enum Step {
        case member(Int)
        case index(Int)
    }

    /// What a run gave.
    struct Result {
        let document: [UInt8]
        let problems: [MappingProblem]
        let reference: String?
        /// Whether a value of the input reached the document through a rule of the mapping.
        let hasValue: Bool
        let recorder: FateRecorder?
        let memory: ReadingMemory
    }

    /// Writes the whole document.
    ///
    /// - Parameters:
    ///   - recorder: notes which values were touched; without one, nothing is noted and the run is faster.
    ///   - memory: what an earlier run over the same input read.
    static func run(
        _ plan: Plan,
        _ input: ComposedInput,
        context: ReadingContext,
        recorder: FateRecorder? = nil,
        memory: ReadingMemory = ReadingMemory(),
        unreadLines: [String] = []
    ) -> Result {
        input.document.withView { view in
            var runner = PlanRunner(plan, input, view, context, recorder, memory, unreadLines)
            let outcome = runner.evaluate(plan.root)
            if outcome == .nothing {
                switch plan.schema.profile.document {
                case .object:
                    runner.writer.beginObject()
                    runner.writer.endObject()
                case .operations:
                    runner.writer.beginArray()
                    runner.writer.endArray()
                }
            }
            return Result(
                document: runner.writer.bytes,
                problems: runner.problems,
                reference: runner.reference,
                hasValue: outcome == .value,
                recorder: runner.recorder,
                memory: runner.memory
            )
        }
    }

    private init(
        _ plan: Plan,
        _ input: ComposedInput,
        _ view: JSONView,
        _ context: ReadingContext,
        _ recorder: FateRecorder?,
        _ memory: ReadingMemory,
        _ unreadLines: [String]
    ) {
        self.plan = plan
        tables = plan.tables
        self.input = input
        document = input.document
        self.view = view
        self.context = context
        self.recorder = recorder
        self.memory = memory
        self.unreadLines = unreadLines
        tracksPath = recorder != nil || plan.canFail
    }

    /// Writes what an operation yields; nothing at all if that is nothing.
    mutating func evaluate(_ position: Int) -> Outcome {
        switch tables.operations[position] {
        case .literal(let literal):
            writer.raw(tables.bytes(of: tables.literals[literal]))
            return .constant
        case .select(let selector, let rule):
            return select(selector, rule)
        case .object(let members, let isDynamic):
            return object(members, isDynamic: isDynamic)
        case .array(let operations, let isDynamic):
            return array(operations, isDynamic: isDynamic)
        case .read(let read, let rule):
            return self.read(read, rule)
        case .join(let join, let rule):
            return self.join(join, rule)
        default:
            return evaluateRare(tables.operations[position])
        }
    }

    @inline(never)
    private mutating func evaluateRare(_ operation: Plan.Operation) -> Outcome {
        switch operation {
        case .first(let operations, let rule):
            for alternative in operations {
                let mark = writer.mark
                switch evaluate(tables.lists[alternative]) {
                case .nothing: writer.rewind(to: mark)
                case .attached: return .attached
                case .constant, .value: return .value
                }
            }
            return missing(rule)
        case .each(let each, let rule):
            return self.each(plan.eaches[each], rule)
        case .when(let condition, let then, let otherwise):
            let holds = self.holds(condition)
            let branch = holds ? then : otherwise
            guard branch >= 0 else {
                settle(.used, rule: nil)
                return .nothing
            }
            return follow(branch, rule: nil)
        case .sum(let sum, let rule):
            return write(summed(plan.joins[sum], rule), rule)
        case .unread(let asList):
            return unread(asList: asList)
        case .operations(let operations):
            return self.operations(operations)
        case .demanding(let operation, let demand):
            return demanding(operation, plan.demands[demand])
        case .concatenation(let operations):
            return concatenation(operations)
        case .labelled(let label, let operation):
            guard case .value(.string(let text)) = textual(subject(operation)) else { return .nothing }
            writer.string(plan.labels[label] + text)
            settle(.used, rule: nil)
            return .attached
        case .reference(let operation):
            let start = writer.count
            let outcome = evaluate(operation)
            if outcome != .nothing { noteReference(from: start) }
            return outcome
        case .pickedUp(let names, let rule):
            return pickedUp(plan.parameters[names], rule) == .nothing ? .nothing : .attached
        case .leadID:
            writer.node(at: document.member("id", of: input.parts[.lead]) ?? document.rootIndex, of: document)
            return .attached
        case .attached(let operation):
            let outcome = evaluate(operation)
            return outcome == .value ? .attached : outcome
        case .kept(let operation):
            let mark = writer.mark
            let outcome = evaluate(operation)
            guard outcome == .nothing else { return outcome }
            writer.rewind(to: mark)
            writer.beginObject()
            writer.endObject()
            return .constant
        case .literal, .select, .object, .array, .read, .join:
            preconditionFailure("this operation is not rare")
        }
    }

    // MARK: Places

    @inline(__always)
    mutating func enter(_ step: Step) {
        if tracksPath { path.append(step) }
    }

    @inline(__always)
    mutating func leave() {
        if tracksPath { path.removeLast() }
    }

    @inline(__always)
    mutating func settle(_ outcome: FateRecorder.Event.Outcome, rule: Int?) {
        if recorder != nil { settleRecorded(outcome, rule: rule) }
    }

    @inline(never)
    private mutating func settleRecorded(_ outcome: FateRecorder.Event.Outcome, rule: Int?) {
        let target = recorder?.keepsDetail == true ? pointer() : JSONPointer.root
        let reading = recorder?.keepsDetail == true ? rule.map { plan.rules[$0].reader.name } ?? "" : ""
        recorder?.settle(outcome, target: target, reading: reading)
    }

    /// Where in the target document the runner is.
    func pointer() -> JSONPointer {
        JSONPointer(
            path.map { step in
                switch step {
                case .member(let position): plan.members[position].key.name
                case .index(let index): String(index)
                }
            }
        )
    }
}
