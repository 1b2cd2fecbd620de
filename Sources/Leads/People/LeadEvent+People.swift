extension LeadEvent.Kind {
    /// Whether a lead can be about somebody else after it: its document is made anew, or more is kept of it.
    package var changesWhom: Bool {
        switch self {
        case .fetched, .built, .replayed, .resendOrdered, .split, .repeatedDifferently, .edited: true
        case .released, .sendingStarted, .progressed, .delivered, .refused, .deferred, .paused, .exhausted, .lostSight,
            .foundUnanswered, .fenced, .stillUncertain, .found, .notThere, .recalled, .discarded, .erased:
            false
        }
    }

    /// Whether more of what came is kept with it.
    package var bringsContent: Bool { self == .repeatedDifferently || self == .fetched }
}
