using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;

namespace Weir.Store.Journals;

/// <summary>
/// The journals beside the received files. What the catalogue says of a snapshot is written there first, so that raw/ never knows
/// less than the catalogue: whoever has raw/ has the lake.
/// </summary>
internal sealed class Journal(LakeHome home, CatalogFile catalog)
{
    /// <summary>
    /// Changes what the catalogue says of a snapshot, in one transaction, after its journal says it. A process that is killed between the two
    /// leaves a journal that is one step ahead, which does no harm.
    /// </summary>
    public T Change<T>(string sha256, Func<SqliteConnection, T> change)
    {
        try
        {
            return catalog.Change(c =>
            {
                var result = change(c);
                if (JournalTable.Find(c, sha256) is { } entry)
                    Write(home, entry);
                return result;
            });
        }
        catch (Exception e) when (e is not CommitInDoubtException)
        {
            TakeBack(sha256);
            throw;
        }
    }

    /// <summary>What the journal of a snapshot says; null where there is none, or none that can be read.</summary>
    public static JournalEntry? Find(LakeHome home, string sha256)
    {
        try
        {
            return Read(home, sha256);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What the journal of a snapshot says; null where there is none.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static JournalEntry? Read(LakeHome home, string sha256)
    {
        var file = home.At(LakeHome.Journal(sha256));
        if (!File.Exists(file))
            return null;
        var entry = JournalEntry.Parse(File.ReadAllBytes(file));
        return entry.Sha256 == sha256 ? entry : throw new JsonException($"it is the journal of {entry.Sha256}");
    }

    /// <summary>Puts a journal on the disk, unless it says this already.</summary>
    public static void Write(LakeHome home, JournalEntry entry)
    {
        if (Says(home, entry))
            return;
        using var scratch = Scratch.Create(home);
        Write(home, entry, scratch);
    }

    /// <inheritdoc cref="Write(LakeHome, JournalEntry)"/>
    public static void Write(LakeHome home, JournalEntry entry, Scratch scratch)
    {
        var temporary = scratch.File(entry.Sha256 + ".json");
        using (var file = home.Disk.CreateFile(temporary))
            file.Write(entry.ToBytes());
        home.Publish(temporary, LakeHome.Journal(entry.Sha256));
    }

    /// <summary>Whether a journal says exactly this.</summary>
    public static bool Says(LakeHome home, JournalEntry entry) =>
        Find(home, entry.Sha256) is { } written && written.IsSameAs(entry);

    // The change did not happen, so the journal must not say that it did.
    private void TakeBack(string sha256)
    {
        try
        {
            if (catalog.Read(c => JournalTable.Find(c, sha256)) is { } entry)
                Write(home, entry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or LakeException)
        {
            // Then it stays one step ahead, as after a kill. What failed before is what matters.
        }
    }
}
