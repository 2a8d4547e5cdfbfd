using Weir.Sources;
using Weir.Sources.Text;
using Weir.Store;

namespace Weir.Desk.Ingest;

/// <summary>Takes files into the lake: keep the bytes, recognise the format, read them; or keep them with the reason why not.</summary>
internal sealed class Ingestor
{
    private readonly Lake lake;
    private readonly IReadOnlyList<IFlowSource> sources;

    /// <param name="lake">Where to.</param>
    /// <param name="sources">Whose formats to recognise, in this order.</param>
    public Ingestor(Lake lake, IReadOnlyList<IFlowSource> sources)
    {
        this.lake = lake;
        this.sources = sources;
    }

    /// <summary>The files that paths stand for: a file stands for itself, a folder for all files below it but hidden ones, sidecars and texts.</summary>
    public static IReadOnlyList<IngestItem> Expand(IReadOnlyList<string> paths, IngestOptions options)
    {
        var items = new List<IngestItem>();
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            if (Directory.Exists(path))
                items.AddRange(FilesOf(path).Select(f => new IngestItem(f, options.Source, options.Flow, FoundBy.Folder) { Whole = options.Whole }));
            else
                items.Add(new(path, options.Source, options.Flow, FoundBy.Name) { Whole = options.Whole });
        }
        return items;
    }

    /// <summary>The files of a folder and of those below it that may be data, by path.</summary>
    public static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
        .Where(f => !Path.GetFileName(f).StartsWith('.') && !f.EndsWith(Sidecar.Ending, StringComparison.Ordinal) && !f.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    /// <summary>Ingests files one after the other; one that fails does not stop the others.</summary>
    public async Task<IngestReport> IngestAsync(IReadOnlyList<IngestItem> items, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var files = new List<IngestedFile>();
        for (var i = 0; i < items.Count; i++)
        {
            progress?.Report(new(Path.GetFileName(items[i].Path), i, items.Count));
            files.Add(await IngestAsync(items[i], progress, cancellation));
        }
        return new(files);
    }

    private async Task<IngestedFile> IngestAsync(IngestItem item, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            var sidecar = await Sidecar.OfAsync(item.Path, cancellation);
            var named = item.Source ?? sidecar.Source;
            if (named is not null && ListSources.Find(named) is { } namedList)
                return await TakeListAsync(item, namedList, progress, cancellation);
            var source = named is null ? null : Named(named);
            var head = await HeadAsync(item, cancellation);
            source ??= sources.FirstOrDefault(s => s.Recognises(head));
            if (source is null && ListSources.Recognise(head) is { } list)
                return await TakeListAsync(item, list, progress, cancellation);
            if (source is null && item.FoundBy == FoundBy.Folder)
                return new(item.Path, null, null, null);
            return await ReadAsync(item, sidecar, source, head, cancellation);
        }
        catch (Exception e) when (e is SourceFormatException or LakeException)
        {
            return new(item.Path, item.Source, null, e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(item.Path, item.Source, null, $"{item.Path} is not there; check the path, or take it out of desk.yaml");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(item.Path, item.Source, null, $"{item.Path} can't be read: {e.Message}");
        }
    }

    private async Task<IngestedFile> TakeListAsync(IngestItem item, IListSource list, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        // In a folder, the companions of a list's main file are taken in with that.
        if (item.FoundBy == FoundBy.Folder && await ListIntake.MainFileAsync(item.Path, list, cancellation) != item.Path)
            return new(item.Path, list.Description.Id, null, null);
        var taken = await new ListIntake(lake, progress: progress) { NeverGoesBack = true }.IngestAsync(item.Path, list, cancellation);
        return new(item.Path, list.Description.Id, null, taken.Error) { List = taken.Version, Notes = taken.Notes };
    }

    private async Task<IngestedFile> ReadAsync(IngestItem item, Sidecar sidecar, IFlowSource? source, FileHead head, CancellationToken cancellation)
    {
        var snapshot = await KeepAsync(lake, item.Path, source?.Description.Id, cancellation);
        try
        {
            source ??= WeirSources.Recognise(head);
            var reading = new SnapshotReading(source.Description.Id, Path.GetFileName(item.Path)) { Flow = item.Flow ?? sidecar.Flow, Reporter = sidecar.Reporter?.Number, Whole = item.Whole ?? sidecar.Whole };
            var outcome = await lake.IngestAsync(snapshot.Sha256, reading, new SnapshotReader(sources), cancellation);
            return new(item.Path, source.Description.Id, outcome, null);
        }
        catch (SourceFormatException e)
        {
            await lake.RejectAsync(snapshot.Sha256, e.Message, cancellation);
            return new(item.Path, source?.Description.Id, null, e.Message);
        }
    }

    private IFlowSource Named(string id) => sources.FirstOrDefault(s => s.Description.Id == id)
        ?? throw new SourceFormatException($"'{id}' is no source; allowed are {string.Join(", ", sources.Select(s => s.Description.Id))}");

    private async Task<FileHead> HeadAsync(IngestItem item, CancellationToken cancellation)
    {
        try
        {
            await using var received = await ReceivedFile.OpenAsync(Open(item.Path), Path.GetFileName(item.Path), cancellation);
            return received.Head;
        }
        catch (SourceFormatException e)
        {
            var damaged = await KeepAsync(lake, item.Path, item.Source, cancellation);
            await lake.RejectAsync(damaged.Sha256, e.Message, cancellation);
            throw;
        }
    }

    /// <summary>Keeps a file's bytes as a snapshot.</summary>
    internal static async Task<Snapshot> KeepAsync(Lake lake, string path, string? source, CancellationToken cancellation)
    {
        await using var file = Open(path);
        return await lake.KeepAsync(file, new(path, Path.GetFileName(path), source), cancellation);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
