package import JSON
package import Mapping
package import Names

/// Word for an operator that a sender's form no longer is what the mapping was written for, or that its posts differ from
/// what came before: one for each cause, however many leads it concerns. It names places, never what anybody typed.
package struct Notice: Sendable, Hashable {
    /// What has changed.
    package enum Cause: Sendable, Hashable {
        /// A field that no rule reads and nobody declared unused has come up.
        case appeared(InputPlace)
        /// A field that rules read is not sent any more.
        case vanished(InputPlace)
        /// One has come up where another one vanished.
        case renamed(from: InputPlace, to: InputPlace)
        /// Answers come at this place that the rule for this member of the target document does not know.
        case unknownOption(InputPlace, target: JSONPointer)
        /// Posts came again under known keys with other content, which is kept for a person.
        case repeatedDifferently
    }

    /// The cause as a stable word.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case fieldNew = "field-new"
        case fieldVanished = "field-vanished"
        case fieldRenamed = "field-renamed"
        case optionUnknown = "option-unknown"
        case repeatedDifferently = "repeated-differently"
    }

    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Nobody has said anything about it yet.
        case open
        /// An operator has seen it; the cause goes on.
        case acknowledged
        /// The cause has ended, by itself or by a changed mapping.
        case ended
    }

    /// Why a notice ended.
    package enum End: String, Sendable, Hashable, CaseIterable {
        /// A rule reads the place now, it is declared unused, the option is known, or no rule wants it any more.
        case mappingChanged = "mapping-changed"
        /// The field is sent again.
        case fieldCameBack = "field-came-back"
        /// The new field or option is not sent any more.
        case notSeenAnyMore = "not-seen-any-more"
        /// There is no such source any more.
        case sourceRemoved = "source-removed"
        /// An operator has seen what was kept; what comes after it is another cause.
        case acknowledged
    }

    /// An option that the rule does not know.
    struct Option: Sendable, Hashable {
        let fingerprint: UInt64
        var record: OptionRecord
    }

    /// The source's name and a number: `trisalis-3`.
    package let id: String
    package let source: SourceName
    package internal(set) var mapping: String
    package internal(set) var mappingHash: MappingHash
    package internal(set) var cause: Cause
    /// The rules of the mapping that are concerned, as pointers into its file.
    package internal(set) var rules: [JSONPointer]
    /// When the first of these leads came, or the last one with the vanished field. Milliseconds since 1970 UTC.
    package internal(set) var since: Int64
    package let raisedAt: Int64
    /// When the last of these leads came.
    package internal(set) var lastAt: Int64
    /// How many leads it concerns.
    package internal(set) var leads: Int
    /// Ids of leads to look at: the latest, or one for each unknown option.
    package internal(set) var examples: [String]
    package internal(set) var acknowledgedAt: Int64?
    /// The operator's words.
    package internal(set) var reason: String?
    package internal(set) var endedAt: Int64?
    package internal(set) var end: End?
    var options: [Option] = []

    package var kind: Kind {
        switch cause {
        case .appeared: .fieldNew
        case .vanished: .fieldVanished
        case .renamed: .fieldRenamed
        case .unknownOption: .optionUnknown
        case .repeatedDifferently: .repeatedDifferently
        }
    }

    package var state: State {
        if end != nil { return .ended }
        return acknowledgedAt == nil ? .open : .acknowledged
    }

    /// The place that it is about; for a renamed field the new one, for whole posts their root.
    package var place: InputPlace {
        switch cause {
        case .appeared(let place), .vanished(let place), .unknownOption(let place, _): place
        case .renamed(_, let place): place
        case .repeatedDifferently: InputPlace([])
        }
    }

    /// The place that vanished, if one did.
    package var vanished: InputPlace? {
        switch cause {
        case .vanished(let place), .renamed(let place, _): place
        case .appeared, .unknownOption, .repeatedDifferently: nil
        }
    }

    /// The place that came up, if one did.
    package var appeared: InputPlace? {
        switch cause {
        case .appeared(let place), .renamed(_, let place): place
        case .vanished, .unknownOption, .repeatedDifferently: nil
        }
    }

    /// How many different unknown options came.
    package var optionCount: Int { options.count }
}
