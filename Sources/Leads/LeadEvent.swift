package import JSON
import Names
import Targets

/// Something that happened to a lead. ``LeadTransition/step(_:_:at:)`` says what it does.
package enum LeadEvent: Sendable, Hashable {
    /// A person has it built with the mapping that its source has now.
    case released(by: String, reason: String?)
    /// What it lacked has come: so many bytes, kept beside the post, and so many that came with it and are no part of the
    /// lead, kept with this event. Where `isHeld` it waits for its mapping until a person releases it.
    case fetched(bytes: Int, isHeld: Bool, beside: Int = 0)
    /// It was built, and lacks nothing any more.
    case built(Destination)
    /// The intent is written; the request may leave as soon as this is durable.
    case sendingStarted(Intent)
    /// The target took some of its operations; the request goes on, or ends with the next event.
    case progressed(Confirmation)
    /// The target took it, with the proof that its profile asks for.
    case delivered(Confirmation)
    /// This document cannot succeed: a data fault of mapping or target, or poison. The lead is dead.
    case refused(Cause)
    /// A transient fault: again from `retryAt` on, in milliseconds since 1970 UTC; of what is waiting also not before a person
    /// says so (``Lead/never``).
    case deferred(Cause, retryAt: Int64)
    /// A connection fault: back to the queue as it was, the attempt does not count.
    case paused(Cause)
    /// The retry budget is used up. The lead is dead.
    case exhausted(Cause)
    /// The request was sent and no trustworthy answer came.
    case lostSight(Cause)
    /// At start-up an intent of an earlier epoch had no answer.
    case foundUnanswered(Cause)
    /// The data file is older than what was done since: the lead may have been sent as this intent says.
    case fenced(Intent, Cause)
    /// A lookup gave no certainty; look again from `lookAgainAt` on, or never (`nil`): a person decides.
    case stillUncertain(Cause, lookAgainAt: Int64?)
    /// A lookup, or a person who looked, found it at the target.
    case found(vorgangsnummer: String, testimony: Testimony? = nil)
    /// The target does not have it: a look-up showed a case that we created later (`witness`, its number), or a person
    /// looked.
    case notThere(witness: String?, testimony: Testimony? = nil)
    /// Its post turned out to hold several leads; this is the first of so many now.
    case split(into: Int)
    /// It came again under its sender's key with other content, which is kept beside it, sealed.
    case repeatedDifferently
    /// A person mends what was sent, by so many operations of a patch that is kept beside it; by none: it counts as it came.
    case edited(by: String, reason: String?, operations: Int)
    /// A person puts it back into the queue. Out of `uncertain` only with a reason.
    case replayed(by: String, reason: String?)
    /// A person takes a replay back before it has gone out: the lead is dead again, with the cause it had. Or a release before
    /// the lead was built: it waits as it did.
    case recalled(by: String)
    /// A person orders a second delivery of a lead that is, or may be, at the target. Always with a reason.
    case resendOrdered(by: String, reason: String)
    /// A person decided that it shall not be delivered.
    case discarded(by: String, reason: String?)
    /// Its content is destroyed. `reason` stays readable for ever: it must not name the customer.
    case erased(by: String, reason: String?)

    /// The event without what it carries; its raw value is the name in the timeline.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        // "released" alone is what becomes of a damaged lead, see ``TimelineEntry/released``.
        case released = "released-to-be-built"
        case fetched
        case built
        case sendingStarted = "sending-started"
        case progressed
        case delivered
        case refused
        case deferred
        case paused
        case exhausted
        case lostSight = "lost-sight"
        case foundUnanswered = "found-unanswered"
        case fenced
        case stillUncertain = "still-uncertain"
        case found
        case notThere = "not-there"
        case split
        case repeatedDifferently = "repeated-differently"
        case edited
        case replayed
        case recalled
        case resendOrdered = "resend-ordered"
        case discarded
        case erased
    }

    /// The event without what it carries.
    package var kind: Kind {
        switch self {
        case .released: .released
        case .fetched: .fetched
        case .built: .built
        case .sendingStarted: .sendingStarted
        case .progressed: .progressed
        case .delivered: .delivered
        case .refused: .refused
        case .deferred: .deferred
        case .paused: .paused
        case .exhausted: .exhausted
        case .lostSight: .lostSight
        case .foundUnanswered: .foundUnanswered
        case .fenced: .fenced
        case .stillUncertain: .stillUncertain
        case .found: .found
        case .notThere: .notThere
        case .split: .split
        case .repeatedDifferently: .repeatedDifferently
        case .edited: .edited
        case .replayed: .replayed
        case .recalled: .recalled
        case .resendOrdered: .resendOrdered
        case .discarded: .discarded
        case .erased: .erased
        }
    }

    /// The cause that it brings.
    package var cause: Cause? {
        switch self {
        case .refused(let cause), .deferred(let cause, _), .paused(let cause), .exhausted(let cause),
            .lostSight(let cause), .foundUnanswered(let cause), .fenced(_, let cause), .stillUncertain(let cause, _):
            cause
        default: nil
        }
    }

    /// What the target confirmed with it.
    package var confirmation: Confirmation? {
        switch self {
        case .progressed(let confirmation), .delivered(let confirmation): confirmation
        default: nil
        }
    }

    /// What the timeline keeps in the clear: who, when, which attempt, class, code and places; no value of the lead
    /// and no word of a target.
    package var detail: JSONObject {
        var detail: JSONObject = [:]
        if let cause {
            detail["class"] = .string(cause.class.rawValue)
            detail["code"] = .string(cause.code)
            detail["fingerprint"] = .string(cause.fingerprint)
        }
        switch self {
        case .sendingStarted(let intent):
            detail["attempt"] = .number(JSONNumber(intent.attempt))
            detail["target"] = .string(intent.target.rawValue)
            detail["mode"] = .string(intent.mode.rawValue)
            detail["mapping"] = .string(intent.mappingHash.rawValue)
            detail["epoch"] = .number(JSONNumber(Int(intent.epoch)))
        case .progressed(let confirmation), .delivered(let confirmation):
            if let number = confirmation.vorgangsnummer { detail["vorgangsnummer"] = .string(number) }
            if !confirmation.results.isEmpty {
                detail["operations"] = .number(JSONNumber(confirmation.results.count))
            }
            detail["messages"] = .number(JSONNumber(confirmation.messages.count))
            if !confirmation.differences.isEmpty {
                detail["differences"] = .number(JSONNumber(confirmation.differences.count))
            }
        case .notThere(let witness, let testimony):
            if let witness { detail["witness"] = .string(witness) }
            testimony?.add(to: &detail)
        case .found(let vorgangsnummer, let testimony):
            detail["vorgangsnummer"] = .string(vorgangsnummer)
            testimony?.add(to: &detail)
        case .deferred(_, let retryAt):
            if retryAt != Lead.never { detail["retryAt"] = .number(JSONNumber(Int(retryAt))) }
        case .stillUncertain(_, let lookAgainAt):
            if let lookAgainAt { detail["lookAgainAt"] = .number(JSONNumber(Int(lookAgainAt))) }
        case .fetched(let bytes, let isHeld, let beside):
            detail["bytes"] = .number(JSONNumber(bytes))
            if beside > 0 { detail["beside"] = .number(JSONNumber(beside)) }
            if isHeld { detail["waitsFor"] = .string(Lead.Lack.mapping.rawValue) }
        case .built(let destination):
            detail["target"] = .string(destination.target.rawValue)
            detail["mode"] = .string(destination.mode.rawValue)
            if let hash = destination.mappingHash { detail["mapping"] = .string(hash.rawValue) }
        case .released(let by, let reason), .replayed(let by, let reason), .discarded(let by, let reason),
            .erased(let by, let reason):
            detail["by"] = .string(by)
            if let reason { detail["reason"] = .string(reason) }
        case .edited(let by, let reason, let operations):
            detail["by"] = .string(by)
            if let reason { detail["reason"] = .string(reason) }
            detail["operations"] = .number(JSONNumber(operations))
        case .recalled(let by): detail["by"] = .string(by)
        case .resendOrdered(let by, let reason):
            detail["by"] = .string(by)
            detail["reason"] = .string(reason)
        case .split(let count): detail["leads"] = .number(JSONNumber(count))
        case .refused, .paused, .exhausted, .lostSight, .foundUnanswered, .fenced, .repeatedDifferently: break
        }
        return detail
    }
}
