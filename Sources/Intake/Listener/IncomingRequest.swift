import NIOCore
import NIOHTTP1

/// A request whose head was accepted and whose body is arriving.
///
/// The bytes are copied out of the socket's buffers: a slice of one would keep all of it alive, so that a body of one
/// byte held as much memory as the largest read. They are charged as they arrive; what a head announces costs nothing.
struct IncomingRequest {
    let head: HTTPRequestHead
    let plan: HeadRules.Plan
    /// Bytes its body may have.
    let limit: Int
    let account: BodyAccount
    /// When the head was complete.
    let began: NIODeadline
    private(set) var body: [UInt8] = []

    init(head: HTTPRequestHead, plan: HeadRules.Plan, limit: Int, account: BodyAccount, began: NIODeadline) {
        self.head = head
        self.plan = plan
        self.limit = limit
        self.account = account
        self.began = began
    }

    /// Adds bytes that arrived; the array grows with them, at most to twice their number.
    mutating func append(_ bytes: ByteBuffer) {
        let needed = body.count + bytes.readableBytes
        if body.capacity < needed {
            let doubled = needed * 2
            body.reserveCapacity(min(doubled, max(needed, plan.contentLength ?? limit)))
        }
        body.append(contentsOf: bytes.readableBytesView)
    }

    /// Until when the body may take: the grace time, plus what its bytes so far have earned at the least rate, never
    /// beyond the total.
    func deadline(_ limits: IntakeLimits) -> NIODeadline {
        let earned = Int64(body.count) * 1_000 / Int64(max(1, limits.bodyBytesPerSecond))
        let allowed = min(limits.bodyGraceMilliseconds + earned, limits.bodyMilliseconds)
        return began + .milliseconds(allowed)
    }
}
