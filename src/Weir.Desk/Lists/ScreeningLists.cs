using System.Globalization;
using Weir.Desk.Ingest;
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
    /// <inheritdoc cref="ListIntake.RecogniseAsync"/>
    public static Task<IListSource?> RecogniseAsync(string path, CancellationToken cancellation) => ListIntake.RecogniseAsync(path, cancellation);

    /// <inheritdoc cref="ListIntake.IngestAsync"/>
    public Task<IngestedList> IngestAsync(string path, IListSource source, CancellationToken cancellation) => new ListIntake(lake).IngestAsync(path, source, cancellation);

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
