import MappingLanguage

/// Which fields of the form an operation needs: a lead that has none of them gets nothing of it, and nothing is noted. Most
/// members of a large mapping are for fields that a lead does not have, and are passed over by a look at a few bits.
struct AbsentColumns {
    /// For each operation where its set of columns begins in ``sets``; -1 for one that may yield something in any case.
    private(set) var places: [Int32] = []
    /// Sets of columns, each of as many words as all columns need.
    private(set) var sets: [UInt64] = []

    /// The columns of operations that need no more than one.
    private var only: [Int: Int32] = [:]

    private let compiler: PlanCompiler
    private let paths: [PlanTables.Path]

    /// What an operation does without any field that it reads.
    private struct Silence {
        var columns: Set<Int32> = []
        /// Whether it yields nothing; constants are written all the same.
        var isNothing = true
    }

    init(_ compiler: PlanCompiler, paths: [PlanTables.Path], columns: Int) {
        self.compiler = compiler
        self.paths = paths
        var known: [Silence?] = []
        // An operation stands behind those that it is made of.
        for operation in compiler.operations {
            let silence = silence(of: operation, known)
            known.append(silence)
            guard let silence, silence.isNothing, !silence.columns.isEmpty else {
                places.append(-1)
                continue
            }
            places.append(Int32(sets.count))
            if silence.columns.count == 1, let column = silence.columns.first { only[places.count - 1] = column }
            var set = [UInt64](repeating: 0, count: (columns + 63) / 64)
            for column in silence.columns { set[Int(column) / 64] |= 1 << UInt64(column % 64) }
            sets += set
        }
    }

    /// The one column that an operation needs; -1 if it is not one.
    func onlyColumn(of operation: Int) -> Int32 { only[operation] ?? -1 }

    /// - Parameter known: those of the operations before.
    /// - Returns: `nil` if it does something in any case, or that cannot be known.
    private func silence(of operation: Plan.Operation, _ known: [Silence?]) -> Silence? {
        switch operation {
        case .literal: return Silence(isNothing: false)
        case .select(let selector, let rule): return omits(rule) ? column(of: selector) : nil
        case .read(let read, let rule):
            guard omits(rule) else { return nil }
            return inner([compiler.reads[read].from], known)
        case .first(let operations, let rule): return omits(rule) ? inner(list(operations), known) : nil
        case .join(let join, let rule), .sum(let join, let rule):
            return omits(rule) ? inner(list(compiler.joins[join].operations), known) : nil
        case .when(let condition, _, let otherwise):
            return inner(otherwise < 0 ? [condition] : [condition, otherwise], known)
        case .demanding(let operation, _), .heeding(let operation, _), .labelled(_, let operation),
            .reference(let operation), .attached(let operation):
            return inner([operation], known)
        case .object(let members, let isDynamic):
            return parts(members.map { compiler.members[$0].operation }, known, isDynamic: isDynamic)
        case .array(let operations, let isDynamic): return parts(list(operations), known, isDynamic: isDynamic)
        case .each, .unread, .operations, .concatenation, .kept, .pickedUp, .leadID, .late: return nil
        }
    }

    /// Something made of what each of the operations yields: nothing, if all of them yield nothing.
    private func inner(_ operations: [Int], _ known: [Silence?]) -> Silence? {
        guard let whole = parts(operations, known, isDynamic: true),
            operations.allSatisfy({ known[$0]?.isNothing == true })
        else { return nil }
        return whole
    }

    /// An object or array of these: left out, if there are rules in it and all of them yield nothing.
    private func parts(_ operations: [Int], _ known: [Silence?], isDynamic: Bool) -> Silence? {
        var whole = Silence(isNothing: isDynamic)
        for operation in operations {
            guard operation < known.count, let part = known[operation] else { return nil }
            whole.columns.formUnion(part.columns)
        }
        return whole
    }

    private func column(of selector: Int) -> Silence? {
        let path = paths[selector]
        return path.isSingular && path.column >= 0 ? Silence(columns: [path.column]) : nil
    }

    private func omits(_ rule: Int) -> Bool { compiler.rules[rule].missing == .omit }

    private func list(_ range: Range<Int>) -> [Int] { range.map { compiler.lists[$0] } }
}
