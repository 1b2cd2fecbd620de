package import Logging

extension Event {
    /// What a line says besides its message. Names of things, places, codes and counts: never what a person typed.
    package enum Attribute: String, Sendable, Hashable, CaseIterable {
        case action, advice, answer, attempt, changed, code, detail, end, error, file, job, kind, lead, leads, line,
            mapping, mappings, notice, place, skipped, source, state, suggestion, undone
    }

    /// How loud it is, unless the one who tells of it knows that it is less (``Logging/Logger/record(_:_:level:)``).
    package var level: Logger.Level { row.level }

    /// What its lines can say.
    package var attributes: [Attribute] { row.attributes }

    private var row: (level: Logger.Level, attributes: [Attribute]) {
        switch self {
        case .settingUnknown: (.warning, [.detail])
        case .leadsUnanswered: (.warning, [.leads])
        case .stopped: (.notice, [])
        case .mappingsReloaded: (.notice, [.mappings])
        case .fileFinding: (.error, [.detail, .file, .line, .code, .place])
        case .mappingVersionLost: (.error, [.mapping, .advice])
        case .identityDoubtful: (.error, [.detail, .code, .advice])
        case .formChanged, .formChangeUpdated: (.warning, [.detail] + Self.noticeAttributes)
        case .formNoticeEnded: (.notice, Self.noticeAttributes)
        case .formUnreadable: (.warning, [.source])
        case .formUnkept: (.warning, [.source, .error])
        case .callbackTold: (.debug, [.lead, .source, .state, .attempt, .answer])
        case .callbackRetried: (.info, [.lead, .source, .state, .attempt, .answer])
        case .callbackEnded: (.warning, [.lead, .source, .state, .attempt, .answer])
        case .callbackWithoutReceiver: (.warning, [.lead, .source, .advice])
        case .callbackUnkept: (.error, [.lead, .error])
        case .callbacksUnreadable: (.error, [.error])
        case .contentExpired: (.notice, [.source, .state, .leads])
        case .contentExpiring: (.warning, [.source, .leads])
        case .retentionRests: (.warning, [.error])
        case .jobEnded: (.notice, [.job, .action, .state, .changed, .skipped, .undone])
        case .jobsRest: (.warning, [.error])
        case .adminFailed: (.error, [.error])
        }
    }

    private static let noticeAttributes: [Attribute] = [
        .notice, .source, .kind, .place, .mapping, .leads, .suggestion, .end,
    ]

    /// The table as Markdown, for the documentation.
    package static var markdown: String {
        var text = "| message | level | attributes |\n|---|---|---|\n"
        for event in allCases {
            let attributes = event.attributes.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            text += "| \(event.rawValue) | \(event.level.rawValue) | \(attributes) |\n"
        }
        return text
    }
}

extension Logger {
    /// Writes a line about an event of the table.
    ///
    ///     logger.record(.callbackUnkept, [.lead: "\(callback.lead)", .error: "\(error)"])
    ///
    /// - Parameters:
    ///   - values: by the event's own attributes; any other is a mistake that debug builds stop at.
    ///   - level: where it is not the event's own: what is known already, or less grave than it can be.
    package func record(
        _ event: Event,
        _ values: [Event.Attribute: Logger.MetadataValue] = [:],
        level: Logger.Level? = nil
    ) {
        assert(values.keys.allSatisfy(event.attributes.contains), "'\(event.rawValue)' has no such attribute")
        log(
            level: level ?? event.level,
            "\(event.rawValue)",
            metadata: Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
        )
    }
}
