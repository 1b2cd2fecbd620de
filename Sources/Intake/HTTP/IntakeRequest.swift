import HTTPEdge
import NIOHTTP1

/// One whole request: head checked, body complete.
struct IntakeRequest: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    let headers: RequestHeaders
    let body: [UInt8]
}
