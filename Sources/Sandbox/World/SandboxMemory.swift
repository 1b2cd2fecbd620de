import JSON
import Moments

/// Keeps the ``World`` and lets one request at a time change it.
///
/// With a journal the order is: work on a copy, write and flush the line, make the copy the world, answer. A harness that
/// kills a process at any moment therefore never sees a case, in any answer, of which the journal does not know.
actor SandboxMemory {
    private var world: World
    private let journal: Journal?
    private let clock: any Clock
    private var isWriting = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ configuration: SandboxConfiguration, journal: Journal?) throws(SandboxError) {
        world = try World(configuration)
        self.journal = journal
        clock = configuration.clock
    }

    /// Lets `work` change the world; what `line` makes of the result is in the journal before anybody can see it.
    func change<Result: Sendable>(
        _ work: @Sendable (inout World) -> Result,
        line: @Sendable (Result) -> JSONValue
    ) async throws(SandboxError) -> Result {
        guard let journal else { return change(work) }
        await takeTurn()
        defer { passTurn() }
        var draft = world
        draft.now = clock.now()
        let result = work(&draft)
        try await journal.append(line(result))
        world = draft
        return result
    }

    /// Lets `work` change the world where no journal is kept: the control endpoints.
    func control<Result: Sendable>(_ work: @Sendable (inout World) -> Result) async -> Result {
        await takeTurn()
        defer { passTurn() }
        return change(work)
    }

    private func change<Result: Sendable>(_ work: @Sendable (inout World) -> Result) -> Result {
        world.now = clock.now()
        return work(&world)
    }

    private func takeTurn() async {
        guard isWriting else {
            isWriting = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Whoever waits longest has the turn next, without anybody in between.
    private func passTurn() {
        if waiting.isEmpty { isWriting = false } else { waiting.removeFirst().resume() }
    }
}
