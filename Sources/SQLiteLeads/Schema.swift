import Crypto
import Foundation
import GRDB
import LeadKeeping

/// The tables, as named steps that never change once they have been released; a later change is a step of its own.
///
/// | table | holds |
/// |---|---|
/// | `store` | one row: key check value, epoch, digest of this schema, and sealed the keys of hashes once the master key was \
///   changed |
/// | `lead` | one row per accepted lead, in the order of acceptance; nothing personal in the clear. What a live lead has \
///   alone (its reference, the case it opens) is unique |
/// | `content` | the wrapped data key and the sealed submission, or the lead's place in a `post`, and sealed what a person has \
///   mended of it and what was fetched for it; the row is gone once the lead is erased |
/// | `post` | what the leads of one post share, sealed once; gone with the last of them |
/// | `timeline` | one row per version of a lead from 2 on; the words of mapping and target sealed |
/// | `duplicate` | keyed hash of a sender's key → lead, until it expires |
/// | `books` | running counters: `accepted` and one per state |
/// | `pause` | targets that get nothing for now |
/// | `drift` | one row per source: what is known of its form, sealed |
/// | `callback` | one row per state change that a sender is told of; nothing personal |
/// | `job` | one row per order over many leads, and how far it is |
/// | `job_lead` | the leads a job has moved, with the version that it made |
/// | `audit` | one row per act of an operator, each bound to the one before |
/// | `access_token` | the tokens of the operators' API: name, role, digest |
/// | `person_lead` | one row per lead: whom it is about, as keyed hashes, and whether to look again |
/// | `erasure` | one row per order to erase what is kept of a person: ids of leads, never whom they are about |
///
/// Every row bears a tag over all that it says (``RowTags``), so that nothing changes unnoticed behind the store's back.
/// The first entry of a timeline is the row in `lead` itself: accepting costs one row less.
/// Times are milliseconds since 1970 UTC, ids the sixteen bytes of the UUID, names their raw values.
enum Schema {
    /// - Parameter tags: makes the tags of rows that were written before rows had one.
    static func migrator(tags: RowTags) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 leads") { db in
            try db.execute(
                sql: """
                    CREATE TABLE store (
                        one INTEGER PRIMARY KEY CHECK (one = 1),
                        key_check BLOB NOT NULL,
                        epoch INTEGER NOT NULL
                    ) STRICT;

                    CREATE TABLE lead (
                        sequence INTEGER PRIMARY KEY,
                        id BLOB NOT NULL UNIQUE,
                        source TEXT NOT NULL,
                        target TEXT NOT NULL,
                        mode TEXT NOT NULL,
                        state TEXT NOT NULL,
                        lane INTEGER NOT NULL,
                        received_at INTEGER NOT NULL,
                        updated_at INTEGER NOT NULL,
                        due_at INTEGER NOT NULL,
                        attempts INTEGER NOT NULL,
                        attempts_this_round INTEGER NOT NULL,
                        replays INTEGER NOT NULL,
                        version INTEGER NOT NULL,
                        mapping_hash TEXT,
                        reference TEXT,
                        vorgangsnummer TEXT,
                        cause_class TEXT,
                        cause_code TEXT,
                        cause_fingerprint TEXT,
                        intent_started_at INTEGER,
                        intent_epoch INTEGER,
                        sealed_outcome BLOB
                    ) STRICT;
                    CREATE INDEX lead_due ON lead (target, lane, due_at) WHERE state = 'queued';
                    CREATE INDEX lead_lookup ON lead (target, due_at) WHERE state = 'uncertain';
                    CREATE INDEX lead_sending ON lead (intent_epoch) WHERE state = 'sending';
                    CREATE INDEX lead_aside ON lead (state, sequence)
                        WHERE state IN ('dead', 'uncertain', 'discarded', 'erased');
                    CREATE INDEX lead_cause ON lead (cause_fingerprint, state) WHERE state IN ('dead', 'uncertain');

                    CREATE TABLE content (
                        lead INTEGER PRIMARY KEY,
                        wrapped_key BLOB NOT NULL,
                        duplicate_key BLOB,
                        sealed BLOB NOT NULL
                    ) STRICT;

                    CREATE TABLE timeline (
                        lead INTEGER NOT NULL,
                        sequence INTEGER NOT NULL,
                        at INTEGER NOT NULL,
                        event TEXT NOT NULL,
                        state TEXT NOT NULL,
                        detail TEXT NOT NULL,
                        sealed BLOB,
                        PRIMARY KEY (lead, sequence)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE duplicate (
                        key BLOB PRIMARY KEY,
                        lead INTEGER NOT NULL,
                        body BLOB NOT NULL,
                        expires_at INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE books (
                        name TEXT PRIMARY KEY,
                        count INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE pause (
                        target TEXT PRIMARY KEY,
                        cause TEXT NOT NULL,
                        since INTEGER NOT NULL,
                        until INTEGER
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("2 drift") { db in
            try db.execute(
                sql: """
                    CREATE TABLE drift (
                        source TEXT PRIMARY KEY,
                        revision INTEGER NOT NULL,
                        sealed BLOB NOT NULL
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("3 cases") { db in
            // Of leads that share a reference the first keeps it as its own.
            try db.execute(
                sql: """
                    ALTER TABLE lead ADD COLUMN mapping TEXT;
                    ALTER TABLE lead ADD COLUMN case_role TEXT NOT NULL DEFAULT 'opens';
                    ALTER TABLE lead ADD COLUMN case_key BLOB;
                    ALTER TABLE lead ADD COLUMN claimed_reference TEXT;
                    ALTER TABLE lead ADD COLUMN claimed_case BLOB;
                    ALTER TABLE lead ADD COLUMN intent_may_repeat INTEGER NOT NULL DEFAULT 0;
                    UPDATE lead SET claimed_reference = reference WHERE sequence IN (
                        SELECT min(sequence) FROM lead
                        WHERE reference IS NOT NULL AND state IN ('queued', 'sending', 'delivered', 'uncertain')
                        GROUP BY target, mode, reference
                    );
                    CREATE UNIQUE INDEX lead_reference ON lead (target, mode, claimed_reference)
                        WHERE claimed_reference IS NOT NULL;
                    CREATE UNIQUE INDEX lead_opener ON lead (claimed_case) WHERE claimed_case IS NOT NULL;
                    CREATE INDEX lead_case ON lead (case_key, sequence) WHERE case_key IS NOT NULL;
                    """
            )
        }
        migrator.registerMigration("4 callbacks") { db in
            try db.execute(
                sql: """
                    CREATE TABLE callback (
                        lead INTEGER NOT NULL,
                        version INTEGER NOT NULL,
                        source TEXT NOT NULL,
                        state TEXT NOT NULL,
                        changed_at INTEGER NOT NULL,
                        vorgangsnummer TEXT,
                        cause_class TEXT,
                        cause_code TEXT,
                        status TEXT NOT NULL,
                        attempts INTEGER NOT NULL,
                        due_at INTEGER NOT NULL,
                        tried_at INTEGER,
                        answer TEXT,
                        PRIMARY KEY (lead, version)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX callback_due ON callback (source, due_at) WHERE status = 'pending';
                    """
            )
        }
        migrator.registerMigration("5 jobs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE job (
                        sequence INTEGER PRIMARY KEY,
                        id TEXT NOT NULL UNIQUE,
                        action TEXT NOT NULL,
                        filter TEXT NOT NULL,
                        ordered_by TEXT NOT NULL,
                        reason TEXT,
                        rate INTEGER,
                        state TEXT NOT NULL,
                        place INTEGER NOT NULL,
                        matched INTEGER NOT NULL,
                        changed INTEGER NOT NULL,
                        skipped INTEGER NOT NULL,
                        undone INTEGER NOT NULL,
                        created_at INTEGER NOT NULL,
                        updated_at INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX job_active ON job (sequence) WHERE state IN ('running', 'undoing');

                    CREATE TABLE job_lead (
                        job INTEGER NOT NULL,
                        lead INTEGER NOT NULL,
                        version INTEGER NOT NULL,
                        PRIMARY KEY (job, lead)
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("6 lanes") { db in
            // Turns are taken by source.
            try db.execute(
                sql: """
                    DROP INDEX lead_due;
                    CREATE INDEX lead_queue ON lead (target, source, due_at, lane) WHERE state = 'queued';
                    """
            )
        }
        migrator.registerMigration("7 tags") { db in
            // What is there is taken as it is: from here on nobody changes it unnoticed.
            try db.execute(sql: "ALTER TABLE store ADD COLUMN schema_digest BLOB")
            for table in untagged {
                try db.execute(sql: "ALTER TABLE \(table.rawValue) ADD COLUMN tag BLOB NOT NULL DEFAULT x''")
                guard let counter = table.counter else { continue }
                try db.execute(
                    sql: "INSERT INTO books (name, count) SELECT ?, count(*) FROM \(table.rawValue)",
                    arguments: [counter]
                )
            }
            db.add(function: tags.function)
            for table in untagged where table != .store { try tag(table, in: db) }
        }
        migrator.registerMigration("8 witness") { db in
            try db.execute(
                sql: """
                    ALTER TABLE store ADD COLUMN is_witnessed INTEGER;
                    ALTER TABLE store ADD COLUMN is_fencing INTEGER;
                    """
            )
            db.add(function: tags.function)
            try tag(.store, in: db)
        }
        migrator.registerMigration("9 audit") { db in
            try db.execute(
                sql: """
                    CREATE TABLE audit (
                        sequence INTEGER PRIMARY KEY,
                        at INTEGER NOT NULL,
                        actor TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        subject TEXT NOT NULL,
                        reason TEXT,
                        link BLOB NOT NULL,
                        tag BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX audit_subject ON audit (subject, sequence);

                    CREATE TABLE access_token (
                        name TEXT PRIMARY KEY,
                        role TEXT NOT NULL,
                        digest BLOB NOT NULL,
                        created_at INTEGER NOT NULL,
                        created_by TEXT NOT NULL,
                        revoked_at INTEGER,
                        tag BLOB NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("10 people") { db in
            try db.execute(
                sql: """
                    CREATE TABLE person_lead (
                        lead INTEGER PRIMARY KEY,
                        hashes BLOB NOT NULL,
                        is_stale INTEGER NOT NULL,
                        tag BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX person_stale ON person_lead (lead) WHERE is_stale = 1;

                    CREATE TABLE person_hash (
                        hash BLOB NOT NULL,
                        lead INTEGER NOT NULL,
                        PRIMARY KEY (hash, lead)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE erasure (
                        sequence INTEGER PRIMARY KEY,
                        id TEXT NOT NULL UNIQUE,
                        ordered_by TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        kinds TEXT NOT NULL,
                        leads BLOB NOT NULL,
                        ordered_at INTEGER NOT NULL,
                        ended_at INTEGER,
                        tag BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX erasure_open ON erasure (sequence) WHERE ended_at IS NULL;

                    CREATE INDEX lead_number ON lead (vorgangsnummer) WHERE vorgangsnummer IS NOT NULL;
                    """
            )
        }
        migrator.registerMigration("11 posts") { db in
            // Leads that are there keep their own copies.
            try db.execute(
                sql: """
                    CREATE TABLE post (
                        lead INTEGER PRIMARY KEY,
                        id BLOB NOT NULL,
                        wrapped_key BLOB NOT NULL,
                        sealed BLOB NOT NULL,
                        tag BLOB NOT NULL
                    ) STRICT;
                    ALTER TABLE content ADD COLUMN post INTEGER;
                    ALTER TABLE content ADD COLUMN part_start INTEGER;
                    ALTER TABLE content ADD COLUMN part_end INTEGER;
                    CREATE INDEX content_post ON content (post, part_start, part_end) WHERE post IS NOT NULL;
                    """
            )
        }
        migrator.registerMigration("12 edits") { db in
            try db.execute(sql: "ALTER TABLE content ADD COLUMN sealed_edits BLOB")
        }
        migrator.registerMigration("13 waiting") { db in
            // Leads that are there lack nothing.
            try db.execute(
                sql: """
                    ALTER TABLE lead ADD COLUMN lack TEXT;
                    ALTER TABLE lead ADD COLUMN fenced_at INTEGER;
                    ALTER TABLE content ADD COLUMN sealed_data BLOB;
                    CREATE INDEX lead_waiting ON lead (lack, due_at) WHERE state = 'waiting';
                    CREATE INDEX lead_waiting_source ON lead (source, lack, due_at) WHERE state = 'waiting';
                    """
            )
        }
        migrator.registerMigration("14 whom each lead is about") { db in
            try db.execute(sql: "DROP TABLE person_hash")
            // What comes from now on has its row from the beginning; the walk over what is there goes on where it was.
            let end = (try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM lead") ?? 0) + 1
            guard end > 1 else { return }
            let known = try db.rows(of: .person, "WHERE lead = ?", [PersonRow.pending]).first
            let start = PersonRow.indexed(known, tags: tags) + 1
            let values = PersonRow.values(pending: min(start, end)..<end)
            try db.store(values, in: .person, replacing: true, tags: tags)
            let counter = try db.rows(of: .books, "WHERE name = ?", [StoredTable.person.rawValue]).first
            guard known == nil, counter?.isProven(of: .books, by: tags) ?? true else { return }
            let count = (try counter?[1] as Int? ?? 0) + 1
            try db.store([StoredTable.person.rawValue.stored, count.stored], in: .books, replacing: true, tags: tags)
        }
        migrator.registerMigration("15 leads that stand aside") { db in
            // A list of states would be a table in memory for each row that is written, and SQLite does not see that a query
            // for one of them is served by it.
            try db.execute(
                sql: """
                    DROP INDEX lead_aside;
                    CREATE INDEX lead_aside ON lead (state, sequence)
                        WHERE state = 'dead' OR state = 'uncertain' OR state = 'discarded' OR state = 'erased';
                    """
            )
        }
        migrator.registerMigration("16 a changed master key") { db in
            try db.execute(sql: "ALTER TABLE store ADD COLUMN sealed_hash_keys BLOB")
        }
        return migrator
    }

    /// The tables that were there before rows had tags.
    private static let untagged: [StoredTable] = [
        .store, .lead, .content, .timeline, .duplicate, .books, .pause, .drift, .callback, .job, .jobLead,
    ]

    /// Gives all rows of a table their tags, in one statement.
    private static func tag(_ table: StoredTable, in db: Database) throws {
        // Columns that come with a later step are no part of the tag yet.
        let present = try Set(db.columns(in: table.rawValue).map(\.name))
        let columns = table.columns.map { present.contains($0) ? $0 : "NULL" }.joined(separator: ", ")
        try db.execute(sql: "UPDATE \(table.rawValue) SET tag = row_tag('\(table.rawValue)', \(columns))")
    }

    /// What the tables and indexes are, as SQLite keeps it in the file: a bit that flips there changes what a statement
    /// means.
    static func digest(_ db: Database) throws -> Data {
        var hash = SHA256()
        let sql = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        for row in try Row.fetchAll(db, sql: sql) {
            for value in row.databaseValues { hash.update(data: Data("\(value)\u{0}".utf8)) }
        }
        return Data(hash.finalize())
    }
}
