/// The tables of a plan in memory of their own.
///
/// An array lends its memory for the length of a closure only; a run needs fourteen of them at once and for as long as it
/// takes, without counting references.
///
/// `@unchecked Sendable`, because pointers are not: the memory is filled before `init` returns, nobody writes to it
/// afterwards (``PlanView`` holds immutable pointers), and it is freed when nobody holds this any
/// more. Any number of threads may read it at once.
final class PlanMemory: @unchecked Sendable {
    let view: PlanView

    init(_ tables: PlanTables, operations: [Plan.Operation], lists: [Int]) {
        view = PlanView(
            operations: Self.copy(operations),
            lists: Self.copy(lists),
            members: Self.copy(tables.members),
            literals: Self.copy(tables.literals),
            steps: Self.copy(tables.steps),
            paths: Self.copy(tables.paths),
            places: Self.copy(tables.places),
            choices: Self.copy(tables.choices),
            words: Self.copy(tables.words),
            values: Self.copy(tables.values),
            reads: Self.copy(tables.reads),
            joins: Self.copy(tables.joins),
            isTyped: Self.copy(tables.isTyped),
            bytes: Self.copy(tables.bytes)
        )
    }

    deinit {
        Self.free(view.operations)
        Self.free(view.lists)
        Self.free(view.members)
        Self.free(view.literals)
        Self.free(view.steps)
        Self.free(view.paths)
        Self.free(view.places)
        Self.free(view.choices)
        Self.free(view.words)
        Self.free(view.values)
        Self.free(view.reads)
        Self.free(view.joins)
        Self.free(view.isTyped)
        Self.free(view.bytes)
    }

    private static func copy<Element>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
        _ = memory.initialize(from: array)
        return UnsafeBufferPointer(memory)
    }

    private static func free<Element>(_ memory: UnsafeBufferPointer<Element>) {
        UnsafeMutableBufferPointer(mutating: memory).deinitialize().deallocate()
    }
}
