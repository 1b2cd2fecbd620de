import HTTPEdge
import NIOCore

/// A request whose head was accepted and whose body is arriving.
///
/// The bytes are copied out of the socket's buffers: a slice of one would keep all of it alive, so that a body of one
/// byte held as much memory as the largest read. They are charged as they arrive; what a head announces costs nothing.
struct IncomingRequest {
    let plan: HeadRules.Plan
    /// Bytes its body may have.
    let limit: Int
    let account: BodyAccount
    private(set) var body: [UInt8] = []

    init(plan: HeadRules.Plan, limit: Int, account: BodyAccount) {
        self.plan = plan
        self.limit = limit
        self.account = account
    }

    /// Adds bytes that arrived; the array grows with them, by a quarter at a time.
    mutating func append(_ bytes: ByteBuffer) {
        let needed = body.count + bytes.readableBytes
        if body.capacity < needed {
            body.reserveCapacity(min(needed + needed / 4, max(needed, plan.contentLength ?? limit)))
        }
        body.append(contentsOf: bytes.readableBytesView)
    }
}
