/// A complete or cut-off answer.
package struct HTTPAnswer: Sendable, Hashable {
    /// How the body arrived.
    package enum Completeness: Sendable, Equatable {
        /// All of it.
        case whole
        /// The connection ended before the body did: not to be trusted.
        case truncated
        /// It is longer than we read; the status line still counts.
        case tooLong
    }

    package var status: Int
    /// The last value of each header. Names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]
    package var completeness: Completeness

    /// An answer; whole unless said otherwise.
    package init(
        status: Int,
        headers: [String: String] = [:],
        body: [UInt8] = [],
        completeness: Completeness = .whole
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.completeness = completeness
    }
}

/// An exchange that brought no status line.
package struct TransportFailure: Error, Sendable, Equatable {
    /// What went wrong. What it means depends on `documentLeft`.
    package enum Kind: String, Sendable, CaseIterable {
        /// The host's name could not be resolved.
        case dns
        /// No connection: refused, unreachable, or none in time.
        case connect
        /// The TLS handshake failed.
        case tls
        /// The other side's certificate is not to be trusted: somebody has to look.
        case trust = "tls-trust"
        /// No answer within the deadline.
        case timeout
        /// The connection ended before an answer.
        case reset
        /// We stopped it ourselves, shutting down.
        case cancelled
        /// The address is no usable URL.
        case address
        /// What came is not HTTP.
        case malformed = "answer-malformed"
    }

    package var kind: Kind
    /// Whether any byte of the document could have left this machine. `false` is proof that it did not.
    package var documentLeft: Bool

    /// A failure of that kind.
    package init(_ kind: Kind, documentLeft: Bool) {
        self.kind = kind
        self.documentLeft = documentLeft
    }
}

/// How an exchange ended.
package enum ExchangeResult: Sendable, Equatable {
    /// With a status line.
    case answered(HTTPAnswer)
    /// Without one.
    case failed(TransportFailure)
}
