import JSON

/// A document that is a list of operations: those that yield nothing are left out, those made by an `$each` stand among the
/// others.
extension PlanRunner {
    mutating func operations(_ operations: Range<Int>) -> Outcome {
        let start = writer.mark
        var count = 0
        writer.beginArray()
        for position in operations { append(tables.lists[position], to: &count) }
        guard count > 0 else {
            writer.rewind(to: start)
            return .nothing
        }
        writer.endArray()
        return .value
    }

    private mutating func append(_ operation: Int, to count: inout Int) {
        switch tables.operations[operation] {
        case .each(let each, let rule): append(plan.eaches[each], rule, to: &count)
        case .when(let condition, let then, let otherwise):
            let branch = holds(condition) ? then : otherwise
            let before = recorder.mark
            settle(.used, rule: nil)
            guard branch >= 0 else { return }
            let count0 = count
            append(branch, to: &count)
            if count == count0 { recorder.withdraw(to: before, Self.withoutDetails) }
        default:
            let mark = writer.mark
            recorder.trail.enter(index: count)
            if evaluate(operation) == .nothing { writer.rewind(to: mark) } else { count += 1 }
            recorder.trail.leave()
        }
    }

    private mutating func append(_ each: Plan.Each, _ rule: Int, to count: inout Int) {
        let outer = element
        let before = count
        for node in nodes(each.selector) {
            guard count - before < each.limit else { break }
            element = node
            append(each.element, to: &count)
        }
        element = outer
        guard count == before else { return }
        let mark = writer.mark
        if missing(rule) == .nothing { writer.rewind(to: mark) } else { count += 1 }
    }
}
