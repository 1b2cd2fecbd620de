import NIOCore
package import NIOHTTP1

/// A whole answer; the gate adds what every answer has.
package struct Answer: Sendable {
    package let status: HTTPResponseStatus
    package let contentType: String?
    /// Beyond those that every answer has.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// Whether the connection must not be used again.
    package var closes: Bool

    /// An answer of its parts.
    package init(
        _ status: HTTPResponseStatus,
        contentType: String?,
        headers: [(name: String, value: String)],
        body: [UInt8],
        closes: Bool
    ) {
        self.status = status
        let hasContent = Self.hasContent(status)
        self.contentType = hasContent ? contentType : nil
        self.headers = headers
        self.body = hasContent ? body : []
        self.closes = closes
    }

    /// Whether a status has a body at all: what is written behind the head of one that has none is read as the next answer
    /// (RFC 9112 §6.3).
    private static func hasContent(_ status: HTTPResponseStatus) -> Bool {
        status != .noContent && status != .resetContent && status != .notModified && status.code >= 200
    }

    /// The head, for whoever encodes it.
    func head(date: String) -> HTTPResponseHead {
        var fields: [(String, String)] = []
        forEachField(date: date) { fields.append(($0, $1)) }
        return HTTPResponseHead(version: .http1_1, status: status, headers: HTTPHeaders(fields))
    }

    /// Head and body as they are sent (RFC 9112 §4).
    ///
    /// - Parameter hasBody: false for the answer to a HEAD: its head says how long the body would be.
    func bytes(date: String, hasBody: Bool, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var bytes = allocator.buffer(capacity: 192 + 96 * headers.count + body.count)
        bytes.writeStaticString("HTTP/1.1 ")
        bytes.writeString(String(status.code))
        bytes.writeStaticString(" ")
        bytes.writeString(status.reasonPhrase)
        bytes.writeStaticString("\r\n")
        forEachField(date: date) { name, value in
            bytes.writeString(name)
            bytes.writeStaticString(": ")
            bytes.writeString(value)
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("\r\n")
        if hasBody { bytes.writeBytes(body) }
        return bytes
    }

    private func forEachField(date: String, _ write: (_ name: String, _ value: String) -> Void) {
        write("date", date)
        if let contentType { write("content-type", contentType) }
        if status != .noContent { write("content-length", String(body.count)) }
        write("cache-control", "no-store")
        if closes { write("connection", "close") }
        for (name, value) in headers { write(name, value) }
    }
}
