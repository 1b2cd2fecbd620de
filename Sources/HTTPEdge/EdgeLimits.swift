/// What one connection, and all of them together, may cost a listener before they are cut off: limits before work.
package struct EdgeLimits: Sendable, Hashable {
    /// Bytes of a request's head, and of trailers after a chunked body.
    package var headerBytes = 32 * 1024
    /// Header lines of a request.
    package var headerFields = 128
    /// Milliseconds from the first byte of a request to the end of its head.
    package var headerMilliseconds: Int64 = 10_000
    /// Milliseconds a connection may stay open without a byte, before its first request and between two.
    package var idleMilliseconds: Int64 = 30_000
    /// Milliseconds within which answers must be read.
    package var writeMilliseconds: Int64 = 20_000
    /// Bytes of answers that may wait on one connection before nothing more is read from it.
    package var unsentBytes = 16 << 10
    /// Bytes of answers that may wait on all connections before those that hold the most have no further request answered.
    package var unsentTotalBytes = 8 << 20
    /// Milliseconds a body gets before its rate counts.
    package var bodyGraceMilliseconds: Int64 = 10_000
    /// Bytes per second that a body must reach on average once the grace time is over.
    package var bodyBytesPerSecond = 1_024
    /// Milliseconds that a body may take at all.
    package var bodyMilliseconds: Int64 = 120_000
    /// Bytes of a body that are read as they come, whoever sends them.
    package var freeBodyBytes = 16 << 10
    /// Bytes per second at which, beyond those, all bodies together are read whose senders have not shown that they may post,
    /// and what is thrown away. 0: no limit.
    package var unprovenBytesPerSecond = 32 << 20
    /// Open connections; beyond, the one that has been idle longest makes room.
    package var connections = 8_192
    /// Whom to believe about who is behind them; they may have any number of connections.
    package var proxies = ProxyRules()
    /// Open connections of one address (an IPv6 /64 counts as one), and requests in hand of one behind a trusted proxy.
    /// 0: no limit.
    package var connectionsPerAddress = 256
    /// Bytes and milliseconds for which a connection is still read after it was refused, so that the sender reads why.
    package var discardBytes = 32 << 20
    package var discardMilliseconds: Int64 = 10_000
    /// Connections that are read like this at a time; beyond, they are closed at once.
    package var lingeringConnections = 64

    package init() {}
}
