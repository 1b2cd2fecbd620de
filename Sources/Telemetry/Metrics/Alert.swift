/// What somebody has to know without looking: Prometheus alerting rules, made from the table of metrics.
///
/// `leadgate print alerts` writes them. A rule names its metric by its handle, so none can name one that is not there.
package struct Alert: Sendable {
    /// Its name.
    package let name: String
    /// What it watches.
    package let metric: Metric
    /// PromQL; `{metric}` is the metric's name.
    let condition: String
    /// For how long it has to hold.
    let lasting: String
    /// `page`: somebody has to act now; `ticket`: today.
    let severity: String
    /// What it means, and what to do.
    let summary: String

    /// PromQL.
    package var expression: String { condition.replacing("{metric}", with: metric.name) }

    /// By how much a counter has grown.
    ///
    /// A series begins with the first thing that it counts, and `increase` sees nothing of that: the first dead letter of a source
    /// would alarm nobody. So a series that was not there before counts with all it has.
    private static func grown(
        by labels: String,
        where selector: String = "",
        within window: String,
        over count: Int = 0
    ) -> String {
        let series = selector.isEmpty ? "{metric}" : "{metric}{\(selector)}"
        let isNew = "\(series) unless \(series) offset \(window)"
        return
            "sum by (\(labels)) (increase(\(series)[\(window)])) > \(count) or sum by (\(labels)) (\(isNew)) > \(count)"
    }

    /// Every rule.
    package static let all: [Alert] = [
        Alert(
            name: "LeadsWait",
            metric: Metric.waitingOldest.metric,
            condition: "max by (target, source) ({metric}) > 900",
            lasting: "5m",
            severity: "page",
            summary:
                "The oldest lead of {{ $labels.source }} waits for {{ $labels.target }} since more than 15 minutes: "
                + "`leadgate targets` says why."
        ),
        Alert(
            name: "LeadsNotFetched",
            metric: Metric.unbuiltOldest.metric,
            condition: "max by (source) ({metric}{waits_for=\"data\"}) > 900",
            lasting: "5m",
            severity: "page",
            summary:
                "The data of a lead of {{ $labels.source }} has not been got from its vendor for more than 15 minutes: "
                + "`leadgate waiting` says why."
        ),
        Alert(
            name: "LeadsWaitForMapping",
            metric: Metric.unbuiltOldest.metric,
            condition: "max by (source) ({metric}{waits_for=\"mapping\"}) > 86400",
            lasting: "1h",
            severity: "ticket",
            summary:
                "Leads of {{ $labels.source }} have been waiting for a mapping for a day: write one, then `leadgate leads "
                + "release --source {{ $labels.source }}`."
        ),
        Alert(
            name: "SourceRests",
            metric: Metric.resting.metric,
            condition: "max by (target, source) ({metric}) == 1",
            lasting: "10m",
            severity: "page",
            summary:
                "Leads of {{ $labels.source }} (- is every source) get a rest at {{ $labels.target }}: `leadgate targets` says why."
        ),
        Alert(
            name: "TargetPaused",
            metric: Metric.targetPaused.metric,
            condition: "max by (target) ({metric}) == 1",
            lasting: "5m",
            severity: "page",
            summary: "Nothing goes out to {{ $labels.target }}: `leadgate targets` says why."
        ),
        Alert(
            name: "LeadsUncertain",
            metric: Metric.uncertainOldest.metric,
            condition: "max by (target, source) ({metric}) > 3600",
            lasting: "5m",
            severity: "ticket",
            summary:
                "Nobody knows whether a lead of {{ $labels.source }} is at {{ $labels.target }}: `leadgate leads list "
                + "--state uncertain`, look there, `leadgate leads resolve`."
        ),
        Alert(
            name: "LeadsDie",
            metric: Metric.deliveries.metric,
            condition: grown(by: "target", where: "outcome=~\"refused|exhausted\"", within: "15m"),
            lasting: "0m",
            severity: "ticket",
            summary: "{{ $labels.target }} refused leads, or they were tried long enough: `leadgate leads causes`."
        ),
        Alert(
            name: "PostsDie",
            metric: Metric.intakeLeads.metric,
            condition: grown(by: "source", where: "result=\"dead\"", within: "15m"),
            lasting: "0m",
            severity: "ticket",
            summary: "Posts of {{ $labels.source }} became dead letters: `leadgate leads causes`."
        ),
        Alert(
            name: "FormChanged",
            metric: Metric.driftNotices.metric,
            condition: "max by (source, kind) ({metric}{kind!=\"repeated-differently\"}) > 0",
            lasting: "5m",
            severity: "ticket",
            summary: "The form of {{ $labels.source }} has changed ({{ $labels.kind }}): `leadgate notices`."
        ),
        Alert(
            name: "LeadsRepeatDifferently",
            metric: Metric.driftNotices.metric,
            condition: "max by (source) ({metric}{kind=\"repeated-differently\"}) > 0",
            lasting: "5m",
            severity: "ticket",
            summary:
                "Leads of {{ $labels.source }} came again with other content, which goes nowhere by itself: `leadgate notices`."
        ),
        Alert(
            name: "DataDamaged",
            metric: Metric.storeDamage.metric,
            condition: "{metric} > 0",
            lasting: "0m",
            severity: "page",
            summary: "The data file is damaged: `leadgate damage list`, and look after the disk."
        ),
        Alert(
            name: "RestoredLeads",
            metric: Metric.fencedLeads.metric,
            condition: "{metric} > 0",
            lasting: "30m",
            severity: "ticket",
            summary:
                "An older data file is in use; leads of it are not looked up or decided yet: `leadgate leads list --state uncertain`."
        ),
        Alert(
            name: "IntakeFails",
            metric: Metric.intakeRequests.metric,
            condition: grown(by: "source", where: "status=\"5xx\"", within: "5m"),
            lasting: "2m",
            severity: "page",
            summary: "Posts of {{ $labels.source }} are answered 5xx: they are not stored. `/readyz` says why."
        ),
        Alert(
            name: "PostsRefused",
            metric: Metric.postsRefused.metric,
            condition: grown(by: "source, reason", where: "reason=~\"broken-source|secret-not-found\"", within: "5m"),
            lasting: "0m",
            severity: "page",
            summary:
                "Posts of {{ $labels.source }} are refused although its sender does nothing wrong ({{ $labels.reason }}): "
                + "`leadgate doctor` says what is missing here."
        ),
        Alert(
            name: "CredentialsWrong",
            metric: Metric.postsRefused.metric,
            condition: grown(
                by: "source, reason",
                where: "reason=~\"credential-.*|signature-stale\",source!=\"-\"",
                within: "15m",
                over: 5
            ),
            lasting: "0m",
            severity: "ticket",
            summary:
                "Posts to {{ $labels.source }} bring no good credential ({{ $labels.reason }}): was its secret changed on one side only?"
        ),
        Alert(
            name: "OperatorsRefused",
            metric: Metric.adminRefused.metric,
            condition: grown(by: "reason", within: "15m", over: 20),
            lasting: "0m",
            severity: "ticket",
            summary: "Somebody asks the operators' API without a right to it ({{ $labels.reason }}): the log says how."
        ),
        Alert(
            name: "GatewayGone",
            metric: Metric.version.metric,
            condition: "absent({metric})",
            lasting: "2m",
            severity: "page",
            summary: "Nothing is heard of the gateway: leads are not taken, or its metrics are not read."
        ),
        Alert(
            name: "DeadLettersExpire",
            metric: Metric.expiringLeads.metric,
            condition: "max by (source) ({metric}) > 0",
            lasting: "1h",
            severity: "ticket",
            summary:
                "Dead letters of {{ $labels.source }} will be erased within a week, as its `retention` says: "
                + "`leadgate leads causes`."
        ),
        Alert(
            name: "TokensFail",
            metric: Metric.answers.metric,
            condition: grown(by: "target", where: "answer=~\"token-.*\"", within: "5m"),
            lasting: "5m",
            severity: "page",
            summary: "There is no access token for {{ $labels.target }}: `leadgate doctor`."
        ),
        Alert(
            name: "DiskNearlyFull",
            metric: Metric.diskFree.metric,
            condition: "{metric} < 2e9",
            lasting: "5m",
            severity: "page",
            summary: "Less than 2 GB are free; before it is full, new leads are refused."
        ),
        Alert(
            name: "LogGrows",
            metric: Metric.storeBytes.metric,
            condition: "{metric}{file=\"log\"} > 67108864",
            lasting: "15m",
            severity: "ticket",
            summary: "The write-ahead log is larger than 64 MiB: something reads the data file without an end."
        ),
        Alert(
            name: "CallbacksWait",
            metric: Metric.callbacksOldest.metric,
            condition: "max by (source) ({metric}) > 3600",
            lasting: "5m",
            severity: "ticket",
            summary:
                "{{ $labels.source }} has not been told of a lead's state for an hour: its receiver does not answer."
        ),
        Alert(
            name: "MappingsBroken",
            metric: Metric.mappingFindings.metric,
            condition: "{metric}{severity=\"error\"} > 0",
            lasting: "1m",
            severity: "ticket",
            summary: "A mapping or source file is not in force: `leadgate check`."
        ),
    ]

    /// The rules as a file for Prometheus.
    package static var prometheusRules: String {
        var text = "# Made by `leadgate print alerts`.\ngroups:\n  - name: leadgate\n    rules:\n"
        for alert in all {
            text += """
                      - alert: \(alert.name)
                        expr: '\(alert.expression)'
                        for: \(alert.lasting)
                        labels:
                          severity: \(alert.severity)
                        annotations:
                          summary: '\(alert.summary.replacing("'", with: "''"))'

                """
        }
        return text
    }
}
