import NIOCore
import NIOHTTP1

/// A request whose head was accepted and whose body is arriving.
struct IncomingRequest {
    let head: HTTPRequestHead
    let plan: HeadRules.Plan
    /// Bytes its body may have.
    let limit: Int
    /// When the head was complete.
    let began: NIODeadline
    var body: ByteBuffer?
    /// Bytes taken from the budget for all bodies.
    var reserved: Int

    /// Until when the body may take: the grace time, plus what its bytes so far have earned at the least rate, never
    /// beyond the total.
    func deadline(_ limits: IntakeLimits) -> NIODeadline {
        let earned = Int64(body?.readableBytes ?? 0) * 1_000 / Int64(max(1, limits.bodyBytesPerSecond))
        let allowed = min(limits.bodyGraceMilliseconds + earned, limits.bodyMilliseconds)
        return began + .milliseconds(allowed)
    }
}
