/// What one connection and all of them together may cost before they are cut off (design: limits before work).
package struct IntakeLimits: Sendable, Hashable {
    /// Bytes of a request's head, and of trailers after a chunked body.
    package var headerBytes = 32 * 1024
    /// Header lines of a request.
    package var headerFields = 128
    /// Milliseconds from the first byte of a request to the end of its head.
    package var headerMilliseconds: Int64 = 10_000
    /// Milliseconds a connection may stay open without a byte, before its first request and between two.
    package var idleMilliseconds: Int64 = 30_000
    /// Body bytes of requests that no source's own limit covers.
    package var bodyBytes = 1 << 20
    /// Body bytes no source can go beyond.
    package var largestBodyBytes = 16 << 20
    /// Milliseconds a body gets before its rate counts.
    package var bodyGraceMilliseconds: Int64 = 10_000
    /// Bytes per second that a body must reach on average once the grace time is over.
    package var bodyBytesPerSecond = 1_024
    /// Milliseconds that a body may take at all.
    package var bodyMilliseconds: Int64 = 120_000
    /// Body bytes of all connections that may wait in memory at a time; beyond, requests get 503.
    package var bufferedBytes = 256 << 20
    /// How much of that may go to senders who have not shown yet that they may post.
    package var unprovenBytes = 64 << 20
    /// How much of that, in turn, to those of one address.
    package var unprovenBytesPerAddress = 16 << 20
    /// Milliseconds within which answers must be read.
    package var writeMilliseconds: Int64 = 20_000
    /// Bytes of answers that may wait on one connection before nothing more is read from it.
    package var unsentBytes = 16 << 10
    /// Open connections; further ones are closed at once.
    package var connections = 8_192
    /// Open connections of one address (an IPv6 /64 counts as one). 0: no limit, for a listener behind a proxy.
    package var connectionsPerAddress = 256
    /// Bytes and milliseconds for which a connection is still read after it was refused, so that the sender reads why.
    package var discardBytes = 32 << 20
    package var discardMilliseconds: Int64 = 10_000
    /// Milliseconds that `Prefer: wait` and a source's `respond.wait` may hold a receipt back.
    package var longestWaitMilliseconds: Int64 = 30_000
    /// Milliseconds that requests in flight get to finish when the listener stops.
    package var shutdownMilliseconds: Int64 = 8_000

    package init() {}
}
