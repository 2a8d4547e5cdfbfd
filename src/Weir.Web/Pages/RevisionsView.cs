using System.Globalization;
using Microsoft.AspNetCore.Http;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What changed in the stored cells between two moments.</summary>
/// <param name="Question">What the address asks for.</param>
/// <param name="Report">The answer.</param>
/// <param name="Kind">The kind asked for; null for all.</param>
/// <param name="Days">The latest days on which the data changed, the latest first.</param>
/// <param name="Sources">Ids of all sources.</param>
/// <param name="Origins">Where the shown cells come from.</param>
public sealed record RevisionsView(
    RevisionQuestion Question, RevisionReport Report, RevisionKind? Kind, IReadOnlyList<DateOnly> Days, IReadOnlyList<string> Sources, IReadOnlyList<Origin> Origins)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 10_000;
    private const int MostDays = 12;
    private const double LargestPercent = 1e6;

    /// <summary>All kinds, as the filter offers them.</summary>
    public static IReadOnlyList<RevisionKind> Kinds { get; } = [RevisionKind.Changed, RevisionKind.Added, RevisionKind.Removed];

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var kind = ReadKind(visit.Ask("kind"));
        var sources = call.Reading.Workbench.Sources.Select(s => s.Description.Id).ToArray();
        var question = new RevisionQuestion(visit.Ask("since") is { } since ? Visit.Moment(since) : null, visit.AsOf)
        {
            Goods = ReadGoods(call),
            Source = visit.Ask("source") is not { } source || sources.Contains(source)
                ? visit.Ask("source")
                : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-source", ("source", source), ("sources", sources))),
            Reporter = visit.Ask("reporter") is { } reporter ? Visit.Economy(reporter) : null,
            Partner = visit.Ask("partner") is { } partner ? Visit.Economy(partner) : null,
            Flow = ReadFlow(visit.Ask("flow")),
            First = ReadPeriod(visit.Ask("first")),
            Last = ReadPeriod(visit.Ask("last")),
            Kinds = kind is { } one ? [one] : [],
            Limit = ReadLimit(visit.Ask("limit")),
        };
        if (question.Since > (visit.AsOf ?? await call.Reading.Workbench.Lake.MomentAsync(call.Cancellation)))
            throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.since", ("since", question.Since)));
        var report = await call.Reading.RevisionsAsync(visit, question, call.Cancellation);
        var largest = report.Found.Largest;
        var days = await call.Reading.DaysAsync(visit, call.Cancellation);
        var view = new RevisionsView(
            question, report, kind, [.. days.Take(MostDays)], sources,
            Origin.Of(largest.Select(r => (r.Cell.Source, r.Cell.Id)), visit, call.Reading.Workbench.Sources));
        return PageAnswer.Of<RevisionsPage>(
            call.Say("site.revisions.title"), call.Say("site.revisions.description"), view,
            () => new
            {
                report.Since,
                report.AsOf,
                report.Found.Added,
                report.Found.Removed,
                report.Found.Changed,
                revisions = largest.Select(r => new
                {
                    kind = Name(r.Kind),
                    was = r.Was is { } was ? Json.Observation(was) : null,
                    now = r.Now is { } now ? Json.Observation(now) : null,
                    amount = r.Amount is { } a ? new { measure = Name(a.Measure), a.Unit, a.Was, a.Now, a.Change, a.Ratio } : null,
                    rowWas = r.Was?.Id.ToString(),
                    rowNow = r.Now?.Id.ToString(),
                }),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["kind", "source", "publication", "reporter", "partner", "flow", "classification", "commodity", "period", "partner2", "procedure", "transport", "measure", "was", "now", "change", "ratio", "unit", "row_was", "row_now"],
                largest.Select(r => (IReadOnlyList<object?>)
                [
                    Name(r.Kind), r.Cell.Source, r.Cell.Publication, Economies.FromNumber(r.Cell.Reporter).Alpha3, Economies.FromNumber(r.Cell.Partner).Alpha3, r.Cell.Flow.Code(),
                    r.Cell.Commodity.Classification.ToString(), r.Cell.Commodity.Code, r.Cell.Period.ToString(), r.Cell.Partner2, r.Cell.Procedure, r.Cell.Transport,
                    r.Amount is { } a ? Name(a.Measure) : null, r.Amount?.Was, r.Amount?.Now, r.Amount?.Change, r.Amount?.Ratio, r.Amount?.Unit, r.Was?.Id.ToString(), r.Now?.Id.ToString(),
                ])));
    }

    /// <summary>A kind's name in addresses, data and word lists.</summary>
    public static string Name(RevisionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The flow page that shows a cell; null where none can.</summary>
    internal static string? FlowOf(Observation cell, Visit visit)
    {
        var goods = visit.Desk.Watches.SelectMany(w => w.Goods).FirstOrDefault(g => g.Codes.Any(c => cell.Commodity.Code.StartsWith(c, StringComparison.Ordinal)))?.Id
            ?? (Choice.FindGoods(cell.Commodity.Code, visit.Desk) is not null ? cell.Commodity.Code : null);
        var (reporter, partner) = (Economies.FromNumber(cell.Reporter), Economies.FromNumber(cell.Partner));
        return goods is not null && Economies.TryFind(reporter.Alpha3, out _) && Economies.TryFind(partner.Alpha3, out _)
            ? visit.To(Addresses.Flow(new SeriesKey(cell.Source, reporter, partner, cell.Flow, goods, cell.Publication)), ("flow", cell.Flow == Flow.Export ? null : cell.Flow.Code()))
            : null;
    }

    /// <summary>The change as a share of what was; empty where there was nothing, or it is too large for a percentage to tell anything.</summary>
    internal static string Percent(RevisedAmount amount, Words words) =>
        amount.Ratio is { } ratio && Math.Abs(ratio) < LargestPercent ? words.Percent((decimal)(ratio - 1), signed: true) : "";

    private static string Name(RevisedMeasure measure) => char.ToLowerInvariant(measure.ToString()[0]) + measure.ToString()[1..];

    private static string? ReadGoods(PageCall call) => call.Visit.Ask("goods") is not { } goods || Choice.FindGoods(goods, call.Visit.Desk) is not null
        ? call.Visit.Ask("goods")
        : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-goods", ("goods", goods)));

    private static RevisionKind? ReadKind(string? text) => text is null ? null
        : Kinds.Where(k => Name(k) == text).Select(k => (RevisionKind?)k).FirstOrDefault()
        ?? throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.kind", ("kind", text), ("kinds", Kinds.Select(Name).ToArray())));

    private static Flow? ReadFlow(string? text) => text is null ? null
        : FlowCodes.TryParse(text, out var flow) ? flow : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.flow", ("flow", text)));

    private static Period? ReadPeriod(string? text) => text is null ? null
        : Period.TryParse(text, out var period) ? period : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.period", ("period", text)));

    private static int ReadLimit(string? text) => text is null ? UsualLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit
            ? limit
            : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.limit", ("limit", text), ("most", MostLimit)));
}
