package import HTTPEdge
import SourceFiles

/// What one connection and all of them together may cost before they are cut off (design: limits before work).
package struct IntakeLimits: Sendable, Hashable {
    /// What a connection may cost.
    package var connection = EdgeLimits()
    /// Body bytes of requests that no source's own limit covers.
    package var bodyBytes = 1 << 20
    /// Body bytes no source can go beyond.
    package var largestBodyBytes = SourceLimits.mostBodyBytes
    /// Body bytes of all connections that may wait in memory at a time; beyond, requests get 503.
    package var bufferedBytes = 256 << 20
    /// How much of that may go to senders who have not shown yet that they may post.
    package var unprovenBytes = 24 << 20
    /// How much of that, in turn, to those of one address.
    package var unprovenBytesPerAddress = 16 << 20
    /// Milliseconds that `Prefer: wait` and a source's `respond.wait` may hold a receipt back.
    package var longestWaitMilliseconds: Int64 = 30_000
    /// Milliseconds that requests in flight get to finish when the listener stops; the program's table of budgets sets it.
    package var shutdownMilliseconds: Int64 = 2_500

    package init() {}
}
