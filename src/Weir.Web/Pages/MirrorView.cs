using Microsoft.AspNetCore.Http;
using Weir.Desk.Mirrors;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;
using Goods = Weir.Desk.Watches.Goods;

namespace Weir.Web.Pages;

/// <summary>A mirror page: one flow as its exporter and as its importer have it.</summary>
/// <param name="Goods">The goods.</param>
/// <param name="Report">Both sides beside each other.</param>
/// <param name="RouteTo">The destination of a watch that follows these goods from the exporter along routes, so that there is a page of ways; null where there is none.</param>
/// <param name="Origins">Where the figures come from.</param>
public sealed record MirrorView(Goods Goods, MirrorReport Report, Economy? RouteTo, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, words) = (call.Visit, call.Visit.Words);
        var (from, to) = (Visit.Economy(call["from"]), Visit.Economy(call["to"]));
        var goods = Choice.FindGoods(call["goods"], visit.Desk)
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-goods", ("goods", call["goods"])));
        var report = await call.Reading.MirrorAsync(visit, new MirrorQuestion(goods.Id, from, to), call.Cancellation);
        var view = new MirrorView(
            goods, report, visit.Desk.Watches.FirstOrDefault(w => w.Routes.Count > 0 && w.Origins.Contains(from) && w.Goods.Any(g => g.Id == goods.Id))?.Destinations[0],
            Origin.Of(report.Pairs.SelectMany(p => new[] { p.Export, p.Import }).Concat(report.OneSided), visit, call.Reading.Workbench.Sources));
        var title = call.Say("site.mirror.title", ("goods", goods.Title), ("from", from), ("to", to));
        return PageAnswer.Of<MirrorPage>(
            title, call.Say("site.mirror.description", ("goods", goods.Title), ("from", from), ("to", to)), view,
            () => new
            {
                title,
                asOf = visit.AsOf,
                goods = goods.Id,
                from = from.Alpha3,
                to = to.Alpha3,
                margin = report.Question.Margin,
                pairs = report.Pairs.Select(p => new
                {
                    export = Json.Series(p.Export.Key),
                    import = Json.Series(p.Import.Key),
                    unit = p.Gap.Unit.Code,
                    lag = p.Gap.Lag.Mean,
                    change = p.Change is { } c ? new { since = c.Since.ToString(), until = c.Until.ToString(), c.Before, c.Change, c.Interval, c.P, text = words.Say(MirrorNotes.Of(c)) } : null,
                    points = p.Gap.Points.Select(g => new
                    {
                        period = g.Period.ToString(),
                        state = MirrorNotes.Key(g.State),
                        g.Export,
                        g.Import,
                        g.Gap,
                        low = Finite(g.Range?.Low),
                        high = Finite(g.Range?.High),
                        g.Missing,
                        rows = g.Rows.Select(r => r.ToString()),
                    }),
                    notes = p.Notes.Select(words.Say),
                }),
                printed = report.Printed.Select(p => new
                {
                    sent = p.Sent.ToString(),
                    arrived = p.Arrived.ToString(),
                    state = MirrorNotes.Key(p.State),
                    export = p.Export.Text,
                    import = p.Import.Text,
                    p.ExportClaim,
                    p.ImportClaim,
                    p.Gap,
                    low = Finite(p.Range.Low),
                    high = Finite(p.Range.High),
                }),
                notes = report.Notes.Select(words.Say),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["kind", "exporter", "importer", "period_sent", "period_arrived", "export", "import", "unit", "state", "gap", "low", "high", "missing", "status", "source", "publication", "rows"],
                [.. report.Pairs.SelectMany(p => p.Gap.Points.Select(g => Row(p, g))), .. report.Printed.Select(p => Row(report, p))]));
    }

    /// <summary>An end of a range in words; open ends are bounds.</summary>
    public static string Range(ValueRange? range, Words words) => range switch
    {
        null => "",
        { High: double.PositiveInfinity } r => words.Say("site.mirror.at-least", ("n", Number(r.Low))),
        { Low: double.NegativeInfinity } r => words.Say("site.mirror.at-most", ("n", Number(r.High))),
        { } r => $"{words.Number(Number(r.Low), 2)} … {words.Number(Number(r.High), 2)}",
    };

    /// <summary>A gap to three digits behind the point, as it is published.</summary>
    public static decimal Number(double gap) => Math.Round((decimal)Math.Clamp(gap, -1e6, 1e6), 3);

    private static IReadOnlyList<object?> Row(MirrorPair pair, MirrorPoint point) =>
    [
        "series", pair.Export.Key.Reporter.Alpha3, pair.Import.Key.Reporter.Alpha3, point.Period.ToString(), point.Period.ToString(), point.Export, point.Import, pair.Gap.Unit.Code,
        MirrorNotes.Key(point.State), point.Gap, Finite(point.Range?.Low), Finite(point.Range?.High), point.Missing, Json.Status(pair.Export.Status), pair.Export.Key.Source,
        pair.Export.Key.Publication, string.Join(' ', point.Rows),
    ];

    private static IReadOnlyList<object?> Row(MirrorReport report, PrintedMirror printed) =>
    [
        "printed", report.Question.From.Alpha3, report.Question.To.Alpha3, printed.Sent.ToString(), printed.Arrived.ToString(), printed.Export.Amount, printed.Import.Amount, printed.Export.Unit.Code,
        MirrorNotes.Key(printed.State), printed.Gap, Finite(printed.Range.Low), Finite(printed.Range.High), null, "reported", "", $"{printed.ExportClaim} {printed.ImportClaim}", "",
    ];

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}
