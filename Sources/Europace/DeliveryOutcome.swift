/// What became of a document that was to create a Vorgang.
///
/// A POST is *answered*, *not sent* or *unknown*; only unknown is dangerous, because the APIs know no idempotency and a
/// second POST makes a second Vorgang (fact sheet 0.1). The classes are those of the fact sheet 2.6.
package enum DeliveryOutcome: Sendable, Equatable {
    /// Created: 201 with a Vorgangsnummer. `messages` are KreditSmart's free-text notes on what it adapted or dropped;
    /// they may quote the lead and belong into the sealed store.
    case delivered(vorgangsnummer: String, messages: [String])
    /// The target refuses this document; others are not affected.
    case dataFault(Fault)
    /// Credentials, rights or configuration: every lead of this target is affected, none is to blame.
    case connectionFault(Fault)
    /// Certainly not created, and it may work later. `retryAfterMilliseconds` is what the target asked for, at most 1 h.
    case transient(Fault, retryAfterMilliseconds: Int64?)
    /// Nobody can say whether it was created.
    case unknown(Fault)

    /// The fault, unless delivered.
    package var fault: Fault? {
        switch self {
        case .delivered: nil
        case .dataFault(let fault), .connectionFault(let fault), .transient(let fault, _), .unknown(let fault): fault
        }
    }
}

/// Whether a Vorgang with our reference exists.
package enum LookupOutcome: Sendable, Equatable {
    /// It exists.
    case found(vorgangsnummer: String)
    /// The whole list since then was read and does not show it. That is evidence, not proof: the index lags, and the
    /// caller may lack the right to see the case (fact sheet 2.7).
    case notFound
    /// It could not be told.
    case failed(Fault)
}

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
