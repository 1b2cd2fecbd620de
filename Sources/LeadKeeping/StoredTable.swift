/// The tables of a store, each with the columns that its rows are authenticated over, in the order in which they are
/// numbered there.
///
/// A column that comes later goes to the end: one that is `NULL` is no part of a tag, so the tags of rows that do not
/// have it stay as they are. ``RowTags`` says how a tag is made.
package enum StoredTable: String, CaseIterable {
    case store, lead, content, timeline, duplicate, books, pause, drift, callback, job
    case jobLead = "job_lead"
    case audit
    case accessToken = "access_token"
    case person = "person_lead"
    case erasure
    case post

    /// The columns, as they are named in a database.
    package var columns: [String] {
        switch self {
        case .store: ["one", "key_check", "epoch", "schema_digest", "is_witnessed", "is_fencing", "sealed_hash_keys"]
        case .lead: LeadColumn.names
        case .content:
            [
                "lead", "wrapped_key", "duplicate_key", "sealed", "post", "part_start", "part_end", "sealed_edits",
                "sealed_data",
            ]
        case .post: ["lead", "id", "wrapped_key", "sealed"]
        case .timeline: ["lead", "sequence", "at", "event", "state", "detail", "sealed"]
        case .duplicate: ["key", "lead", "body", "expires_at"]
        case .books: ["name", "count"]
        case .pause: ["target", "cause", "since", "until"]
        case .drift: ["source", "revision", "sealed"]
        case .job:
            [
                "sequence", "id", "action", "filter", "ordered_by", "reason", "rate", "state", "place", "matched",
                "changed", "skipped", "undone", "created_at", "updated_at",
            ]
        case .jobLead: ["job", "lead", "version"]
        case .audit: ["sequence", "at", "actor", "kind", "subject", "reason", "link"]
        case .accessToken: ["name", "role", "digest", "created_at", "created_by", "revoked_at"]
        case .person: ["lead", "hashes", "is_stale"]
        case .erasure: ["sequence", "id", "ordered_by", "reason", "kinds", "leads", "ordered_at", "ended_at"]
        case .callback:
            [
                "lead", "version", "source", "state", "changed_at", "vorgangsnummer", "cause_class", "cause_code",
                "status", "attempts", "due_at", "tried_at", "answer",
            ]
        }
    }

    /// The columns that tell its rows apart; the first ones of ``columns``.
    package var keyColumns: ArraySlice<String> {
        switch self {
        case .timeline, .callback, .jobLead: columns[..<2]
        case .store, .lead, .content, .duplicate, .books, .pause, .drift, .job, .audit, .accessToken, .person,
            .erasure, .post:
            columns[..<1]
        }
    }

    /// The counter of the books that says how many rows it has; `nil` where something else does.
    package var counter: String? {
        switch self {
        case .duplicate, .pause, .drift, .callback, .job, .jobLead, .audit, .accessToken, .person, .erasure, .post:
            rawValue
        case .store, .lead, .content, .timeline, .books: nil
        }
    }
}

/// The columns of the table `lead`, in the order of ``StoredTable/columns``.
package enum LeadColumn: Int, CaseIterable {
    case sequence, id, source, target, mode, state, lane, receivedAt, updatedAt, dueAt, attempts, attemptsThisRound
    case replays, version, mappingHash, reference, vorgangsnummer, causeClass, causeCode, causeFingerprint
    case intentStartedAt, intentEpoch, sealedOutcome, mapping, caseRole, caseKey, claimedReference, claimedCase
    case intentMayRepeat, lack, fencedAt

    /// Its name in a database: `receivedAt` is `received_at`.
    package var name: String {
        "\(self)".reduce(into: "") { name, letter in
            name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }

    package static let names = allCases.map(\.name)
}
