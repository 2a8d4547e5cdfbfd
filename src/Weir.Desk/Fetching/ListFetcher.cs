using Weir.Desk.Ingest;
using Weir.Desk.Lists;
using Weir.Sources;
using Weir.Sources.Downloads;
using Weir.Sources.FollowTheMoney;
using Weir.Store;

namespace Weir.Desk.Fetching;

/// <summary>What came of fetching a list.</summary>
/// <param name="List">The list's id.</param>
/// <param name="Address">Where it was fetched.</param>
/// <param name="Version">The version that is current now; null where there is none.</param>
/// <param name="IsUnchanged">Whether the publisher has what the lake had before.</param>
/// <param name="Quarantined">Records that could not be read.</param>
/// <param name="Notes">What a user should know, a sentence each.</param>
/// <param name="Error">Why nothing was taken, in one sentence; null where something was, or nothing had changed.</param>
public sealed record FetchedList(string List, Uri Address, ListVersion? Version, bool IsUnchanged, int Quarantined, IReadOnlyList<string> Notes, string? Error);

/// <summary>Fetches lists from their publishers. A download that is not whole, is no list or is much smaller than what was current never takes its place.</summary>
/// <param name="lake">Where to.</param>
/// <param name="clock">Waits, and says when a list was looked at.</param>
/// <param name="options">How to download; null for the usual way.</param>
/// <param name="progress">Told how far the index of a list is that was taken in.</param>
public sealed class ListFetcher(Lake lake, TimeProvider clock, DownloadOptions? options = null, IProgress<WorkProgress>? progress = null)
{
    // A list may lose many in a day, but a file with less than half of them was not made whole.
    private const double LeastShare = 0.5;
    private readonly ListIntake intake = new(lake, progress: progress);

