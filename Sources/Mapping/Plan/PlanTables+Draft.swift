import GermanValues
import JSON
import MappingLanguage
import TargetSchemas
import Targets

extension PlanTables {
    /// The tables while they are made of what the compiler found.
    struct Draft {
        private(set) var bytes: [UInt8] = []
        private(set) var members: [Member] = []
        private(set) var literals: [Text] = []
        private(set) var steps: [Step] = []
        private(set) var paths: [Path] = []
        private(set) var firstUnused = 0
        private(set) var places: [Place] = []
        private(set) var choices: [Choice] = []
        private(set) var words: [Word] = []
        private(set) var values: [Text] = []
        private(set) var lookups: [Choice] = []
        private(set) var reads: [Read] = []
        private(set) var columns: [Column] = []
        private(set) var columnSets: [UInt64] = []
        private(set) var joins: [Join] = []
        private(set) var isTyped: [Bool] = []
        private var known: [[String]: Int32] = [:]
        /// What the place of each reading takes.
        private var readers: [Int: ValueReader] = [:]
        private var columnsByName: [JSONKey: Int32] = [:]

        /// No tables yet.
        init() {}

        init(_ compiler: PlanCompiler, unused: [Selector]) {
            for selector in compiler.selectors { add(selector) }
            firstUnused = paths.count
            for selector in unused { add(selector) }
            for literal in compiler.literals { literals.append(add(literal.written)) }
            for rule in compiler.rules { add(rule) }
            if !compiler.parameters.isEmpty {
                for name in TrackingParameters.fields { _ = column(name) }
            }
            let absent = AbsentColumns(compiler, paths: paths, columns: columns.count)
            columnSets = absent.sets
            for member in compiler.members {
                members.append(
                    Member(
                        written: add(member.key.written),
                        operation: Int32(member.operation),
                        isRequired: member.isRequired,
                        column: absent.onlyColumn(of: member.operation),
                        columns: absent.places[member.operation]
                    )
                )
            }
            lookups = Array(repeating: Choice(firstExact: 0, firstFolded: 0, end: 0), count: compiler.lookups)
            for operation in compiler.operations {
                if case .read(let read, let rule) = operation { readers[read] = compiler.rules[rule].reader }
            }
            for (place, read) in compiler.reads.enumerated() { add(read, readers[place] ?? .any, compiler) }
            for join in compiler.joins { add(join, compiler) }
            isTyped = compiler.operations.map { operation in
                guard case .object(let members, _) = operation else { return false }
                return members.contains { compiler.members[$0].key.name == TypeUnion.discriminator }
            }
        }

        private mutating func add(_ text: some Collection<UInt8>) -> Text {
            let start = bytes.count
            bytes.append(contentsOf: text)
            return Text(start: Int32(start), count: Int32(bytes.count - start))
        }

        private mutating func add(_ selector: Selector) {
            let start = Int32(steps.count)
            // The first step names the part, which the runner knows.
            var rest = selector.steps?.dropFirst(selector.part == nil ? 0 : 1) ?? []
            var column: Int32 = -1
            if selector.part == .form, case .name(let key)? = rest.first {
                column = self.column(key)
                rest.removeFirst()
            }
            for step in rest {
                switch step {
                case .name(let key):
                    steps.append(Step(name: add(key.utf8), fingerprint: key.fingerprint, index: 0, isIndex: false))
                case .index(let index):
                    // No array of a payload is as long as an index that does not fit.
                    let index = Int32(clamping: index)
                    steps.append(Step(name: Text(start: 0, count: 0), fingerprint: 0, index: index, isIndex: true))
                }
            }
            paths.append(
                Path(
                    isSingular: selector.steps != nil,
                    part: selector.part,
                    column: column,
                    firstStep: start,
                    endOfSteps: Int32(steps.count)
                )
            )
        }

        private mutating func column(_ name: JSONKey) -> Int32 {
            if let known = columnsByName[name] { return known }
            let column = Int32(columns.count)
            columns.append(Column(name: add(name.utf8), fingerprint: name.fingerprint))
            columnsByName[name] = column
            return column
        }

        /// The columns by their fingerprints; at most half of the places are taken.
        var columnPlaces: [Int32] {
            var count = 16
            while count < columns.count * 2 { count *= 2 }
            var places = [Int32](repeating: -1, count: count)
            for (number, column) in columns.enumerated() {
                var place = Int(column.fingerprint) & (count - 1)
                while places[place] >= 0 { place = (place + 1) & (count - 1) }
                places[place] = Int32(number)
            }
            return places
        }

        private mutating func add(_ rule: Plan.Rule) {
            places.append(
                place(rule.reader, omitsMissing: rule.missing == .omit, omitsUnreadable: rule.unreadable == .omit)
            )
        }

        /// The place of a reader, with its enumeration among the ``choices``.
        mutating func place(_ reader: ValueReader, omitsMissing: Bool, omitsUnreadable: Bool) -> Place {
            var reading = Place.Reading.other
            var kind = NumberKind.zahl
            var choice: Int32 = -1
            var least: Double?
            var most: Double?
            switch reader {
            case .list: reading = .list
            case .text(let rule):
                // A form to keep is looked at the slow way.
                reading = rule.role == .postcode ? .postcode : rule.shape == nil ? .text : .other
                least = rule.minLength.map(Double.init)
                most = rule.maxLength.map(Double.init)
            case .number(let numberKind, let rule):
                reading = .number
                kind = numberKind
                (least, most) = (rule.minimum, rule.maximum)
            case .integer(let numberKind, let rule):
                reading = .integer
                kind = numberKind
                least = rule.minimum.map(Double.init)
                most = rule.maximum.map(Double.init)
            case .boolean: reading = .boolean
            case .date(let isBirth): reading = isBirth ? .birth : .date
            case .enumeration(let enumeration, _):
                reading = .choice
                choice = add(enumeration.values)
            case .any, .country, .object, .union: break
            }
            return Place(
                reading: reading,
                kind: kind,
                choice: choice,
                omitsMissing: omitsMissing,
                omitsUnreadable: omitsUnreadable,
                isLimited: least != nil || most != nil,
                least: least ?? -.infinity,
                most: most ?? .infinity
            )
        }

