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
    /// The document laid open: valid as long as ``run(_:_:context:)`` is.
    let view: JSONView
    let context: ReadingContext
    /// Reads what is not written as it stands; made when there is something.
    private var typed: TypedReading?
    var writer = JSONWriter(reserving: 4096)
    var problems: [MappingProblem] = []
    /// What became of every value, and where in the document the runner is.
    var recorder = FateRecorder()
    /// What nobody read, one line each; known only when all rules have run.
    var unreadLines: [String]
    /// Campaign parameters, once they have been asked for. It reads ``columns``, and is gone when they are.
    var knownTracking: TrackingParameters?
    /// The rules that want those lines, as they stand in the text.
    var late = LateRules()
    /// The nodes of the form's fields that the plan reads, by column; -1 for one that the lead does not have.
    let columns: UnsafeMutableBufferPointer<Int32>
    /// The set of those that the lead has.
    let present: UnsafeMutableBufferPointer<UInt64>
    /// What a function makes of a text, until it is written.
    let made: UnsafeMutableBufferPointer<UInt8>
    /// The lead's reference at the target, as the document has it.
    var reference: String?

    /// The element of the innermost `$each`; -1 outside.
    var element = -1
    /// Where the last member was found.
    var lastMember = JSONView.Place()
    /// Whether the next object is one with `@type` that a `$lookup` chose: the choice is something, its constants stay.
    var isChosen = false

    /// What a run gave.
    struct Result {
        let document: [UInt8]
        let problems: [MappingProblem]
        let reference: String?
        /// Whether a value of the input reached the document through a rule of the mapping.
        let hasValue: Bool
        /// What became of every value.
        let record: FateRecord
    }

    /// Writes the whole document, in one run: what nobody read is put in its place when that is known.
    static func run(_ plan: Plan, _ input: ComposedInput, context: ReadingContext) -> Result {
        open(plan, input, context) { runner in
            let outcome = runner.runAll()
            if plan.usesUnread { runner.noteRests() }
            let record = runner.recorder.record
            guard plan.usesUnread else { return runner.result(outcome, record) }
            let used = record.usedCount
            let unused = runner.unusedNodes()
            let lines = UnreadLines(plan: plan, input: input, unused: unused).lines(of: record)
            if lines.isEmpty { return runner.result(outcome == .value && used != 0 ? .value : .attached, record) }
            if runner.putUnread(lines, outcome: outcome) {
                let hasValue = outcome == .value || runner.late.hasValue
                return runner.result(hasValue && used != 0 ? .value : .attached, runner.recorder.record)
            }
            // The lines bring an object to life that is not there without them: nothing but another run knows what is
            // in it.
            let second = run(plan, input, context: context, unreadLines: lines)
            return used == 0 ? second.withoutValue : second
        }
    }

    /// Writes the whole document with the lines of what nobody read known.
    static func run(_ plan: Plan, _ input: ComposedInput, context: ReadingContext, unreadLines: [String]) -> Result {
        open(plan, input, context, unreadLines) { runner in
            let outcome = runner.runAll()
            return runner.result(outcome, runner.recorder.record)
        }
    }

    private static func open(
        _ plan: Plan,
        _ input: ComposedInput,
        _ context: ReadingContext,
        _ unreadLines: [String] = [],
        _ body: (inout PlanRunner) -> Result
    ) -> Result {
        input.document.withView { view in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: plan.tables.columnCount) { columns in
                withUnsafeTemporaryAllocation(of: UInt64.self, capacity: plan.tables.wordsOfColumns) { present in
                    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: QuickOutcome.room) { made in
                        plan.tables.fill(columns, present, from: input.parts[.form], of: view)
                        var runner = PlanRunner(plan, input, view, context, unreadLines, columns, present, made)
                        return body(&runner)
                    }
                }
            }
        }
    }

    private mutating func runAll() -> Outcome {
        let outcome = evaluate(plan.root)
        if outcome == .nothing {
            switch plan.schema.profile.document {
            case .object:
                writer.beginObject()
                writer.endObject()
            case .operations:
                writer.beginArray()
                writer.endArray()
            }
        }
        return outcome
    }

    private func result(_ outcome: Outcome, _ record: FateRecord) -> Result {
        Result(
            document: writer.bytes,
            problems: problems,
            reference: reference,
            hasValue: outcome == .value,
            record: record
        )
    }

    private init(
        _ plan: Plan,
        _ input: ComposedInput,
        _ view: JSONView,
        _ context: ReadingContext,
        _ unreadLines: [String],
        _ columns: UnsafeMutableBufferPointer<Int32>,
        _ present: UnsafeMutableBufferPointer<UInt64>,
        _ made: UnsafeMutableBufferPointer<UInt8>
    ) {
        self.plan = plan
        tables = plan.tables
        self.input = input
        document = input.document
        self.view = view
        self.context = context
        self.unreadLines = unreadLines
        self.columns = columns
        self.present = present
        self.made = made
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
        case .heeding(let operation, let heed):
            return heeding(operation, plan.heeds[heed])
        case .concatenation(let operations):
            return concatenation(operations)
        case .labelled(let label, let operation):
            let used = recorder.usedCount
            guard case .value(.string(let text)) = textual(subject(operation)) else { return .nothing }
            writer.string(plan.labels[label] + text)
            settle(.used, rule: nil)
            recorder.uncount(to: used)
            return .attached
        case .reference(let operation):
            let start = writer.count
            let outcome = evaluate(operation)
            if outcome != .nothing { noteReference(from: start) }
            return outcome
        case .pickedUp(let names, let rule):
            let used = recorder.usedCount
            let outcome = pickedUp(plan.parameters[names], rule)
            recorder.uncount(to: used)
            return outcome == .nothing ? .nothing : .attached
        case .late(let operation):
            return self.late(operation)
        case .leadID:
            writer.node(at: document.member("id", of: input.parts[.lead]) ?? document.rootIndex, of: document)
            return .attached
        case .attached(let operation):
            let used = recorder.usedCount
            let outcome = evaluate(operation)
            recorder.uncount(to: used)
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

    /// Reads what is not written as it stands, and what of it has no place there.
    mutating func read(
        _ value: JSONValue,
        _ reader: ValueReader
    ) -> (reading: Reading, leftovers: [FateRecord.Leftover]) {
        if case nil = typed { typed = TypedReading(schema: plan.schema, context: context) }
        typed?.leftovers.removeAll()
        let reading = typed?.read(value, reader) ?? .nothing
        return (reading, typed?.leftovers ?? [])
    }

    // MARK: Places

    @inline(__always)
    mutating func settle(_ outcome: FateRecorder.Outcome, rule: Int?) {
        recorder.settle(outcome, rule: rule.map { Int32(truncatingIfNeeded: $0) } ?? FateRecorder.Event.noRule)
    }

    /// Where in the target document the runner is.
    func pointer() -> JSONPointer { recorder.trail.places.pointer(to: recorder.trail.current, in: plan) }
}

extension PlanRunner.Result {
    /// The same for a lead of which only the notes hold something: ids and labels alone make no customer.
    fileprivate var withoutValue: Self {
        Self(document: document, problems: problems, reference: reference, hasValue: false, record: record)
    }
}
