using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Which revisions to report; what is null or empty sets no limit.</summary>
/// <param name="Since">The earlier moment; null for the end of the last day (UTC) before the lake last changed, so that all that a day brought is told.</param>
/// <param name="AsOf">The later moment; null is now.</param>
public sealed record RevisionQuestion(DateTimeOffset? Since = null, DateTimeOffset? AsOf = null)
{
    /// <summary>The id of goods of the desk, or a commodity code; its subheadings are taken in.</summary>
    public string? Goods { get; init; }

    /// <summary>A source's id.</summary>
    public string? Source { get; init; }

    /// <summary>Who published the statistic.</summary>
    public Economy? Reporter { get; init; }

    /// <summary>The other side.</summary>
    public Economy? Partner { get; init; }

    /// <summary>Which way.</summary>
    public Flow? Flow { get; init; }

    /// <summary>First period, included.</summary>
    public Period? First { get; init; }

    /// <summary>Last period, included.</summary>
    public Period? Last { get; init; }

    /// <summary>Which kinds to list; all kinds are counted.</summary>
    public IReadOnlyList<RevisionKind> Kinds { get; init; } = [];

    /// <summary>How many to list at most; null lists all.</summary>
    public int? Limit { get; init; }
}

/// <summary>What changed between two moments.</summary>
/// <param name="Since">The earlier moment.</param>
/// <param name="AsOf">The later moment.</param>
/// <param name="Found">The revisions.</param>
public sealed record RevisionReport(DateTimeOffset Since, DateTimeOffset AsOf, Revisions Found);

/// <summary>Answers a <see cref="RevisionQuestion"/> from the lake.</summary>
/// <param name="lake">The lake.</param>
/// <param name="series">Knows what goods are.</param>
internal sealed class RevisionReporter(Lake lake, SeriesReader series)
{
    /// <summary>The revisions asked for.</summary>
    /// <exception cref="DeskException">Goods are unknown, or the earlier moment lies after the later one.</exception>
    public async Task<RevisionReport> ReportAsync(RevisionQuestion question, CancellationToken cancellation)
    {
        var cells = new CellQuery
        {
            Sources = One(question.Source),
            Reporters = One(question.Reporter?.Number),
            Partners = One(question.Partner?.Number),
            Flows = One(question.Flow),
            Commodities = question.Goods is { } goods ? series.Goods(goods).Codes : [],
            From = question.First,
            To = question.Last,
            TotalsOnly = false,
            AsOf = question.AsOf ?? await lake.MomentAsync(cancellation),
        };
        var until = cells.AsOf.Value;
        var since = question.Since ?? await DayBeforeLastChangeAsync(until, cancellation);
        if (since > until)
            throw new DeskException([$"the earlier moment, {since:yyyy-MM-dd HH:mm} UTC, lies after the later one, {until:yyyy-MM-dd HH:mm} UTC; a date alone means its end"]);
        return new(since, until, await lake.Flows.RevisionsAsync(new() { Since = since, Cells = cells, Kinds = question.Kinds, Limit = question.Limit }, cancellation));
    }

    private async Task<DateTimeOffset> DayBeforeLastChangeAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var changes = (await lake.VersionsAsync(cancellation)).Select(v => v.CurrentFrom).Where(c => c <= until).ToList();
        return changes.Count == 0 ? until : new DateTimeOffset(changes.Max().UtcDateTime.Date, TimeSpan.Zero).AddTicks(-1);
    }

    private static IReadOnlyList<T> One<T>(T? value)
        where T : struct => value is { } one ? [one] : [];

    private static IReadOnlyList<string> One(string? value) => value is null ? [] : [value];
}
