using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Weir.Store.Journals;
using Weir.Trade;

namespace Weir.Store.Catalog;

/// <summary>Snapshots, what their readers said of them, and their rows in quarantine.</summary>
internal static class SnapshotTable
{
    private const string Columns =
        "s.sha256, s.bytes, s.received_at, s.address, s.file_name, s.publisher, s.etag, s.last_modified, s.state, s.reason, s.summary, s.accepted, s.quarantined";

    /// <summary>Adds a snapshot unless it is there.</summary>
    public static void AddIfNew(SqliteConnection connection, string sha256, long bytes, DateTimeOffset receivedAt, SnapshotOrigin origin) => connection.Run(
        """
        INSERT INTO snapshots (sha256, bytes, received_at, address, file_name, publisher, etag, last_modified, state)
        VALUES ($sha256, $bytes, $received_at, $address, $file_name, $publisher, $etag, $last_modified, 'Received')
        ON CONFLICT (sha256) DO NOTHING
        """,
        ("$sha256", sha256), ("$bytes", bytes), ("$received_at", receivedAt.Stored()), ("$address", origin.Address), ("$file_name", origin.FileName),
        ("$publisher", origin.Publisher), ("$etag", origin.ETag), ("$last_modified", origin.LastModified?.Stored()));

    public static Snapshot? Find(SqliteConnection connection, string sha256) =>
        Read(connection, "WHERE s.sha256 = $sha256", ("$sha256", sha256)).SingleOrDefault();

    /// <summary>Whether some snapshot has this many bytes.</summary>
    public static bool AnyOfSize(SqliteConnection connection, long bytes) =>
        connection.Number("SELECT EXISTS (SELECT 1 FROM snapshots WHERE bytes = $bytes)", ("$bytes", bytes)) == 1;

    /// <summary>Snapshots whose hash begins like this.</summary>
    public static IReadOnlyList<Snapshot> StartingWith(SqliteConnection connection, string prefix) =>
        Read(connection, "WHERE s.sha256 >= $prefix AND s.sha256 < $prefix || 'g'", ("$prefix", prefix));

    /// <summary>All, in the order they were received.</summary>
    public static IReadOnlyList<Snapshot> All(SqliteConnection connection) => Read(connection, "");

    /// <summary>Those of a moment, as they stood. What was read is known of then even where the clock that received it ran ahead.</summary>
    public static IReadOnlyList<Snapshot> At(SqliteConnection connection, DateTimeOffset moment)
    {
        var later = connection.Rows(r => r.GetString(0), "SELECT sha256 FROM snapshots WHERE read_at > $moment", ("$moment", moment.Stored())).ToHashSet(StringComparer.Ordinal);
        return [.. Read(connection, "WHERE s.received_at <= $moment OR s.read_at <= $moment", ("$moment", moment.Stored()))
            .Select(s => later.Contains(s.Sha256) ? s with { State = SnapshotState.Received, Summary = null, Accepted = 0, Quarantined = 0 } : s)];
    }

    /// <summary>Notes that a snapshot was read, how, and what came of it.</summary>
    public static void MarkRead(SqliteConnection connection, string sha256, string into, SnapshotReading reading, DateTimeOffset readAt, ReadSummary? summary, long accepted, long quarantined)
    {
        var (before, receivedAs) = connection.Rows(r => (r.TextOrNull(0), r.GetString(1)), "SELECT reading, file_name FROM snapshots WHERE sha256 = $sha256", ("$sha256", sha256)).Single();
        var publisher = into == StoredReading.Flows ? reading.Source : null;
        // A list that went back to this snapshot has a version of each reading, and a version is current from when its reading was done.
        var versions = into == StoredReading.Flows ? [] : connection.Rows(r => r.GetString(0),
            "SELECT current_from FROM list_versions WHERE snapshot = $sha256 AND list = $list", ("$sha256", sha256), ("$list", reading.Source)).Where(at => at != readAt.Stored()).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<StoredReading> readings =
        [
            .. JournalEntry.ReadingsFromJson(before).Where(r => (r.Into, r.Source) != (into, reading.Source) || versions.Contains(r.At)),
            StoredReading.Of(into, reading, receivedAs, readAt),
        ];
        connection.Run(
            """
            UPDATE snapshots
            SET state = 'Read', reason = NULL, publisher = coalesce($publisher, publisher), read_at = $read_at,
                summary = $summary, accepted = $accepted, quarantined = $quarantined, reading = $reading
            WHERE sha256 = $sha256
            """,
            ("$sha256", sha256), ("$publisher", publisher), ("$read_at", readAt.Stored()),
            ("$summary", summary is null ? null : JsonSerializer.Serialize(StoredSummary.From(summary), StoredJson.Default.StoredSummary)),
            ("$accepted", accepted), ("$quarantined", quarantined), ("$reading", JournalEntry.ReadingsToJson(readings)));
        foreach (var part in summary?.Coverage ?? [])
            CoverageTable.Add(connection, publisher!, sha256, part);
    }

