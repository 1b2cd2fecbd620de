package import Logging

extension Event {
    /// What a line says besides its message. Names of things, places, codes and counts: never what a person typed.
    package enum Attribute: String, Sendable, Hashable, CaseIterable {
        case action, advice, answer, attempt, by, bytes, changed, `class`, code, connections, count, damage, detail,
            end, error,
            file, host, job, jobs,
            kind,
            lead, leads, line, mapping, mappings, method, microseconds, milliseconds, missing, notice, outcome, path,
            place,
            port,
            reason,
            seconds, skipped, source, state, status, suggestion, target, undone, until, vorgangsnummer, why, witness
    }

    /// How loud it is, unless the one who tells of it knows that it is less (``Logging/Logger/record(_:_:level:)``).
    package var level: Logger.Level { row.level }

    /// What its lines can say.
    package var attributes: [Attribute] { row.attributes }

    private var row: (level: Logger.Level, attributes: [Attribute]) {
        switch self {
        case .settingUnknown: (.warning, [.detail])
        case .leadsUnanswered: (.warning, [.leads])
        case .fileFenced: (.error, [.leads, .jobs, .why])
        case .logLinesLost: (.warning, [.count])
        case .stopped: (.notice, [])
        case .mappingsReloaded: (.notice, [.mappings])
        case .mappingsUnreadable: (.error, [.detail])
        case .sourceGone: (.warning, [.source])
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
        case .callbackFaulty: (.error, [.source, .detail])
        case .callbackUnkept: (.error, [.lead, .error])
        case .callbacksUnreadable: (.error, [.error])
        case .contentExpired: (.notice, [.source, .state, .leads])
        case .contentExpiring: (.warning, [.source, .leads])
        case .retentionRests: (.warning, [.error])
        case .intakeListening: (.info, [.host, .port])
        case .intakeStopped: (.info, [])
        case .requestAnswered: (.info, [.method, .status, .bytes, .microseconds, .source, .lead, .leads, .reason])
        case .requestRefused, .connectionDropped: (.debug, [.reason])
        case .postRefused: (.notice, [.source, .reason, .count])
        case .openFilesShort: (.warning, [.connections])
        case .sourceWithoutSecret: (.warning, [.source])
        case .secretMissing: (.error, [.source, .detail])
        case .secretsFound: (.notice, [.source])
        case .certificateReread: (.notice, [])
        case .certificateRefused: (.error, [.detail])
        case .postUnkept: (.error, [.source, .error])
        case .leadUnreadable: (.error, [.error])
        case .leadSuspected: (.error, [.lead, .count])
        case .leadRepeatedDifferently: (.notice, [.source, .lead])
        case .patrolFailed: (.error, [.error])
        case .dataDamaged: (.critical, [.damage, .lead, .detail])
        case .indexesMended: (.error, [.detail])
        case .diskFull: (.error, [.detail])
        case .storeFailed: (.critical, [.error])
        case .leadFetched, .leadBuilt, .leadLeaves, .leadProgressed, .leadStillUncertain: (.debug, Self.leadAttributes)
        case .leadRefused, .leadExhausted, .leadLost, .leadUnanswered: (.warning, Self.leadAttributes)
        case .leadDeferred: (.info, Self.leadAttributes + [.until])
        case .leadDelivered, .leadPaused, .leadFenced, .leadSplit, .leadRepeated:
            (.info, Self.leadAttributes)
        case .leadFound: (.info, Self.leadAttributes + [.by])
        case .leadNotThere: (.info, Self.leadAttributes + [.witness, .by])
        case .leadReleased, .leadEdited, .leadReplayed, .leadRecalled, .leadResent, .leadDiscarded, .leadErased:
            (.info, Self.leadAttributes + [.by])
        case .deliveryRests: (.warning, [.target, .source, .code, .why, .until])
        case .deliveryWorks: (.notice, [.target, .source])
        case .queueUnreadable, .restUnkept, .storeGone: (.error, [.target, .error])
        case .waitingUnreadable: (.error, [.error])
        case .buildUnkept: (.error, [.error, .lead])
        case .payloadUnreadable, .splitUnkept, .intentUnkept, .outcomeUnkept: (.error, [.target, .error, .lead])
        case .uncertainUnreadable: (.error, [.target, .error])
        case .lookupFailed: (.warning, [.lead, .code])
        case .lookupUnkept: (.error, [.lead, .error])
        case .clockJumped: (.warning, [.milliseconds])
        case .scopesMissing: (.warning, [.missing])
        case .tokenReceived: (.debug, [.seconds])
        case .tokenMissing: (.debug, [.code])
        case .readBackFailed: (.info, [.vorgangsnummer, .code])
        case .referenceShared: (.warning, [.vorgangsnummer])
        case .clientUnclean: (.debug, [.error])
        case .sandboxFailed: (.error, [.error])
        case .targetPaused, .targetResumed: (.notice, [.target, .source])
        case .fetchingResumed, .fetchingWorks: (.notice, [.source])
        case .fetchingRests: (.warning, [.source, .code, .why, .until])
        case .fetchUnkept: (.error, [.error, .lead])
        case .damageDecided: (.notice, [.lead, .outcome, .state])
        case .personErased: (.notice, [.by, .leads])
        case .personIndexRests: (.warning, [.error])
        case .jobEnded: (.notice, [.job, .action, .state, .changed, .skipped, .undone])
        case .jobsRest: (.warning, [.error])
        case .adminFailed: (.error, [.error])
        case .operatorAsked: (.info, [.by, .method, .path, .status])
        case .backupUnaudited: (.warning, [.by, .file])
        case .operatorRefused: (.warning, [.by, .reason, .count])
        }
    }

    private static let noticeAttributes: [Attribute] = [
        .notice, .source, .kind, .place, .mapping, .leads, .suggestion, .end,
    ]

    private static let leadAttributes: [Attribute] = [
        .lead, .source, .target, .state, .attempt, .class, .code, .vorgangsnummer,
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
