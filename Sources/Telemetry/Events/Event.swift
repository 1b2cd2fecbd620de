/// What the log tells of: the table of all events that go by it. A line's message is the raw value, so a message that
/// is not here cannot be logged by ``Logging/Logger/record(_:_:level:)``, and one with a typing error does not compile.
///
/// A module that begins to tell of something adds a case, its level and its attributes; the documentation follows.
package enum Event: String, Sendable, Hashable, CaseIterable {
    // The gateway's start and end, and its files.
    case settingUnknown = "a setting is not known"
    case leadsUnanswered = "leads without an answer to their last attempt"
    case fileFenced =
        "the data file is an older one: its leads are looked up before anything of them is sent, its jobs wait"
    case logLinesLost = "lines of the log were lost: nobody took them"
    case stopped = "stopped"
    case mappingsReloaded = "mappings reloaded"
    case mappingsUnreadable = "the mappings cannot be read; changes of them are not taken over"
    case sourceGone = "a source is not in force any more; posts to it are refused"
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
    case callbackFaulty = "a source's callback cannot be sent"
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

    // Posts and the intake listener.
    case intakeListening = "intake is listening"
    case intakeStopped = "intake has stopped"
    case requestAnswered = "request"
    case postRefused = "posts without a right to it were refused"
    case openFilesShort = "the system's limit of open files leaves room for fewer connections than are allowed"
    case requestRefused = "request refused"
    case connectionDropped = "connection dropped"
    case sourceWithoutSecret = "a source lacks secrets"
    case secretMissing = "a secret of a source cannot be used"
    case secretsFound = "all secrets of a source are found again"
    case certificateReread = "the certificate was read again"
    case certificateRefused = "the new certificate is not used; the one before stays in force"
    case postUnkept = "a post could not be stored; its sender was told to send it again"
    case leadUnreadable = "a lead could not be read for its sender"
    case leadRepeatedDifferently = "a lead came again with other content, which is kept beside it"

    // The store.
    case patrolFailed = "the data file could not be looked through"
    case dataDamaged = "the data file is damaged"
    case indexesMended = "indexes of the data file were damaged and have been made anew"
    case diskFull = "new leads are refused: the disk is nearly full"
    case storeFailed = "the lead store has failed and takes no more leads"

    // What becomes of leads.
    case leadSuspected = "a process ended while it built this lead"
    case leadReleased = "lead released-to-be-built"
    case leadFetched = "lead fetched"
    case leadBuilt = "lead built"
    case leadLeaves = "lead sending-started"
    case leadProgressed = "lead progressed"
    case leadDelivered = "lead delivered"
    case leadRefused = "lead refused"
    case leadDeferred = "lead deferred"
    case leadPaused = "lead paused"
    case leadExhausted = "lead exhausted"
    case leadLost = "lead lost-sight"
    case leadUnanswered = "lead found-unanswered"
    case leadFenced = "lead fenced"
    case leadStillUncertain = "lead still-uncertain"
    case leadFound = "lead found"
    case leadNotThere = "lead not-there"
    case leadSplit = "lead split"
    case leadRepeated = "lead repeated-differently"
    case leadEdited = "lead edited"
    case leadReplayed = "lead replayed"
    case leadRecalled = "lead recalled"
    case leadResent = "lead resend-ordered"
    case leadDiscarded = "lead discarded"
    case leadErased = "lead erased"

    // Delivery.
    case deliveryRests = "deliveries rest"
    case deliveryWorks = "deliveries work again"
    case queueUnreadable = "the queue cannot be read"
    case restUnkept = "a rest cannot be written down"
    case storeGone = "the store is gone; nothing is sent until the gateway is restarted"
    case payloadUnreadable = "a payload cannot be read"
    case waitingUnreadable = "leads that wait to be built cannot be read"
    case buildUnkept = "a lead that was built cannot be stored; it is built again"
    case splitUnkept = "the leads of a post cannot be stored"
    case intentUnkept = "an intent cannot be written, so nothing is sent"
    case outcomeUnkept = "what became of a lead cannot be written down"
    case uncertainUnreadable = "uncertain leads cannot be read"
    case lookupFailed = "a look-up failed; it is tried again"
    case lookupUnkept = "what a look-up found cannot be written down"
    case clockJumped = "the clock jumped; due times were moved with it"

    // Leads whose data is fetched.
    case fetchingRests = "a source's leads are not fetched for now"
    case fetchingWorks = "a source's leads are fetched again"
    case fetchUnkept = "what was fetched cannot be stored; it is fetched again"

    // Europace and its stand-in.
    case scopesMissing = "Europace granted fewer scopes than asked for"
    case tokenReceived = "access token received"
    case tokenMissing = "no access token"
    case readBackFailed = "what was stored could not be read back, so it is not compared with what was sent"
    case referenceShared = "several Vorgaenge carry the same reference"
    case clientUnclean = "the HTTP client was not shut down cleanly"
    case sandboxFailed = "the sandbox cannot answer"

    // Operators' orders.
    case targetPaused = "target paused by an operator"
    case targetResumed = "target resumed by an operator"
    case fetchingResumed = "fetching of a source resumed by an operator"
    case damageDecided = "a person has decided on a damaged lead"
    case personErased = "what was kept of a person is erased"
    case personIndexRests = "leads cannot be indexed by person now"
    case jobEnded = "a job has ended"
    case jobsRest = "jobs rest: the store cannot be asked"
    case adminFailed = "admin request failed"
    case operatorAsked = "an operator's request"
    case backupUnaudited = "a backup is in no audit log: the store takes no writes"
    case operatorRefused = "requests without a right to the operators' API were refused"
}
