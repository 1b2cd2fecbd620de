import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Intake

@Suite("Tasks on a connection's event loop")
struct LoopExecutorTests {
    private final class Steps: Sendable {
        private let taken = Mutex<[String]>([])

        var all: [String] { taken.withLock { $0 } }

        func take(_ step: String) { taken.withLock { $0.append(step) } }
    }

    /// Runs a body on a loop until it says that it is done.
    private func taken(_ body: @escaping @Sendable (LoopExecutor, Steps, EventLoopPromise<Void>) -> Void) async throws
        -> [String]
    {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let (executor, steps, done) = (LoopExecutor(loop), Steps(), loop.makePromise(of: Void.self))
        try await loop.submit { body(executor, steps, done) }.get()
        try await done.futureResult.get()
        return steps.all
    }

    @Test("the first step is taken at once, the others on the same loop")
    func first() async throws {
        let all = try await taken { executor, steps, done in
            let loop = done.futureResult.eventLoop
            executor.start {
                steps.take("first")
                await Task.yield()
                steps.take(loop.inEventLoop ? "second" : "elsewhere")
                done.succeed()
            }
            steps.take("started")
        }
        #expect(all == ["first", "started", "second"])
    }

    @Test("a task that is started in the step of another waits until that has ended")
    func nested() async throws {
        let all = try await taken { executor, steps, done in
            executor.start {
                steps.take("outer")
                executor.start {
                    steps.take("inner")
                    done.succeed()
                }
                steps.take("outer ends")
            }
        }
        #expect(all == ["outer", "outer ends", "inner"])
    }
}
