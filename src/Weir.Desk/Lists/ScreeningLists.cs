using System.Globalization;
using Weir.Screening;
using Weir.Sources;
using Weir.Store;

namespace Weir.Desk.Lists;

/// <summary>A list that was taken into the lake.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">The version that is current now; null where the file could not be read.</param>
/// <param name="Quarantined">Records that could not be read.</param>
/// <param name="Notes">What a user should know, a sentence each.</param>
/// <param name="Error">Why it was refused, in one sentence; null where it was not.</param>
public sealed record IngestedList(string Path, ListVersion? Version, int Quarantined, IReadOnlyList<string> Notes, string? Error);

/// <summary>What the lists say of somebody.</summary>
/// <param name="Query">Who was asked for.</param>
/// <param name="Lists">The list versions that were searched; empty means that nothing was.</param>
/// <param name="Matches">Who may be meant, best first. Candidates, and no finding about anybody.</param>
public sealed record ScreenReport(Entity Query, IReadOnlyList<ListVersion> Lists, IReadOnlyList<Match> Matches);

/// <summary>The sanctions and export-control lists of a lake: takes them in, and looks names up.</summary>
/// <param name="lake">The lake that holds them.</param>
public sealed class ScreeningLists(Lake lake)
{
    private const int HeadLength = 64 * 1024;

    /// <summary>The list whose file this is, by how it begins; null where it is no list (or can't be read here: whoever reads it next says why).</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<IListSource?> RecogniseAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var head = new byte[HeadLength];
            var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
            return ListSources.Recognise(new FileHead(System.IO.Path.GetFileName(path), head.AsMemory(0, read)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a file and makes its entities the list's current version. A file that is not whole is kept, marked rejected, and what was current stays current.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="cancellation">Stops the work; nothing of it is current then.</param>
    /// <exception cref="LakeException">The lake can't take it: disk full, read-only.</exception>
    public async Task<IngestedList> IngestAsync(string path, IListSource source, CancellationToken cancellation)
    {
        var name = System.IO.Path.GetFileName(path);
        Snapshot snapshot;
        await using (var file = File.OpenRead(path))
            snapshot = await lake.KeepAsync(file, new SnapshotOrigin(System.IO.Path.GetFullPath(path), name, source.Description.Id), cancellation);
        var reading = new ListReading(name);
        try
        {
            var version = await lake.WriteListAsync(
                source.Description.Id,
                snapshot.Sha256,
                async (output, stop) =>
                {
                    await using var content = await lake.OpenSnapshotAsync(snapshot.Sha256, stop);
                    return await FtmJsonLines.WriteAsync(source.ReadAsync(content, reading, stop), output, stop);
                },
                cancellation);
            return new(path, version, reading.Quarantined.Count, reading.Notes, Error: null);
        }
        catch (SourceFormatException refused)
        {
            await lake.RejectAsync(snapshot.Sha256, refused.Message, cancellation);
            return new(path, Version: null, reading.Quarantined.Count, reading.Notes, refused.Message);
        }
    }

    /// <summary>Asks every list, in the version that is current or was at a moment.</summary>
    /// <param name="query">Who is asked for.</param>
    /// <param name="options">What to ask and what to give.</param>
    /// <param name="asOf">The moment; null is now.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ScreeningQueryException">The query can't be looked up; the message says why.</exception>
    public async Task<ScreenReport> ScreenAsync(Entity query, ScreeningOptions options, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var lists = await lake.ListsAsync(asOf, cancellation);
        var screeners = new List<ExhaustiveScreener>();
        foreach (var list in lists)
        {
            await using var entities = await lake.OpenListAsync(list, cancellation);
            screeners.Add(await ExhaustiveScreener.OfAsync(new(list.List, list.Number.ToString(CultureInfo.InvariantCulture), list.Sha256), FtmJsonLines.ReadAsync(entities, cancellation: cancellation), cancellation));
        }
        return new(query, lists, ExhaustiveScreener.Of(screeners).Screen(query, options));
    }
}
