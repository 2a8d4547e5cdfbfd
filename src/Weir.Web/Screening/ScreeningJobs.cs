using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Weir.Desk;
using Weir.Desk.Screening.Bulk;
using Weir.Desk.Screening.Tables;
using Weir.Screening;
using Weir.Store;

namespace Weir.Web.Screening;

/// <summary>How a file of questions stands.</summary>
public enum ScreeningJobState
{
    /// <summary>It is being asked, or waits for its turn.</summary>
    Running,

    /// <summary>All its rows are answered.</summary>
    Done,

    /// <summary>It could not be asked; the error says why.</summary>
    Failed,
}

/// <summary>A file of questions that a reader gave.</summary>
/// <param name="Id">Nobody can guess it.</param>
/// <param name="FileName">As the reader's machine calls it.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ScreeningJob(string Id, string FileName, long Bytes)
{
    private ImmutableList<BulkAnswer> first = [];

    /// <summary>How it stands.</summary>
    public ScreeningJobState State { get; internal set; }

    /// <summary>How far it is.</summary>
    public BulkCount Count { get; internal set; } = new();

    /// <summary>Bytes of the file that were read.</summary>
    public long Read { get; internal set; }

    /// <summary>Why it failed, in English; null where it did not.</summary>
    public string? Error { get; internal set; }

    /// <summary>What was asked: list versions, engine and options; null before it began.</summary>
    public BulkBasis? Basis { get; internal set; }

    /// <summary>What came of its first rows, <see cref="MostShown"/> at most; for the page.</summary>
    public IReadOnlyList<BulkAnswer> First => first;

    /// <summary>How many rows a page shows.</summary>
    public const int MostShown = 50;

    internal string Answers { get; init; } = "";

    internal void Answered(BulkAnswer answer)
    {
        if (first.Count < MostShown)
            first = first.Add(answer);
    }
}

/// <summary>Files of questions that readers gave, one asked after the other. The last few are kept until the site stops, in a folder of the system's for such things.</summary>
internal sealed class ScreeningJobs(IWorkbench workbench, IHostApplicationLifetime lifetime) : IDisposable
{
    /// <summary>The longest file that is taken.</summary>
    public const long MostBytes = 16L * 1024 * 1024;

    private const int MostKept = 16;
    private readonly Lazy<string> folder = new(() => Directory.CreateTempSubdirectory("weir-screening-").FullName);
    private readonly ConcurrentQueue<ScreeningJob> jobs = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    public ScreeningJob? Find(string id) => jobs.FirstOrDefault(j => j.Id == id);

    /// <summary>Keeps a file and begins to ask it.</summary>
    /// <exception cref="ApiException">Too many wait already.</exception>
    public async Task<ScreeningJob> StartAsync(Stream upload, string fileName, long bytes, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (jobs.Count(j => j.State == ScreeningJobState.Running) >= MostKept / 2)
            throw new ApiException(429, "many files are being asked already; come back when one of them is done");
        var id = Guid.NewGuid().ToString("n");
        var questions = Path.Combine(folder.Value, id + ".questions");
        await using (var file = File.Create(questions))
            await upload.CopyToAsync(file, cancellation);
        var job = new ScreeningJob(id, Path.GetFileName(fileName), bytes) { Answers = Path.Combine(folder.Value, id + ".csv") };
        jobs.Enqueue(job);
        while (jobs.Count > MostKept && jobs.TryPeek(out var oldest) && oldest.State != ScreeningJobState.Running && jobs.TryDequeue(out var gone))
            File.Delete(gone.Answers);
        _ = Task.Run(() => RunAsync(job, questions, asOf, lifetime.ApplicationStopping), CancellationToken.None);
        return job;
    }

    public void Dispose()
    {
        turn.Dispose();
        if (folder.IsValueCreated)
            Directory.Delete(folder.Value, recursive: true);
    }

    private async Task RunAsync(ScreeningJob job, string questions, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        try
        {
            await turn.WaitAsync(cancellation);
            try
            {
                await AskAsync(job, questions, asOf, cancellation);
                job.State = ScreeningJobState.Done;
            }
            finally
            {
                turn.Release();
                File.Delete(questions);
            }
        }
        catch (Exception failed)
        {
            job.Error = failed is AskedFileException or ScreeningQueryException or LakeException or ApiException ? failed.Message
                : failed is OperationCanceledException or ObjectDisposedException ? "the site was stopped before it was done" : $"{failed.Message} ({failed.GetType().Name}), which is a fault in Weir";
            job.State = ScreeningJobState.Failed;
        }
    }

    private async Task AskAsync(ScreeningJob job, string questions, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        using var lists = await workbench.Screening.OpenAsync(asOf, cancellation);
        if (lists.Versions.Count == 0)
            throw new ApiException(404, "the lake holds no list, so nothing could be searched");
        await using var input = File.OpenRead(questions);
        await using var output = File.Create(job.Answers);
        var screening = new BulkScreening(lists, new(), BulkForm.Csv);
        job.Basis = screening.Basis(await BulkOutput.HashAsync(input, cancellation));
        var rows = await QueryRows.OpenAsync(input, job.FileName, cancellation);
        await screening.RunAsync(rows, 0, async (bytes, count) =>
        {
            await output.WriteAsync(bytes, cancellation);
            job.Count += count;
            job.Read = input.Position;
        }, Math.Max(1, Environment.ProcessorCount / 2), cancellation, job.Answered);
    }
}
