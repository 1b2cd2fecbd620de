/// Something that a person, or a program in a person's name, did with the gateway: one entry of the audit log.
///
/// It names who, what, to which thing and why; never a value of a lead. What is written as a reason stays readable for ever.
package struct OperatorAct: Sendable, Hashable {
    /// What was done; the raw value is the word in the audit log.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case payloadViewed = "payload-viewed"
        case submissionViewed = "submission-viewed"
        case documentViewed = "document-viewed"
        case reportViewed = "report-viewed"
        case answersViewed = "answers-viewed"
        case previewed
        case editsViewed = "edits-viewed"
        case edited
        case replayed
        case discarded
        case erased
        case resolved
        case damageMended = "damage-mended"
        case damageAccepted = "damage-accepted"
        case damageErased = "damage-erased"
        case jobOrdered = "job-ordered"
        case jobPaused = "job-paused"
        case jobContinued = "job-continued"
        case jobCancelled = "job-cancelled"
        case jobUndone = "job-undone"
        case targetPaused = "target-paused"
        case targetResumed = "target-resumed"
        case sourceResumed = "source-resumed"
        case noticeAcknowledged = "notice-acknowledged"
        case personSearched = "person-searched"
        case personExported = "person-exported"
        case personErasureOrdered = "person-erasure-ordered"
        case personErased = "person-erased"
        case personsIndexedAnew = "persons-indexed-anew"
        case backupOrdered = "backup-ordered"
        case backedUp = "backed-up"
        case restored
        case masterKeyChanged = "master-key-changed"
        case tokenCreated = "token-created"
        case tokenRevoked = "token-revoked"
        case revokedTokenUsed = "revoked-token-used"
    }

    /// The name of the token that was used.
    package let by: String
    /// What was done.
    package let kind: Kind
    /// What it was done to: the id of a lead, job or notice, the name of a target, a source or a token, a file.
    package let subject: String
    /// Why, in the person's words.
    package let reason: String?

    /// An act of its parts.
    package init(by: String, _ kind: Kind, _ subject: String, reason: String? = nil) {
        self.by = by
        self.kind = kind
        self.subject = subject
        self.reason = reason
    }
}
