using System.Runtime.CompilerServices;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>
/// Fetches from UN Comtrade: the open preview without a key, the full interface with one. Each part of an answer comes to the caller as
/// soon as it is saved, so that a fetch that is interrupted goes on where it stopped. Safe to use from several threads; questions
/// wait for one another, for the publisher's limits are for all together.
/// </summary>
/// <param name="options">How to talk to the publisher.</param>
/// <param name="clock">Waits between questions and before asking again.</param>
public sealed class ComtradeClient(ComtradeOptions options, TimeProvider clock) : IDisposable
{
    // Longer addresses were answered with "Request URL Too Long".
    private const int LongestAddress = 1900;

    private readonly ComtradeHttp http = new(options, clock);

    /// <summary>The address that a question is asked at, as <see cref="FetchedPart.Address"/> has it.</summary>
    public Uri AddressOf(ComtradeQuestion question) =>
        new(options.BaseAddress, $"{(options.IsPreview ? "public/v1/preview" : "data/v1/get")}/C/{Frequency(question.IsMonthly)}/HS?{question.Query(options.RowLimit)}");

    /// <summary>
    /// Asks a question. Where the answer has as many rows as the publisher gives at most, or the address is too long, it asks for the
    /// halves: by period, then by partner, then by commodity. A fault ends its part only, and the part says what it was.
    /// </summary>
    /// <param name="question">What to ask.</param>
    /// <param name="kept">What is there already; null where nothing is.</param>
    /// <param name="cancellation">Stops it between any two bytes.</param>
    public async IAsyncEnumerable<FetchedPart> FetchAsync(ComtradeQuestion question, IKeptAnswers? kept, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var released = new Dictionary<Period, bool>();
        var open = new Stack<ComtradeQuestion>([question]);
        while (open.TryPop(out var part))
        {
            var address = AddressOf(part);
            if ((part.HasTooManyPeriods(options.IsPreview) || address.AbsoluteUri.Length > LongestAddress) && TrySplit(part, open))
                continue;
            var known = kept is null ? null : await kept.FindAsync(address, cancellation);
            if (known is not null && clock.GetUtcNow() - known.ReceivedAt < options.FreshFor)
            {
                yield return new(part, address, FetchOutcome.AlreadyKept) { ReceivedAt = known.ReceivedAt };
                continue;
            }
            var reply = await http.AskAsync(address, rows: true, known, cancellation);
            var full = reply.Kind == ReplyKind.Answered && IsFull(reply.Rows);
            if ((full || reply.Kind == ReplyKind.TooLong) && TrySplit(part, open))
            {
                if (reply.File is not null)
                    File.Delete(reply.File);
                continue;
            }
            yield return reply.Kind switch
            {
                ReplyKind.Answered => await AnsweredAsync(part, address, reply, full, released, cancellation),
                ReplyKind.NotModified => new(part, address, FetchOutcome.Unchanged) { ReceivedAt = clock.GetUtcNow() },
                _ => new(part, address, FetchOutcome.Failed)
                {
                    Message = $"{reply.Message} (asked: {part})",
                    ReceivedAt = clock.GetUtcNow(),
                    IsOutOfReach = reply.Kind == ReplyKind.Passing,
                },
            };
        }
    }

    /// <summary>The data sets that the publisher has for a reporter in these periods (all months or all years).</summary>
    /// <exception cref="SourceFormatException">The publisher could not be asked; the message says why.</exception>
    public async Task<IReadOnlyList<ComtradeRelease>> ReleasesAsync(Economy reporter, IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        var releases = new List<ComtradeRelease>();
        foreach (var some in periods.Chunk(12))
        {
            var address = new Uri(options.BaseAddress, $"{(options.IsPreview ? "public" : "data")}/v1/getDa/C/{Frequency(some[0].IsMonth)}/HS?period={ComtradeQuestion.PeriodQuery(some)}&reporterCode={ComtradeAreas.CodeOf(reporter)}");
            var reply = await http.AskAsync(address, rows: false, kept: null, cancellation);
            if (reply.File is null)
                throw new SourceFormatException(reply.Message ?? "UN Comtrade did not say which data sets it has");
            try
            {
                releases.AddRange(await ComtradeAnswers.ReleasesAsync(reply.File, cancellation));
            }
            finally
            {
                File.Delete(reply.File);
            }
        }
        return releases;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static char Frequency(bool monthly) => monthly ? 'M' : 'A';

    private static bool TrySplit(ComtradeQuestion part, Stack<ComtradeQuestion> open)
    {
        if (part.Split() is not { } halves)
            return false;
        open.Push(halves.Second);
        open.Push(halves.First);
        return true;
    }

    // With a key the limit depends on the kind of key; an answer of exactly any known limit is taken as cut.
    private bool IsFull(long rows) => rows == options.RowLimit || rows is ComtradeSource.PreviewLimit or 100_000 or 250_000;

    private async Task<FetchedPart> AnsweredAsync(ComtradeQuestion part, Uri address, Reply reply, bool full, Dictionary<Period, bool> released, CancellationToken cancellation)
    {
        var silent = part.Periods.Where(p => !reply.Periods.Contains(ComtradeQuestion.PeriodQuery([p]))).ToList();
        var message = await LookUpAsync(part.Reporter, silent, released, cancellation);
        var periods = part.Periods.ToDictionary(p => p, p =>
            !silent.Contains(p) ? FetchOutcome.Rows
            : !released.TryGetValue(p, out var published) ? FetchOutcome.NoRowsUnknown
            : published ? FetchOutcome.NoRowsPublished : FetchOutcome.NotAvailable);
        var outcome = full ? FetchOutcome.CutShort : reply.Rows > 0 ? FetchOutcome.Rows : periods.Values.Min();
        if (full)
            message = $"UN Comtrade gave {reply.Rows:N0} rows, as many as it gives at most, and the question can't be made smaller ({part}): there may be more";
        return new(part, address, outcome)
        {
            File = reply.File,
            Rows = reply.Rows,
            Periods = periods,
            Asked = full ? [] : [.. part.Asked(periods)],
            ETag = reply.ETag,
            LastModified = reply.LastModified,
            ReceivedAt = reply.ReceivedAt,
            Message = message,
        };
    }

    // "No rows" is told apart from "no trade" only where there is something to tell apart.
    private async Task<string?> LookUpAsync(Economy reporter, List<Period> silent, Dictionary<Period, bool> released, CancellationToken cancellation)
    {
        var unknown = silent.Where(p => !released.ContainsKey(p)).ToList();
        if (unknown.Count == 0)
            return null;
        try
        {
            var there = (await ReleasesAsync(reporter, unknown, cancellation)).Select(r => r.Period).ToHashSet();
            foreach (var period in unknown)
                released[period] = there.Contains(period);
            return null;
        }
        catch (SourceFormatException e)
        {
            return $"whether UN Comtrade has the data sets could not be asked: {e.Message}";
        }
    }
}
