import Dispatch

/// Runs seconds of pure computing on a thread of its own, one such at a time.
///
/// The tests of a run share the few threads of the cooperative pool. A test that computes on one of them keeps the tests
/// that wait for sockets and clocks from being woken in time.
package func longComputation<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        computing.async { continuation.resume(with: Swift.Result(catching: body)) }
    }
}

private let computing = DispatchQueue(label: "long computations")
