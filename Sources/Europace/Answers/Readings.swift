package import Leads

/// What reading a case back gave.
package enum ReadOutcome: Sendable, Equatable {
    /// The stored document as JSON text; it holds personal data.
    case document([UInt8])
    /// It could not be read; `fault.status` is 404 where there is no such case.
    case failed(Fault)
}

/// What Europace says about a document without creating anything.
package enum ValidationOutcome: Sendable, Equatable {
    /// It would be accepted. That says nothing about what would be dropped in silence.
    case accepted
    /// It would be refused.
    case refused(Fault)
    /// It could not be told.
    case failed(Fault)
}

/// What asking for a token gave: for `doctor` and at start.
package enum AuthenticationOutcome: Sendable, Equatable {
    /// We are let in, with these scopes (they may be fewer than asked for, fact sheet 1.1), for so many seconds.
    case granted(scopes: [String], expiresInSeconds: Int64)
    /// We are refused until somebody changes credentials, scopes or address.
    case refused(Fault)
    /// It could not be told now.
    case failed(Fault)
}