    /// <summary>Fetches a list where it has changed.</summary>
    /// <param name="source">The list.</param>
    /// <param name="address">Another address for it: of its main file, or for a dataset in FollowTheMoney of the root of its publisher's site; null for the publisher's.</param>
    /// <param name="cancellation">Stops it; what is current stays.</param>
    /// <exception cref="LakeException">The lake can't take it.</exception>
    public async Task<FetchedList> FetchAsync(IListSource source, Uri? address, CancellationToken cancellation)
    {
        if (lake.IsReadOnly)
            throw new LakeException($"The lake in {lake.Home} can't be written, so that no list can be fetched into it.");
        using var downloads = new ListDownloads(options ?? new(Path.Combine(lake.Home, FetchState.Folder)), clock);
        var before = (await lake.CurrentListsAsync(cancellation)).FirstOrDefault(v => v.List == source.Description.Id);
        if (!source.IsPublishedAsData && address is null)
            return new(source.Description.Id, source.Address, before, IsUnchanged: false, 0, [], $"{source.Description.Title} is published nowhere as data. {source.Description.HowToGet}");
        var run = new Run(source, downloads, before, await StateAsync(source, before, cancellation));
        return source is FollowTheMoneyList dataset && address?.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) != true
            ? await FetchDatasetAsync(dataset, address ?? new("https://data.opensanctions.org/"), run, cancellation)
            : await FetchFilesAsync(run, address ?? source.Address, address is not null, cancellation);
    }

    private async Task<FetchedList> FetchFilesAsync(Run run, Uri address, bool isElsewhere, CancellationToken cancellation)
    {
        var (main, error) = await GetAsync(run, address, null, cancellation);
        if (main is null)
            return Failed(run, address, error!);
        var parts = new List<KeptPart> { main };
        if (run.Source is IPartedList parted && parted.PartsOf(await intake.HeadAsync(main, cancellation)) is { Count: > 1 } published)
        {
            parts[0] = main with { Name = published[0].Name };
            foreach (var part in published.Skip(1))
            {
                var at = isElsewhere || part.Address is null ? new Uri(address, part.Name) : part.Address;
                var (companion, reason) = await GetAsync(run, at, null, cancellation);
                if (companion is not null)
                    parts.Add(companion with { Name = part.Name });
                else if (part.Required)
                    return Failed(run, address, $"{part.Name} ({part.Holds}) could not be had: {reason}");
                else
                    run.Notes.Add($"{part.Name} ({part.Holds}) could not be had: {reason}");
            }
        }
        return await TakeAsync(run, address, parts, cancellation);
    }

    private async Task<FetchedList> FetchDatasetAsync(FollowTheMoneyList dataset, Uri root, Run run, CancellationToken cancellation)
    {
        var (index, entities, changes) = DatasetIndex.Addresses(root, dataset.Name);
        var said = await run.Downloads.GetAsync(index, null, null, cancellation);
        if (said.File is null)
            return Failed(run, index, said.Error ?? $"{index} gave nothing");
        var latest = await UsedAsync(said.File, stream => DatasetIndex.VersionAsync(stream, cancellation));
        var had = (await intake.CurrentPartsAsync(dataset, cancellation)).LastOrDefault()?.Version;
        if (latest is not null && latest == had)
            return await UnchangedAsync(run, entities, cancellation);
        if (latest is not null && had is not null && await FetchChangesAsync(dataset, changes, had, latest, run, cancellation) is { } changed)
            return changed;
        var (whole, error) = await GetAsync(run, entities, latest, cancellation);
        return whole is null ? Failed(run, entities, error!) : await TakeAsync(run, entities, [whole], cancellation);
    }

    /// <summary>Takes the dataset by its changes; null where they do not lead from what the lake has to the latest, with a note that says so.</summary>
    private async Task<FetchedList?> FetchChangesAsync(FollowTheMoneyList dataset, Uri address, string from, string to, Run run, CancellationToken cancellation)
    {
        var said = await run.Downloads.GetAsync(address, null, null, cancellation);
        if (said.File is null)
            return Whole(said.Error ?? $"{address} gave nothing");
        if (await UsedAsync(said.File, stream => DatasetIndex.ChangesAsync(stream, address, from, to, cancellation)) is not { Count: > 0 } steps)
            return Whole($"{address} has no unbroken chain of changes from {from} to {to}");
        var kept = new List<KeptPart>();
        foreach (var (version, at) in steps)
        {
            var (part, error) = await GetAsync(run, at, version, cancellation);
            if (part is null)
                return Whole(error!);
            kept.Add(part);
        }
        var taken = await intake.TakeChangesAsync(address.ToString(), dataset, kept, cancellation);
        return taken.Error is { } broken ? Whole(broken) : await DoneAsync(run, address, taken, cancellation);

        FetchedList? Whole(string why)
        {
            run.Notes.Add($"the changes could not be used, and the whole dataset is taken: {why}");
            return null;
        }
    }

    /// <summary>Downloads a file and keeps it; what has not changed is the one that was kept before.</summary>
    private async Task<(KeptPart? Part, string? Error)> GetAsync(Run run, Uri address, string? version, CancellationToken cancellation)
    {
        var name = Path.GetFileName(address.AbsolutePath) is { Length: > 0 } last ? last : run.Source.Description.Id;
        var known = run.State?.Files.FirstOrDefault(f => f.Address == address);
        var download = await run.Downloads.GetAsync(address, known?.ETag, known?.LastModified, cancellation);
        if (download.IsUnchanged && known is not null)
        {
            run.Files.Add(known);
            return (new(name, known.Sha256, version), null);
        }
        if (download.File is not { } file)
            return (null, download.Error ?? $"{address} says that nothing has changed, and nothing was asked about; try again");
        try
        {
            await using var content = File.OpenRead(file);
            var snapshot = await lake.KeepAsync(content, new(address.ToString(), name, run.Source.Description.Id, download.ETag, download.LastModified), cancellation);
            run.HasNew |= known?.Sha256 != snapshot.Sha256;
            run.Files.Add(new(address, snapshot.Sha256, download.ETag, download.LastModified));
            return (new(name, snapshot.Sha256, version), null);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<FetchedList> TakeAsync(Run run, Uri address, IReadOnlyList<KeptPart> parts, CancellationToken cancellation)
    {
        if (!run.HasNew && run.Before is not null)
            return await UnchangedAsync(run, address, cancellation);
        var least = (int)((run.Before?.Entities ?? 0) * LeastShare);
        return await DoneAsync(run, address, await intake.TakeAsync(address.ToString(), run.Source, parts, cancellation, least), cancellation);
    }

    private async Task<FetchedList> DoneAsync(Run run, Uri address, IngestedList taken, CancellationToken cancellation)
    {
        if (taken.Error is { } refused)
            return Failed(run, address, refused);
        await new FetchState(clock.GetUtcNow(), run.Files).SaveAsync(lake, run.Source.Description.Id, cancellation);
        return new(run.Source.Description.Id, address, taken.Version, IsUnchanged: taken.Version == run.Before, taken.Quarantined, [.. run.Notes, .. taken.Notes], null);
    }

    private async Task<FetchedList> UnchangedAsync(Run run, Uri address, CancellationToken cancellation)
    {
        await new FetchState(clock.GetUtcNow(), run.State?.Files ?? []).SaveAsync(lake, run.Source.Description.Id, cancellation);
        return new(run.Source.Description.Id, address, run.Before, IsUnchanged: true, 0, run.Notes, null);
    }

    private static FetchedList Failed(Run run, Uri address, string error) => new(run.Source.Description.Id, address, run.Before, IsUnchanged: false, 0, run.Notes, error);

    /// <summary>What was fetched last, where the current version was read from it: only then does an unchanged file mean an unchanged list.</summary>
    private async Task<FetchState?> StateAsync(IListSource source, ListVersion? before, CancellationToken cancellation)
    {
        if (before is null || await FetchState.OfAsync(lake, source.Description.Id, cancellation) is not { } state)
            return null;
        var parts = (await intake.CurrentPartsAsync(source, cancellation)).Select(p => p.Sha256).ToHashSet(StringComparer.Ordinal);
        return state with { Files = [.. state.Files.Where(f => parts.Contains(f.Sha256))] };
    }

    private static async Task<T> UsedAsync<T>(string file, Func<Stream, Task<T>> read)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await read(stream);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Run(IListSource source, ListDownloads downloads, ListVersion? before, FetchState? state)
    {
        public IListSource Source => source;

        public ListDownloads Downloads => downloads;

        public ListVersion? Before => before;

        public FetchState? State => state;

        public List<string> Notes { get; } = [];

        public List<FetchedFile> Files { get; } = [];

        public bool HasNew { get; set; }
    }
}
