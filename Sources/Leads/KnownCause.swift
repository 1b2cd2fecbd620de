/// The causes that this gateway itself gives, each with whose fault it is and what to do: the one table of them.
///
/// A target's own answers come as ``Fault``s with codes of their own (`target-422`, `timeout`).
package enum KnownCause: String, Sendable, Hashable, CaseIterable {
    // What a lead lacks before it can be built.
    case waitsForMapping = "waits-for-mapping"
    case waitsForData = "waits-for-data"

    // What the building of a lead finds (module LeadBuilding).
    case mappingFailed = "mapping-failed"
    case nothingMapped = "nothing-mapped"
    case noLeadInPost = "no-lead-in-post"
    case noIDInPost = "no-id-in-post"
    case sourceDisabled = "source-disabled"
    case sourceMissing = "source-missing"
    case mappingMissing = "mapping-missing"
    case targetWithoutSystem = "target-without-system"
    case modeChanged = "mode-changed"
    case payloadErased = "payload-erased"
    case payloadUnreadable = "payload-unreadable"
    case payloadUndecodable = "undecodable"
    case endsProcess = "ends-the-gateway"
    case severalLeads = "several-leads"

    // What the store finds about a lead among the others.
    case referenceTaken = "reference-taken"
    case caseTaken = "case-taken"
    case caseUnknown = "case-unknown"
    case repeatsDifferently = "repeats-differently"

    // What happens on the way.
    case answerUnreadable = "answer-unreadable"
    case outcomeUnusable = "outcome-unusable"
    case stoppedWhileSending = "stopped-while-sending"
    case restored
    case pausedByOperator = "paused-by-operator"
    case wordsDamaged = "words-damaged"
    case releasedDamaged = "released-damaged"

    /// Whose fault it is.
    package var causeClass: CauseClass {
        switch self {
        case .mappingFailed, .nothingMapped, .noLeadInPost, .sourceMissing, .mappingMissing, .modeChanged,
            .targetWithoutSystem, .payloadErased, .payloadUnreadable, .payloadUndecodable, .severalLeads,
            .referenceTaken, .caseTaken, .caseUnknown, .repeatsDifferently, .noIDInPost:
            .data
        case .endsProcess: .poison
        case .waitsForData: .transient
        case .waitsForMapping, .sourceDisabled, .pausedByOperator: .person
        case .answerUnreadable, .outcomeUnusable, .stoppedWhileSending, .restored, .wordsDamaged,
            .releasedDamaged:
            .unknown
        }
    }

    /// What happened, and what to do.
    package var words: String {
        switch self {
        case .waitsForMapping:
            "It is kept until its source has a mapping. Write one and name it in the source (`leadgate check`), then "
                + "`leadgate leads release --source NAME`."
        case .waitsForData: "The vendor has sent its id; its data is fetched."
        case .noIDInPost:
            "The source's \"fetch\" finds no id in this post. Fix its \"id\" and replay, or discard."
        case .mappingFailed:
            "The mapping asks for values that this lead does not have or that cannot be read. Fix the mapping and replay."
        case .nothingMapped:
            "No value of this lead reaches the document, or none but its campaign: the mapping looks in other places than the "
                + "form writes to. Fix the mapping and replay, or discard."
        case .noLeadInPost:
            "The mapping's \"leads\" selects nothing in this post. Fix it and replay, or discard."
        case .sourceDisabled:
            "The source is switched off. Switch it on and replay, or discard the lead."
        case .sourceMissing:
            "Its source is not in force. Restore its file and the mappings it names (`leadgate check` says what is "
                + "wrong), then replay."
        case .mappingMissing:
            "Its mapping is not in force; `leadgate check` says what is wrong. Restore it, then replay."
        case .targetWithoutSystem:
            "Nothing delivers to this target. Change the mapping's \"target\", then replay."
        case .modeChanged:
            "It was accepted for another target or mode than gateway and source say now. Set them right and replay."
        case .payloadErased: "What was sent is erased; there is nothing to deliver."
        case .payloadUnreadable: "The stored submission is damaged. Restore the data file, then replay."
        case .payloadUndecodable:
            "What was sent is kept as it came, and cannot be read. Where only the character set is unnamed, say \"charset\" in "
                + "the source and replay; else mend it (`leadgate leads edit`) and replay, have it sent again, or discard."
        case .endsProcess:
            "The gateway has ended several times while it built this lead, so it is not tried again by itself: that is a fault "
                + "of the program. Report it with the mapping; mend the mapping or the lead, then replay."
        case .severalLeads:
            "The post is a list of several persons, and the mapping makes one lead of a post. Add \"leads\": "
                + "\"$.payload[*]\" to it and replay: each person becomes a lead."
        case .referenceTaken:
            "Another lead has this reference at the target already. Let the mapping give each lead one of its own, or "
                + "send it as a follow-up; then replay."
        case .caseTaken:
            "Another lead has opened this sender's case already. Send it as a follow-up (a mapping that changes the "
                + "case), or discard."
        case .caseUnknown:
            "No lead has opened the case that this one belongs to. Once its first lead is there, replay."
        case .repeatsDifferently:
            "It came under the key of another lead with other content. Compare them: discard it, or replay it to have it "
                + "delivered besides."
        case .answerUnreadable:
            "The target answered success without what proves it. Look there, then resolve the lead."
        case .outcomeUnusable: "The target's answer cannot be kept as it is. Look there, then resolve the lead."
        case .stoppedWhileSending:
            "The gateway stopped while this lead was being sent. It may or may not be at the target: a target that can be asked "
                + "is asked; else look there for its reference, then resolve the lead."
        case .restored:
            "The data file is older than what this gateway did since, so the lead may be at the target already. It is looked "
                + "up where that is possible; else look there, then resolve it."
        case .pausedByOperator: "Paused by an operator."
        case .wordsDamaged: "The words of this entry are damaged on disk."
        case .releasedDamaged:
            "Its row on disk was damaged, and a person has taken it as it stands. It may be at the target already: look "
                + "there, compare its values with what was sent, then replay or discard."
        }
    }
}

extension Cause {
    /// A cause of the table; `about` is said before its words, and holds no value of the lead.
    package init(_ known: KnownCause, about: String? = nil, violations: [Violation] = []) {
        self.init(
            class: known.causeClass,
            code: known.rawValue,
            message: about.map { "\($0) \(known.words)" } ?? known.words,
            violations: violations
        )
    }

    /// Which of our own it is; `nil` for a target's.
    package var known: KnownCause? { KnownCause(rawValue: code) }
}
