/// What the log tells of: the table of all events that go by it. A line's message is the raw value, so a message that
/// is not here cannot be logged by ``Logging/Logger/record(_:_:level:)``, and one with a typing error does not compile.
///
/// A module that begins to tell of something adds a case, its level and its attributes; the documentation follows.
package enum Event: String, Sendable, Hashable, CaseIterable {
    // The gateway's start and end, and its files.
    case settingUnknown = "a setting is not known"
    case leadsUnanswered = "leads without an answer to their last attempt"
    case stopped = "stopped"
    case mappingsReloaded = "mappings reloaded"
    case fileFinding = "something is wrong with a file"
    case mappingVersionLost = "a mapping's version could not be kept in the data folder"
    case identityDoubtful = "an identity may not be able to deliver"

    // Changes of senders' forms.
    case formChanged = "a sender's form has changed"
    case formChangeUpdated = "more is known of a changed form"
    case formNoticeEnded = "a notice has ended"
    case formUnreadable = "what was known of a sender's form cannot be read"
    case formUnkept = "what is known of a sender's form cannot be written down"

    // Callbacks.
    case callbackTold = "a sender was told of its lead"
    case callbackRetried = "a callback was not taken; it is tried again"
    case callbackEnded = "a callback was not taken and is given up"
    case callbackWithoutReceiver = "nobody can be told of a lead's state"
    case callbackUnkept = "what came of a callback cannot be kept; it is sent again after a restart"
    case callbacksUnreadable = "callbacks cannot be read from the store"

    // How long leads are kept.
    case contentExpired = "what was sent has been kept long enough and is erased"
    case contentExpiring = "dead letters will be erased within a week; deliver or discard them"
    case retentionRests = "what is kept too long cannot be erased now; it is tried again within the hour"

    // Operators' orders.
    case jobEnded = "a job has ended"
    case jobsRest = "jobs rest: the store cannot be asked"
    case adminFailed = "admin request failed"
}
