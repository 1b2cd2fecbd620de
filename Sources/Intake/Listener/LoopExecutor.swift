import NIOCore

/// Runs a task's steps on a connection's event loop: a post that waits for the disk comes back to the thread that writes
/// its answer, without passing through another one.
///
/// Only for work that is short between its suspensions.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
