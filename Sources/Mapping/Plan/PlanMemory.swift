/// The tables of a plan in memory of their own.
///
/// An array lends its memory for the length of a closure only; a run needs fourteen of them at once and for as long as it
/// takes, without counting references.
///
/// `@unchecked Sendable`, because pointers are not: the memory is filled before `init` returns, nobody writes to it
/// afterwards (``PlanView`` holds immutable pointers), and it is freed when nobody holds this any
/// more. Any number of threads may read it at once.
final class PlanMemory: @unchecked Sendable {
    /// A pointer, because the view is too large to be handed on for every value.
    let view: UnsafePointer<PlanView>

    init(_ tables: PlanTables, operations: [Plan.Operation], lists: [Int]) {
        let view = UnsafeMutablePointer<PlanView>.allocate(capacity: 1)
        let filled = PlanView(
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
        view.initialize(to: filled)
        self.view = UnsafePointer(view)
    }

    deinit {
        let pages = view.pointee
        Self.free(pages.operations)
        Self.free(pages.lists)
        Self.free(pages.members)
        Self.free(pages.literals)
        Self.free(pages.steps)
        Self.free(pages.paths)
        Self.free(pages.places)
        Self.free(pages.choices)
        Self.free(pages.words)
        Self.free(pages.values)
        Self.free(pages.reads)
        Self.free(pages.joins)
        Self.free(pages.isTyped)
        Self.free(pages.bytes)
        view.deallocate()
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
