using System.Globalization;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Store;

namespace Weir.Desk.Screening;

/// <summary>
/// The indexes beside the lists of a lake: opens them, and makes those that are missing, damaged or of another engine. A version that differs little from one before it gets an
/// index of the changes over that one's; any other, and whatever such a chain no longer holds for, is indexed in full. A lake that is read-only has its missing indexes in a
/// folder of this process.
/// </summary>
/// <param name="lake">The lake that holds the lists.</param>
internal sealed class ListIndexes(Lake lake) : IDisposable
{
    private string? aside;

    /// <summary>Opens the index of a version; makes it where there is none that can be used.</summary>
    /// <exception cref="LakeException">The list can't be read, or its index not be written.</exception>
    public async Task<ScreeningIndex> OpenAsync(ListVersion version, CancellationToken cancellation)
    {
        if (Existing(version) is { } there)
            return there;
        if (lake.IsReadOnly)
        {
            aside ??= Directory.CreateTempSubdirectory("weir-index-").FullName;
            var path = Path.Combine(aside, string.Create(CultureInfo.InvariantCulture, $"{version.List}-{version.Number}.index"));
            await BuildAsync(version, path, null, cancellation);
            return ScreeningIndex.Open(path);
        }
        await MakeAsync(version, null, cancellation);
        return ScreeningIndex.Open(lake.ListIndexPath(version));
    }

    /// <summary>Makes the index of a version that was taken in, so that the first question need not wait for it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="progress">Told how many entities are done.</param>
    /// <param name="cancellation">Stops it; nothing of it is left behind.</param>
    /// <returns>Why there is none now, in a sentence; null where there is. The list is no worse for it: whoever asks first makes the index then.</returns>
    public async Task<string?> PrepareAsync(ListVersion version, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            if (Existing(version) is { } there)
                there.Dispose();
            else
                await MakeAsync(version, progress, cancellation);
            return null;
        }
        catch (Exception e) when (e is LakeException or ScreeningIndexException or EntityFormatException or IOException or UnauthorizedAccessException)
        {
            return $"the index of {version.List} could not be made, and will be when somebody first asks: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (aside is not null)
            Directory.Delete(aside, recursive: true);
    }

    private ScreeningIndex? Existing(ListVersion version)
    {
        var path = lake.ListIndexPath(version);
        try
        {
            if (!File.Exists(path))
                return null;
            var there = ScreeningIndex.Open(path);
            if (there.Edition == EditionOf(version))
                return there;
            there.Dispose();
        }
        catch (ScreeningIndexException)
        {
            // Damaged, of another engine, or changes to an index that is gone: it is made again from the entities.
        }
        return null;
    }

    private Task MakeAsync(ListVersion version, IProgress<WorkProgress>? progress, CancellationToken cancellation) => lake.WriteListIndexAsync(
        version,
        async (path, stop) =>
        {
            if (!await ApplyAsync(version, path, stop))
                await BuildAsync(version, path, progress, stop);
        },
        cancellation);

    private async Task BuildAsync(ListVersion version, string path, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var told = progress is null ? null : new Counted(progress, version);
        await using var entities = await lake.OpenListAsync(version, cancellation);
        await ScreeningIndex.BuildAsync(FtmJsonLines.ReadAsync(entities, cancellation: cancellation), path, EditionOf(version), told, cancellation);
    }

    /// <summary>Writes the changes since the last version before that has an index, where these are few.</summary>
    /// <returns>Whether it did.</returns>
    private async Task<bool> ApplyAsync(ListVersion version, string path, CancellationToken cancellation)
    {
        var before = (await lake.ListVersionsAsync(cancellation))
            .LastOrDefault(v => v.List == version.List && v.Number < version.Number && v.DroppedAt is null && File.Exists(lake.ListIndexPath(v)));
        if (before is null)
            return false;
        // Opened, so that nothing is put on top of a chain that is broken.
        using (var below = Existing(before))
        {
            if (below is null || below.Files == ScreeningIndex.LongestChain)
                return false;
        }
        if (await ListChanges.BetweenAsync(lake, before, version, cancellation) is not { } changes)
            return false;
        await ScreeningIndex.ApplyAsync(lake.ListIndexPath(before), changes.ToAsyncEnumerable(), path, EditionOf(version), cancellation, lake.ListIndexPath(version));
        return true;
    }

    private static ListEdition EditionOf(ListVersion version) => new(version.List, version.Number.ToString(CultureInfo.InvariantCulture), version.Sha256);

    private sealed class Counted(IProgress<WorkProgress> progress, ListVersion version) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new($"indexing {version.List}", value, version.Entities));
    }
}