        private mutating func add(_ enumeration: [String]) -> Int32 {
            if let known = known[enumeration] { return known }
            let first = Int32(values.count)
            for value in enumeration { values.append(add(JSONValue.string(value).serialized)) }
            let results = enumeration.indices.map { first + Int32($0) }
            let choice = add(
                exact: Array(zip(enumeration, results)),
                folded: Array(zip(enumeration.map(GermanValues.folded), results))
            )
            known[enumeration] = choice
            return choice
        }

        private mutating func add(exact: [(String, Int32)], folded: [(String, Int32)]) -> Int32 {
            let firstExact = Int32(words.count)
            for (text, result) in exact { add(text, result) }
            let firstFolded = Int32(words.count)
            var results: [String: Int32] = [:]
            for (text, result) in folded {
                let other = results[text]
                results[text] = other == nil || other == result ? result : PlanTables.ambiguous
            }
            for (text, _) in folded {
                if let result = results.removeValue(forKey: text) { add(text, result) }
            }
            choices.append(Choice(firstExact: firstExact, firstFolded: firstFolded, end: Int32(words.count)))
            return Int32(choices.count - 1)
        }

        private mutating func add(_ text: String, _ result: Int32) {
            words.append(Word(text: add(text.utf8), fingerprint: JSONKey(text).fingerprint, result: result))
        }

        private mutating func add(_ read: Plan.Read, _ reader: ValueReader, _ compiler: PlanCompiler) {
            if let lookup = read.lookup {
                let exact = lookup.exact.map { (String(decoding: $0.text, as: UTF8.self), Int32($0.operation)) }
                let folded = lookup.folded.map { ($0.key, Int32($0.value)) }
                lookups[lookup.number] = choices[Int(add(exact: exact, folded: folded))]
            }
            guard case .select(let selector, _) = compiler.operations[read.from], paths[selector].isSingular else {
                reads.append(Read(selector: -1, touchesBlank: false, isQuick: false, givesObject: false, lookup: -1))
                return
            }
            let isPlain = read.wanted == nil && read.pick == nil
            let isQuick = isPlain && read.functions.count == 1 && read.functions[0].prepared.isQuick
            reads.append(
                Read(
                    selector: Int32(selector),
                    touchesBlank: read.wanted == nil,
                    isQuick: isQuick,
                    givesObject: isQuick && reader.takes(read.functions[0].prepared.quickMembers, compiler.schema),
                    lookup: isPlain && (isQuick || read.functions.isEmpty)
                        ? read.lookup.map { Int32($0.number) } ?? -1 : -1
                )
            )
        }

        private mutating func add(_ join: Plan.Join, _ compiler: PlanCompiler) {
            // Parts that are clean are one clean text: in lines, or in one.
            let ends = "a\(join.separator)a".split(separator: "\n", omittingEmptySubsequences: false)
            let isClean = ends.allSatisfy { QuickReading.isPlainText(Array($0.utf8).span) }
            let isQuick =
                isClean && join.operations.allSatisfy { isQuickPart(compiler.operations[compiler.lists[$0]], compiler) }
            joins.append(
                Join(
                    separator: add(join.separator.utf8),
                    firstPart: Int32(join.operations.lowerBound),
                    endOfParts: Int32(isQuick ? join.operations.upperBound : join.operations.lowerBound)
                )
            )
        }

        /// Whether a part of a `$join` is often found or known to be nothing quickly; see ``PlanRunner/joinQuickly(_:)``.
        private func isQuickPart(_ operation: Plan.Operation, _ compiler: PlanCompiler) -> Bool {
            switch operation {
            case .select(let selector, _): return paths[selector].isSingular
            case .literal(let literal):
                // Written as it is.
                guard case .string(let text) = compiler.literals[literal].value else { return false }
                return compiler.literals[literal].written.count == text.utf8.count + 2
                    && QuickReading.isPlainText(Array(text.utf8).span)
            case .unread(let asList): return !asList
            case .when(let condition, _, let otherwise):
                guard otherwise < 0, case .read(let read, let rule) = compiler.operations[condition] else {
                    return false
                }
                return reads[read].isQuick && compiler.reads[read].lookup == nil && places[rule].omitsMissing
            default: return false
            }
        }
    }
}

extension ValueReader {
    /// Whether an object of these members, texts and flags, can be written here as it stands: the type has all of them, takes
    /// any text and any flag, and demands no other.
    fileprivate func takes(_ members: [String], _ schema: TargetSchema) -> Bool {
        guard case .object(let id) = self, !members.isEmpty else { return false }
        let type = schema[id]
        return members.allSatisfy { name in
            switch type.member(name)?.value {
            case .boolean?: true
            case .text(let rule)?: rule == TextRule()
            default: false
            }
        } && type.requiredMembers.allSatisfy { members.contains($0.name) }
            && type.rules.allSatisfy { $0.demanded == nil }
    }
}
