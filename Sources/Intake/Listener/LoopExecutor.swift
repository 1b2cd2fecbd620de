import NIOCore
import Synchronization

/// Runs a task's steps on a connection's event loop: a post that waits for the disk comes back to the thread that writes
/// its answer, without passing through another one.
///
/// Only for work that is short between its suspensions.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop
    /// Whether the loop is making a task whose first step it takes at once.
    private let isStarting = Atomic<Bool>(false)

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Starts a task on the loop, and takes its first step at once; inside the step of another task it waits for its turn.
    func start(_ work: @escaping @Sendable () async -> Void) {
        isStarting.store(withUnsafeCurrentTask { $0 == nil }, ordering: .relaxed)
        Task(executorPreference: self, operation: work)
        isStarting.store(false, ordering: .relaxed)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isStarting.load(ordering: .relaxed), loop.inEventLoop {
            isStarting.store(false, ordering: .relaxed)
            job.runSynchronously(on: asUnownedTaskExecutor())
        } else {
            loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}
