namespace Weir.Store.Catalog;

/// <summary>The tables of <c>catalog.db</c>; described for readers in docs/lake.md.</summary>
internal static class Schema
{
    /// <summary>Kept in <c>PRAGMA user_version</c>. A change of the tables adds one and a step to <see cref="Step"/>.</summary>
    public const int Version = 2;

    /// <summary>What leads from one version to the next; 0 is an empty file.</summary>
    public static string Step(int from) => from switch
    {
        0 => First,
        1 => Second,
        _ => throw new ArgumentOutOfRangeException(nameof(from), from, "no such schema version"),
    };

    private const string First =
        """
        CREATE TABLE snapshots (
            sha256        TEXT PRIMARY KEY,
            bytes         INTEGER NOT NULL,
            received_at   TEXT NOT NULL,
            address       TEXT NOT NULL,
            file_name     TEXT NOT NULL,
            publisher     TEXT,
            etag          TEXT,
            last_modified TEXT,
            state         TEXT NOT NULL CHECK (state IN ('Received', 'Read', 'Rejected')),
            reason        TEXT,
            read_at       TEXT,
            summary       TEXT,
            accepted      INTEGER NOT NULL DEFAULT 0,
            quarantined   INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE versions (
            source       TEXT NOT NULL,
            reporter     INTEGER NOT NULL,
            year         INTEGER NOT NULL,
            number       INTEGER NOT NULL,
            current_from TEXT NOT NULL,
            snapshot     TEXT NOT NULL REFERENCES snapshots,
            rows         INTEGER NOT NULL,
            file         TEXT NOT NULL UNIQUE,
            sha256       TEXT NOT NULL,
            PRIMARY KEY (source, reporter, year, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX versions_by_snapshot ON versions (snapshot);

        CREATE TABLE coverage (
            source       TEXT NOT NULL,
            reporter     INTEGER NOT NULL,
            period       INTEGER NOT NULL,
            flow         TEXT NOT NULL,
            commodities  TEXT NOT NULL,
            partners     TEXT NOT NULL,
            completeness TEXT NOT NULL,
            snapshot     TEXT NOT NULL REFERENCES snapshots
        ) STRICT;
        CREATE INDEX coverage_by_unit ON coverage (source, reporter, period);
        CREATE INDEX coverage_by_snapshot ON coverage (snapshot);

        CREATE TABLE quarantine (
            snapshot    TEXT NOT NULL REFERENCES snapshots,
            row         INTEGER NOT NULL,
            column_name TEXT,
            reason      TEXT NOT NULL,
            text        TEXT NOT NULL
        ) STRICT;
        CREATE INDEX quarantine_by_row ON quarantine (snapshot, row);

        CREATE TABLE list_versions (
            list         TEXT NOT NULL,
            number       INTEGER NOT NULL,
            current_from TEXT NOT NULL,
            snapshot     TEXT NOT NULL REFERENCES snapshots,
            entities     INTEGER NOT NULL,
            file         TEXT NOT NULL UNIQUE,
            sha256       TEXT NOT NULL,
            PRIMARY KEY (list, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE builds (
            id       INTEGER PRIMARY KEY,
            desk     TEXT NOT NULL,
            brief    TEXT NOT NULL,
            built_at TEXT NOT NULL,
            as_of    TEXT NOT NULL,
            json     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX builds_by_brief ON builds (desk, brief, id);

        CREATE TABLE page_views (
            page  TEXT PRIMARY KEY,
            count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    // reading: how a snapshot was read, so that it can be read again. dropped_at: retention took the file away, and the row says when.
    // The first schema did not keep the reading; the source, the flow and what was asked follow from what a snapshot covers.
    // lake: facts of the lake itself; the epoch is what readers hold and retention waits for.
    private const string Second =
        """
        ALTER TABLE snapshots ADD COLUMN reading TEXT;
        ALTER TABLE versions ADD COLUMN dropped_at TEXT;
        ALTER TABLE list_versions ADD COLUMN dropped_at TEXT;
        CREATE INDEX versions_by_reporter ON versions (reporter, year, source, number);
        CREATE INDEX coverage_by_reporter ON coverage (reporter, period, flow);
        CREATE INDEX snapshots_by_size ON snapshots (bytes);

        CREATE TABLE lake (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO lake (name, value) VALUES ('id', lower(hex(randomblob(16)))), ('epoch', '0');

        UPDATE snapshots SET reading = json_array(json_object(
            'into', 'flows', 'source', publisher, 'at', read_at, 'fileName', file_name,
            'flow', (SELECT CASE count(DISTINCT c.flow) WHEN 1 THEN max(c.flow) END FROM coverage c WHERE c.snapshot = snapshots.sha256),
            'asked', json((
                SELECT json_group_array(json_object('reporter', c.reporter, 'flow', c.flow, 'period', c.period,
                    'commodities', json(c.commodities), 'partners', json(c.partners), 'completeness', c.completeness))
                FROM coverage c WHERE c.snapshot = snapshots.sha256 AND c.completeness = 'Complete' HAVING count(*) > 0))))
        WHERE state = 'Read' AND summary IS NOT NULL AND publisher IS NOT NULL;
        UPDATE snapshots SET reading = (
            SELECT json_group_array(json_object('into', 'lists', 'source', list, 'at', at, 'fileName', file_name))
            FROM (SELECT list, current_from AS at FROM list_versions WHERE snapshot = snapshots.sha256
                  UNION ALL
                  SELECT publisher, read_at WHERE publisher IS NOT NULL AND NOT EXISTS (SELECT 1 FROM list_versions WHERE snapshot = snapshots.sha256)))
        WHERE state = 'Read' AND summary IS NULL;
        """;
}
