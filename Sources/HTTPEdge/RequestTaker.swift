package import NIOCore

/// Whoever answers the requests that a gate lets through, told of each part by part, on the connection's event loop.
///
/// Called by the gate itself: what goes on to a handler behind it is put into a box and taken out again, three times a request.
package protocol RequestTaker: AnyObject {
    /// A head has gone through.
    func begin(_ plan: HeadRules.Plan)

    /// More of its body has come.
    func take(_ bytes: ByteBuffer)

    /// All of it has come: it wants its answer (``RequestGate/answer(_:)``).
    func complete()

    /// There is nothing to answer any more: the gate has refused what was coming, or the connection has ended.
    func giveUp()
}
