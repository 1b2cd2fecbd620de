package import Metrics

/// The table of all metrics: what is not here cannot be counted. Documentation and `# HELP` lines come from it.
extension Metric {
    /// By source and status class.
    package static let intakeRequests = MetricHandle<Counter, (String, String)>(
        "leadgate_intake_requests_total",
        labels: ("source", "status"),
        "Requests answered by the intake listener, by source (- if none was recognised) and status class."
    )
    /// From the last byte to the receipt.
    package static let intakeAcceptTime = MetricHandle<Timer, Void>(
        "leadgate_intake_accept_seconds",
        buckets: durations,
        "Time from a submission's last byte to its receipt, durable write included."
    )
    /// What bodies add up to.
    package static let intakeBodyBytes = MetricHandle<Counter, Void>(
        "leadgate_intake_body_bytes_total",
        "Bytes of request bodies read."
    )
    /// Opened less closed.
    package static let intakeConnections = MetricHandle<Meter, Void>(
        "leadgate_intake_connections",
        "Connections open at the intake listener."
    )
    /// By the slug of the problem.
    package static let intakeRejected = MetricHandle<Counter, String>(
        "leadgate_intake_rejected_total",
        label: "reason",
        "Requests and connections turned away before a lead came of them, by reason."
    )
    /// By source, and why.
    package static let postsRefused = MetricHandle<Counter, (String, String)>(
        "leadgate_posts_refused_total",
        labels: ("source", "reason"),
        "Posts answered 401, by source (- if there is none of the name) and reason: unknown-source, broken-source and secret-not-found are ours to mend, credential-missing, credential-wrong and signature-stale the sender's."
    )
    /// By source and result.
    package static let intakeLeads = MetricHandle<Counter, (String, String)>(
        "leadgate_intake_leads_total",
        labels: ("source", "result"),
        "Leads made durable, by source and result: queued, waiting (for a mapping or its data), dead (not mappable), held (source disabled), repeated, repeated-differently (kept beside the first)."
    )
    /// By why.
    package static let adminRefused = MetricHandle<Counter, String>(
        "leadgate_admin_refused_total",
        label: "reason",
        "Requests to the operators' API without a right to it: token-missing, token-wrong, token-revoked, role-too-low."
    )
    /// By state, from the books.
    package static let leads = MetricHandle<Gauge, String>(
        "leadgate_leads",
        label: "state",
        "Leads in the store, by state."
    )
    /// After a restore.
    package static let fencedLeads = MetricHandle<Gauge, Void>(
        "leadgate_fenced_leads",
        "Leads of an older copy of the data file that are not looked up or decided yet; GET /admin/api/targets names them."
    )
    /// Those that a search by person has to look into.
    package static let unindexedLeads = MetricHandle<Gauge, Void>(
        "leadgate_unindexed_leads",
        "Leads that are not indexed by person yet; a search looks into them, and is refused while there are too many."
    )
    /// What the store's own checks have found since the start.
    package static let storeDamage = MetricHandle<Gauge, Void>(
        "leadgate_store_damage",
        "Damaged rows and parts found in the data file since the start; GET /admin/api/damage names them."
    )
    /// By target and kind of event.
    package static let deliveries = MetricHandle<Counter, (String, String)>(
        "leadgate_deliveries_total",
        labels: ("target", "outcome"),
        "Delivery attempts that ended, by target and outcome class."
    )
    /// By target.
    package static let deliveryTime = MetricHandle<Timer, String>(
        "leadgate_delivery_seconds",
        label: "target",
        buckets: durations + [30, 60],
        "Time of one delivery attempt, from the first byte to the outcome."
    )
    /// By OAuth2 client.
    package static let europaceRequests = MetricHandle<Gauge, String>(
        "leadgate_europace_requests",
        label: "client",
        "Requests that an OAuth2 client sent to Europace in the last 60 seconds, those in flight included."
    )
    /// By OAuth2 client.
    package static let europaceLimit = MetricHandle<Gauge, String>(
        "leadgate_europace_requests_limit",
        label: "client",
        "Requests that an OAuth2 client may send to Europace in 60 seconds."
    )
    /// By OAuth2 client.
    package static let europaceWaiting = MetricHandle<Gauge, String>(
        "leadgate_europace_requests_waiting",
        label: "client",
        "Requests to Europace that wait for their turn within the limit."
    )
    /// By OAuth2 client.
    package static let europaceWait = MetricHandle<Gauge, String>(
        "leadgate_europace_wait_seconds",
        label: "client",
        "Seconds for which Europace asked a client to wait (Retry-After); 0 if it did not."
    )
    /// By target.
    package static let targetPaused = MetricHandle<Gauge, String>(
        "leadgate_target_paused",
        label: "target",
        "1 while a target is paused, else 0."
    )
    /// By target and source.
    package static let resting = MetricHandle<Gauge, (String, String)>(
        "leadgate_resting",
        labels: ("target", "source"),
        "1 while leads of a source (- for the whole target) get a rest after faults, else 0; the admin API says why."
    )
    /// By source and what they lack.
    package static let unbuiltLeads = MetricHandle<Gauge, (String, String)>(
        "leadgate_unbuilt_leads",
        labels: ("source", "waits_for"),
        "Leads that cannot be built yet, by source and what they wait for: a mapping, or their data."
    )
    /// By source and what they lack.
    package static let unbuiltOldest = MetricHandle<Gauge, (String, String)>(
        "leadgate_unbuilt_oldest_seconds",
        labels: ("source", "waits_for"),
        "Age of the oldest lead that cannot be built yet, by source and what it waits for."
    )
    /// By target and source.
    package static let waitingLeads = MetricHandle<Gauge, (String, String)>(
        "leadgate_waiting_leads",
        labels: ("target", "source"),
        "Leads that wait for their delivery."
    )
    /// By target and source.
    package static let waitingOldest = MetricHandle<Gauge, (String, String)>(
        "leadgate_waiting_oldest_seconds",
        labels: ("target", "source"),
        "Age of the oldest lead that waits for its delivery; 0 when there is none, or its source is switched off."
    )
    /// By target and source.
    package static let uncertainOldest = MetricHandle<Gauge, (String, String)>(
        "leadgate_uncertain_oldest_seconds",
        labels: ("target", "source"),
        "Age of the oldest lead of which nobody knows whether it is at the target; 0 when there is none."
    )
    /// By target and answer.
    package static let answers = MetricHandle<Counter, (String, String)>(
        "leadgate_answers_total",
        labels: ("target", "answer"),
        "How attempts ended on the wire: ok, or the fault's code (target-503, timeout, token-401)."
    )
    /// Of the data file's disk.
    package static let diskFree = MetricHandle<Gauge, Void>(
        "leadgate_disk_free_bytes",
        "Free bytes on the disk of the data file, when last looked."
    )
    /// By file.
    package static let storeBytes = MetricHandle<Gauge, String>(
        "leadgate_store_bytes",
        label: "file",
        "Size of the data file (data) and of its write-ahead log (log)."
    )
    /// By version.
    package static let version = MetricHandle<Gauge, String>(
        "leadgate_version",
        label: "version",
        "Always 1; the label says which version runs."
    )
    /// By severity.
    package static let mappingFindings = MetricHandle<Gauge, String>(
        "leadgate_mapping_findings",
        label: "severity",
        "Findings in the mapping and source files as last loaded."
    )
    /// By source, and hit or miss.
    package static let mappingRules = MetricHandle<Counter, (String, String)>(
        "leadgate_mapping_rules_total",
        labels: ("source", "result"),
        "Rules of the source's mapping that yielded something (hit) or nothing (miss), summed over its leads."
    )
    /// By source and kind.
    package static let driftNotices = MetricHandle<Gauge, (String, String)>(
        "leadgate_drift_notices",
        labels: ("source", "kind"),
        "Open notices that a sender's form has changed (field-new, field-vanished, field-renamed, option-unknown) or that leads came again with other content (repeated-differently)."
    )
    /// By source and kind.
    package static let driftRaised = MetricHandle<Counter, (String, String)>(
        "leadgate_drift_raised_total",
        labels: ("source", "kind"),
        "Such notices raised."
    )
    /// By source.
    package static let driftSkipped = MetricHandle<Counter, String>(
        "leadgate_drift_skipped_total",
        label: "source",
        "Leads not looked at for changes of the form, because too many came at a time."
    )
    /// By source and what came of it.
    package static let callbacks = MetricHandle<Counter, (String, String)>(
        "leadgate_callbacks_total",
        labels: ("source", "outcome"),
        "Attempts to tell a source of a lead's state, by outcome: told, retried, ended (given up)."
    )
    /// By source.
    package static let callbacksPending = MetricHandle<Gauge, String>(
        "leadgate_callbacks_pending",
        label: "source",
        "State changes that a source has not been told of yet."
    )
    /// By source.
    package static let callbacksOldest = MetricHandle<Gauge, String>(
        "leadgate_callbacks_oldest_seconds",
        label: "source",
        "Age of the oldest state change that a source has not been told of yet; 0 when there is none."
    )
    /// By source and the state that they had.
    package static let expiredLeads = MetricHandle<Counter, (String, String)>(
        "leadgate_expired_leads_total",
        labels: ("source", "state"),
        "Leads whose content was kept long enough and is erased, by source and the state they had."
    )
    /// By source.
    package static let expiringLeads = MetricHandle<Gauge, String>(
        "leadgate_expiring_dead_letters",
        label: "source",
        "Dead letters that will be erased within a week, because the source keeps them no longer."
    )