    public static void MarkRejected(SqliteConnection connection, string sha256, string reason) => connection.Run(
        "UPDATE snapshots SET state = 'Rejected', reason = $reason WHERE sha256 = $sha256", ("$sha256", sha256), ("$reason", reason));

    /// <summary>Statistics that were read, and of which it is not known what they cover and which of their rows could not be read: a repair could not read them again.</summary>
    public static IReadOnlyList<string> Unsaid(SqliteConnection connection) => connection.Rows(r => r.GetString(0),
        """SELECT sha256 FROM snapshots WHERE state = 'Read' AND summary IS NULL AND reading LIKE '%"into":"flows"%' AND reading NOT LIKE '%"into":"lists"%' ORDER BY sha256""");

    /// <summary>Adds rows to quarantine, one prepared command for all.</summary>
    public static void Quarantine(SqliteConnection connection, string sha256, IEnumerable<QuarantinedRow> rows)
    {
        using var command = connection.Command(
            "INSERT INTO quarantine (snapshot, row, column_name, reason, text) VALUES ($snapshot, $row, $column, $reason, $text)", ("$snapshot", sha256));
        var row = command.Parameters.Add("$row", SqliteType.Integer);
        var column = command.Parameters.Add("$column", SqliteType.Text);
        var reason = command.Parameters.Add("$reason", SqliteType.Text);
        var text = command.Parameters.Add("$text", SqliteType.Text);
        foreach (var bad in rows)
        {
            row.Value = bad.Row;
            column.Value = (object?)bad.Column ?? DBNull.Value;
            reason.Value = bad.Reason;
            text.Value = bad.Text;
            command.ExecuteNonQuery();
        }
    }

    public static IReadOnlyList<QuarantinedRow> Quarantined(SqliteConnection connection, string sha256) => connection.Rows(ReadQuarantined,
        "SELECT row, column_name, reason, text FROM quarantine WHERE snapshot = $sha256 ORDER BY row, rowid", ("$sha256", sha256));

    public static QuarantinedRow? FindQuarantined(SqliteConnection connection, ObservationId id) => connection.Rows(ReadQuarantined,
        "SELECT row, column_name, reason, text FROM quarantine WHERE snapshot = $sha256 AND row = $row ORDER BY rowid LIMIT 1", ("$sha256", id.Snapshot), ("$row", id.Row)).SingleOrDefault();

    private static QuarantinedRow ReadQuarantined(SqliteDataReader reader) => new(reader.GetInt64(0), reader.TextOrNull(1), reader.GetString(2), reader.GetString(3));

    private static List<Snapshot> Read(SqliteConnection connection, string where, params ReadOnlySpan<(string, object?)> values)
    {
        var coverage = connection.Rows(
            r => (Snapshot: r.GetString(0), Coverage: CoverageTable.Read(r, 1)),
            $"SELECT c.snapshot, {CoverageTable.Columns} FROM coverage c JOIN snapshots s ON s.sha256 = c.snapshot {where} ORDER BY c.rowid", values)
            .ToLookup(c => c.Snapshot, c => c.Coverage, StringComparer.Ordinal);
        return connection.Rows(r => new Snapshot(
            r.GetString(0), r.GetInt64(1), r.Moment(2),
            new(r.GetString(3), r.GetString(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7) is { } changed ? SqliteCommands.Moment(changed) : null),
            Enum.Parse<SnapshotState>(r.GetString(8)), r.TextOrNull(9),
            r.TextOrNull(10) is { } json ? JsonSerializer.Deserialize(json, StoredJson.Default.StoredSummary)!.With([.. coverage[r.GetString(0)]]) : null,
            r.GetInt64(11), r.GetInt64(12)),
            $"SELECT {Columns} FROM snapshots s {where} ORDER BY s.received_at, s.rowid", values);
    }
}

/// <summary>A <see cref="ReadSummary"/> without its coverage, which has a table of its own.</summary>
internal sealed record StoredSummary(string Encoding, long Rows, IReadOnlyDictionary<string, long> LeftOut, IReadOnlyList<string> Notes, DateTimeOffset? Published = null)
{
    public static StoredSummary From(ReadSummary summary) => new(summary.Encoding, summary.Rows, summary.LeftOut, summary.Notes, summary.Published);

    public ReadSummary With(IReadOnlyList<Coverage> coverage) => new(Encoding, Rows, LeftOut, coverage, Notes) { Published = Published };
}

[JsonSerializable(typeof(StoredSummary))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<StoredReading>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StoredJson : JsonSerializerContext;
