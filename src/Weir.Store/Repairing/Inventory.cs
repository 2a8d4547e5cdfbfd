using System.Globalization;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Journals;

namespace Weir.Store.Repairing;

/// <summary>What a lake should hold, by everything that says so: its catalogue where that is sound, the journals, and the received files themselves.</summary>
internal sealed class Inventory
{
    private readonly List<RepairStep> steps = [];

    private Inventory(bool isSound, Salvage salvage)
    {
        IsSound = isSound;
        Salvage = salvage;
    }

    /// <summary>Whether there is a catalogue, and SQLite finds no fault in it.</summary>
    public bool IsSound { get; }

    public Salvage Salvage { get; }

    /// <summary>What is to be known of each received file, in the order they were received.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    /// <summary>Of them, those that a sound catalogue does not know or of which it does not know all.</summary>
    public IReadOnlyList<JournalEntry> News { get; private set; } = [];

    /// <summary>What was decided on the way.</summary>
    public IReadOnlyList<RepairStep> Steps => steps;

    public static async Task<Inventory> TakeAsync(LakeHome home, CatalogFile? catalog, RawFiles raw, CancellationToken cancellation)
    {
        var sound = catalog is not null && IsWhole(catalog);
        var inventory = new Inventory(sound, Salvage.Of(catalog));
        var known = inventory.Salvage.Entries.ToDictionary(e => e.Sha256, StringComparer.Ordinal);
        var latest = sound ? catalog!.Read(VersionTable.Latest)?.Stored() ?? "" : "";
        var news = new List<JournalEntry>();
        foreach (var sha256 in Hashes(home).Where(h => !known.ContainsKey(h) || Journal.Find(home, h) is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            var told = known.GetValueOrDefault(sha256);
            var journal = Journal.Find(home, sha256) ?? await BareAsync(home, raw, sha256, cancellation);
            if (journal is null || (told is not null && sound && !journal.IsAheadOf(told)))
                continue;
            // A reading that is older than what the catalogue has gone on to since can't be put in before it.
            if (sound && journal.Readings.Skip(told?.Readings.Count ?? 0).Any(r => string.CompareOrdinal(r.At, latest) <= 0))
                journal = inventory.WithoutReadings(journal, told, "a file that was read before others that the catalogue knows");
            known[sha256] = journal;
            if (told is null || !told.IsSameAs(journal))
                news.Add(journal);
        }
        inventory.Entries = inventory.Settled(known.Values);
        inventory.News = [.. inventory.Entries.Where(e => news.Exists(n => n.Sha256 == e.Sha256))];
        return inventory;
    }

    private static bool IsWhole(CatalogFile catalog)
    {
        try
        {
            return catalog.Read(Soundness.Faults).Count == 0;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            return false;
        }
    }

    private static IEnumerable<string> Hashes(LakeHome home) => home.Files()
        .Where(f => f.StartsWith("raw/", StringComparison.Ordinal) && (f.EndsWith(".zst", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal)))
        .Select(f => Path.GetFileNameWithoutExtension(f))
        .Where(JournalEntry.IsHash)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    // A received file that nothing tells of: its bytes are kept, and whoever ingests the original again says the rest.
    private static async Task<JournalEntry?> BareAsync(LakeHome home, RawFiles raw, string sha256, CancellationToken cancellation)
    {
        var file = home.At(LakeHome.Raw(sha256));
        if (!File.Exists(file))
            return null;
        try
        {
            var (hash, bytes) = await raw.CheckAsync(sha256, cancellation);
            return hash == sha256
                ? new(sha256, bytes, new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero).Stored(), file, sha256[..12], null, null, null, null, [])
                : null;
        }
        catch (LakeException)
        {
            return null;
        }
    }

    /// <summary>Two readings can't have brought the same version: the later one did, the other was stopped at its last step.</summary>
    private List<JournalEntry> Settled(IEnumerable<JournalEntry> entries)
    {
        var all = entries.OrderBy(e => e.ReceivedAt, StringComparer.Ordinal).ThenBy(e => e.Readings.Count == 0 ? "" : e.Readings[0].At, StringComparer.Ordinal).ThenBy(e => e.Sha256, StringComparer.Ordinal).ToList();
        var holders = new HashSet<string>(StringComparer.Ordinal);
        var never = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in RecordedVersion.All(all).Reverse())
        {
            if (!holders.Add(version.File))
                never.Add(version.Entry.Sha256);
        }
        return [.. all.Select(e => never.Contains(e.Sha256) ? WithoutReadings(e, null, "a file whose reading was stopped at its last step") : e)];
    }

    private JournalEntry WithoutReadings(JournalEntry entry, JournalEntry? told, string why)
    {
        steps.Add(new(RepairOutcome.Differs, LakeHome.Journal(entry.Sha256), string.Create(CultureInfo.InvariantCulture,
            $"The journal of {entry.FileName} tells of {why}; it counts as received and not read. Ingest it again.")));
        return told ?? entry with { Readings = [] };
    }
}
