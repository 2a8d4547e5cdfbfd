namespace Weir.Desk.Ingest;

/// <summary>
/// A drop folder for files that a person downloads. It is looked at again and again (which works on every file system, network shares
/// included), and a file is taken once its size and time have stood still for a while: a download in progress is left alone.
/// </summary>
internal sealed class Inbox
{
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly TimeSpan settle;
    private readonly Func<IReadOnlyList<string>, CancellationToken, Task<IngestReport>> ingest;
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <param name="folder">The folder; need not exist yet.</param>
    /// <param name="clock">Measures how long a file stood still.</param>
    /// <param name="settle">How long it must.</param>
    /// <param name="ingest">Takes files in.</param>
    public Inbox(string folder, TimeProvider clock, TimeSpan settle, Func<IReadOnlyList<string>, CancellationToken, Task<IngestReport>> ingest)
    {
        this.folder = folder;
        this.clock = clock;
        this.settle = settle;
        this.ingest = ingest;
    }

    /// <summary>Follows the folder until cancelled.</summary>
    public async Task FollowAsync(Action<IngestReport> ingested, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(settle, clock);
        try
        {
            do
            {
                if (Ready() is { Count: > 0 } ready)
                    ingested(await ingest(ready, cancellation));
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Being stopped is how following ends.
        }
    }

    // Files that have stood still since the last look or longer and were not taken as they are. A changed sidecar counts as a change of its file.
    private List<string> Ready()
    {
        var ready = new List<string>();
        var now = clock.GetTimestamp();
        foreach (var path in Files())
        {
            var state = StateOf(path);
            if (!seen.TryGetValue(path, out var before) || before.State != state)
                seen[path] = new(state, now, Taken: false);
            else if (!before.Taken && clock.GetElapsedTime(before.Since, now) >= settle)
            {
                seen[path] = before with { Taken = true };
                ready.Add(path);
            }
        }
        return ready;
    }

    private IReadOnlyList<string> Files()
    {
        try
        {
            return Directory.Exists(folder) ? [.. Ingestor.FilesOf(folder)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // The folder went away between two looks; the next look tells.
        }
    }

    private static (long Length, DateTime Changed, DateTime Sidecar) StateOf(string path)
    {
        var file = new FileInfo(path);
        return (file.Exists ? file.Length : -1, file.LastWriteTimeUtc, File.GetLastWriteTimeUtc(path + Sidecar.Ending));
    }

    private sealed record Seen((long, DateTime, DateTime) State, long Since, bool Taken);
}
