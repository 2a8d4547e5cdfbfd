using Weir.Desk.Ingest;
using Weir.Desk.Words;
using Weir.Sources;
using Weir.Sources.Comtrade;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Fetching;

/// <summary>
/// Gets the needed cells that UN Comtrade gives, part by part: each part is kept and read as soon as it is there, so a fetch that is
/// interrupted goes on where it stopped. Says of the rest how a person gets it.
/// </summary>
internal sealed class Fetcher
{
    private readonly Lake lake;
    private readonly IFlowSource source;
    private readonly string? inbox;
    private readonly List<IngestedFile> files = [];
    private readonly List<Phrase> notPublished = [];
    private readonly List<string> failures = [];

    /// <param name="lake">Where to.</param>
    /// <param name="source">Reads what comes.</param>
    /// <param name="inbox">The desk's drop folder, for what a person must get; null where it has none.</param>
    public Fetcher(Lake lake, IFlowSource source, string? inbox)
    {
        this.lake = lake;
        this.source = source;
        this.inbox = inbox;
    }

    /// <summary>Fetches what can be fetched.</summary>
    public async Task<FetchReport> FetchAsync(IReadOnlyList<NeededCells> needed, ComtradeClient? client, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (client is not null)
            await AskAsync(client, Questions(needed), progress, cancellation);
        if (needed.Any(n => FetchPlan.IsSilent(n.Partner)))
            notPublished.Add(new("fetch.silent.russia"));
        return new(needed, new(files), notPublished, ByHand(needed), failures);
    }

    // A publisher that is out of reach for one question is so for the next; each would wait through its retries in vain.
    private async Task AskAsync(ComtradeClient client, List<ComtradeQuestion> questions, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            progress?.Report(new(questions[i].ToString(), i, questions.Count));
            await foreach (var part in client.FetchAsync(questions[i], new KeptAnswers(lake), cancellation))
            {
                await TakeAsync(part, cancellation);
                if (!part.IsOutOfReach)
                    continue;
                failures.Add($"UN Comtrade was asked nothing more after that: {i} of {questions.Count} questions were done. What came is kept; weir fetch goes on from there");
                return;
            }
        }
    }

    // One question for each reporter and flow that asks for the same months: the publisher counts questions.
    private List<ComtradeQuestion> Questions(IReadOnlyList<NeededCells> needed)
    {
        var questions = new List<ComtradeQuestion>();
        var byQuestion = needed.Where(n => !FetchPlan.IsByHand(n))
            .GroupBy(n => (n.Reporter, n.Flow, n.Commodity))
            .Select(g => (g.Key.Reporter, g.Key.Flow, g.Key.Commodity, Partners: g.Select(n => n.Partner).Distinct().ToList(), Periods: g.SelectMany(n => n.Periods).Distinct().Order().ToList()))
            .GroupBy(q => (q.Reporter, q.Flow, Months: string.Join(',', q.Periods), To: string.Join(',', q.Partners)));
        foreach (var group in byQuestion)
        {
            var first = group.First();
            try
            {
                questions.Add(new(first.Reporter, first.Flow, first.Periods, first.Partners, group.Select(q => q.Commodity)));
            }
            catch (ArgumentException e)
            {
                failures.Add(e.Message);
            }
        }
        return questions;
    }

    private async Task TakeAsync(FetchedPart part, CancellationToken cancellation)
    {
        if (part.Outcome is FetchOutcome.AlreadyKept or FetchOutcome.Unchanged)
        {
            if (await KeptAnswers.SnapshotAsync(lake, part.Address, cancellation) is { } kept)
                files.Add(new(part.Address.AbsoluteUri, source.Description.Id, new(kept, AlreadyKnown: true, 0, 0, 0, 0), null));
            return;
        }
        if (part.Message is { } message)
            failures.Add(message);
        NoteSilence(part);
        if (part.File is not { } file)
            return;
        try
        {
            files.Add(await IngestAsync(part, file, cancellation));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void NoteSilence(FetchedPart part)
    {
        foreach (var outcome in part.Periods.Where(p => p.Value != FetchOutcome.Rows).GroupBy(p => p.Value))
        {
            var key = outcome.Key switch
            {
                FetchOutcome.NoRowsPublished => "fetch.silent.published",
                FetchOutcome.NotAvailable => "fetch.silent.not-available",
                _ => "fetch.silent.unknown",
            };
            notPublished.Add(new(
                key, ("reporter", part.Question.Reporter), ("flow", part.Question.Flow), ("codes", part.Question.Commodities),
                ("partners", part.Question.Partners), ("periods", outcome.Select(p => p.Key).Order().ToList())));
        }
    }

    private async Task<IngestedFile> IngestAsync(FetchedPart part, string file, CancellationToken cancellation)
    {
        var name = $"comtrade-{part.Question.Reporter.Alpha3}-{part.Question.Flow.Code()}-{part.Question.Periods[0]}.json";
        Snapshot snapshot;
        await using (var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan))
            snapshot = await lake.KeepAsync(content, new(part.Address.AbsoluteUri, name, source.Description.Id, part.ETag, part.LastModified), cancellation);
        try
        {
            var reading = new SnapshotReading(source.Description.Id, name) { Asked = part.Asked };
            var outcome = await lake.IngestAsync(snapshot.Sha256, reading, new SnapshotReader([source]), cancellation);
            return new(part.Address.AbsoluteUri, source.Description.Id, outcome, null);
        }
        catch (SourceFormatException e)
        {
            await lake.RejectAsync(snapshot.Sha256, e.Message, cancellation);
            return new(part.Address.AbsoluteUri, source.Description.Id, null, e.Message);
        }
    }

    private List<Phrase> ByHand(IReadOnlyList<NeededCells> needed)
    {
        var byHand = needed.Where(FetchPlan.IsByHand)
            .GroupBy(n => (n.Source, n.Reporter, n.Flow, First: n.Periods[0], Last: n.Periods[^1]))
            .Select(g => new Phrase(
                "fetch.by-hand.gacc", ("codes", g.Select(n => n.Commodity).Distinct().Order(StringComparer.Ordinal).ToList()), ("flow", g.Key.Flow),
                ("partners", g.Select(n => n.Partner).Distinct().ToList()), ("first", g.Key.First), ("last", g.Key.Last),
                ("inbox", inbox ?? "inbox"), ("code", g.Key.Flow.Code())))
            .ToList();
        return byHand;
    }
}

/// <summary>Knows from the lake which answers are there.</summary>
internal sealed class KeptAnswers(Lake lake) : IKeptAnswers
{
    /// <inheritdoc/>
    public async ValueTask<KeptAnswer?> FindAsync(Uri address, CancellationToken cancellation) =>
        await SnapshotAsync(lake, address, cancellation) is { } kept ? new(kept.ReceivedAt, kept.Origin.ETag, kept.Origin.LastModified) : null;

    /// <summary>The newest answer from exactly this address that was read.</summary>
    public static async Task<Snapshot?> SnapshotAsync(Lake lake, Uri address, CancellationToken cancellation) =>
        (await lake.SnapshotsAsync(cancellation)).LastOrDefault(s => s.State == SnapshotState.Read && s.Origin.Address == address.AbsoluteUri);
}