    /// By source and result.
    package static let fetches = MetricHandle<Counter, (String, String)>(
        "leadgate_fetches_total",
        labels: ("source", "result"),
        "Answers of vendors that were asked for a lead's data: fetched, gone, refused (the token), later."
    )
    /// By source.
    package static let fetchingRests = MetricHandle<Gauge, String>(
        "leadgate_fetching_rests",
        label: "source",
        "1 while a source's leads are not fetched after faults, else 0; GET /admin/api/waiting says why."
    )

    /// Every metric there is, in the order of the documentation.
    package static let all: [Metric] = [
        intakeRequests.metric, intakeAcceptTime.metric, intakeBodyBytes.metric, intakeConnections.metric,
        intakeRejected.metric, postsRefused.metric, intakeLeads.metric, adminRefused.metric, leads.metric,
        storeDamage.metric,
        fencedLeads.metric,
        unindexedLeads.metric,
        deliveries.metric, deliveryTime.metric,
        europaceRequests.metric, europaceLimit.metric, europaceWaiting.metric, europaceWait.metric,
        targetPaused.metric, resting.metric, waitingLeads.metric, waitingOldest.metric,
        unbuiltLeads.metric, unbuiltOldest.metric, fetches.metric, fetchingRests.metric,
        uncertainOldest.metric, answers.metric, diskFree.metric, storeBytes.metric, version.metric,
        mappingFindings.metric, mappingRules.metric, driftNotices.metric,
        driftRaised.metric,
        driftSkipped.metric, callbacks.metric, callbacksPending.metric, callbacksOldest.metric,
        expiredLeads.metric, expiringLeads.metric,
    ]
}
