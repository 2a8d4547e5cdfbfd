using Weir.Desk.Ingest;
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

/// <summary>The sanctions and export-control lists of a lake: takes them in.</summary>
/// <param name="lake">The lake that holds them.</param>
public sealed class ScreeningLists(Lake lake)
{
    /// <inheritdoc cref="ListIntake.RecogniseAsync"/>
    public static Task<IListSource?> RecogniseAsync(string path, CancellationToken cancellation) => ListIntake.RecogniseAsync(path, cancellation);

    /// <inheritdoc cref="ListIntake.IngestAsync"/>
    /// <param name="path">The file.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="cancellation">Stops the work; nothing of it is current then.</param>
    /// <param name="excerpt">Whether it is an excerpt of the list, on purpose.</param>
    /// <param name="neverGoesBack">See <see cref="ListIntake.NeverGoesBack"/>.</param>
    /// <param name="progress">Told how far its index is.</param>
    public Task<IngestedList> IngestAsync(string path, IListSource source, CancellationToken cancellation, bool excerpt = false, bool neverGoesBack = false, IProgress<WorkProgress>? progress = null) =>
        new ListIntake(lake, excerpt, progress) { NeverGoesBack = neverGoesBack }.IngestAsync(path, source, cancellation);
}
