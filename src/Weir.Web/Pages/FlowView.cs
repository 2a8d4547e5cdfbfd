using Microsoft.AspNetCore.Http;
using Weir.Desk.Charts;
using Weir.Desk.Figures;
using Weir.Desk.Signals;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Signals.Surges;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>A flow page: one origin, one destination, one kind of goods, over time.</summary>
/// <param name="Goods">The goods.</param>
/// <param name="From">The origin.</param>
/// <param name="To">The destination.</param>
/// <param name="Flow">Whose statistic is shown.</param>
/// <param name="Measure">What it is measured in.</param>
/// <param name="Measures">What it can be measured in.</param>
/// <param name="Series">The series shown, of which something is known.</param>
/// <param name="Lead">The one that the chart shows where it shows one; null where nothing is known.</param>
/// <param name="Notes">What a reader must know of how they were put together.</param>
/// <param name="Band">What the past of the leading series allowed; null where there is none, or no month of it can be judged.</param>
/// <param name="Chart">Their chart.</param>
/// <param name="Mirror">The same flow as the other side published it.</param>
/// <param name="Comparison">The destination beside others at the latest known period; null where there is nothing to compare.</param>
/// <param name="ComparedAt">That period.</param>
/// <param name="Cells">Published cells by row.</param>
/// <param name="Origins">Where the figures come from.</param>
public sealed record FlowView(
    Goods Goods, Economy From, Economy To, Flow Flow, FlowMeasure Measure, IReadOnlyList<FlowMeasure> Measures, IReadOnlyList<Series> Series,
    Series? Lead, IReadOnlyList<Phrase> Notes, SurgeBand? Band, string Chart, IReadOnlyList<Series> Mirror, string? Comparison, Period? ComparedAt, IReadOnlyDictionary<ObservationId, Observation> Cells, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, words, desk) = (call.Visit, call.Visit.Words, call.Visit.Desk);
        var (from, to) = (Visit.Economy(call["from"]), Visit.Economy(call["to"]));
        var goods = Choice.FindGoods(call["goods"], desk)
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-goods", ("goods", call["goods"])));
        var flow = ReadFlow(visit.Ask("flow"));
        var measures = FlowMeasure.Of(goods);
        var measure = measures.FirstOrDefault(m => m.Id == (visit.Ask("unit") ?? goods.Unit.Code))
            ?? throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.unit", ("unit", visit.Ask("unit")), ("units", measures.Select(m => m.Id).ToArray())));

        var query = new SeriesQuery(goods.Id, from, to, flow, measure.Unit.Code);
        var found = await call.Reading.SeriesAsync(visit, query, call.Cancellation);
        var series = Choice.Trimmed(found);
        var mirrorFlow = flow is Flow.Import or Flow.ReImport ? Flow.Export : Flow.Import;
        var mirror = Choice.Trimmed(await call.Reading.SeriesAsync(visit, query with { Flow = mirrorFlow }, call.Cancellation));
        var (comparison, comparedAt) = await CompareAsync(call, goods, query, measure, series);
        var cells = await call.Reading.CellsAsync(
            visit, new CellQuery { Reporters = [from.Number, to.Number], Partners = [from.Number, to.Number], Commodities = goods.Codes }, call.Cancellation);

        var title = call.Say("site.flow.title", ("goods", goods.Title), ("from", from), ("to", to));
        var published = cells.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First());
        var lead = Choice.Best(series.OrderBy(s => DigitsPrinted(s, published)), desk);
        var axis = measure.Equivalent is { } made ? words.Say(made.Title) : null;
        var lines = Lines(call, series, lead, measure);
        // The band belongs to the leading series, and stands behind it where it is drawn alone.
        var band = lead is { Status: ObservationStatus.Official } && measure.Equivalent is null && SurgeBand.Of(lead) is { Months.Count: > 0 } judged ? judged : null;
        var chart = SeriesChart.Responsive(new(title, lines, measure.Shown, Axis: axis) { Band = lines.Count == 1 ? band?.In(measure.Shown) : null }, words);
        var view = new FlowView(
            goods, from, to, flow, measure, measures, series, lead, [.. found.SelectMany(f => f.Notes).DistinctBy(words.Say)], band, chart, mirror, comparison, comparedAt,
            published,
            Origin.Of(series.Concat(mirror), visit, call.Reading.Workbench.Sources));
        return PageAnswer.Of<FlowPage>(
            title, call.Say("site.flow.description", ("goods", goods.Title), ("from", from), ("to", to)), view,
            () => new
            {
                title,
                asOf = visit.AsOf,
                goods = goods.Id,
                from = from.Alpha3,
                to = to.Alpha3,
                flow = flow.Code(),
                unit = measure.Unit.Code,
                equivalent = measure.Equivalent is { } e ? new { e.Id, title = words.Say(e.Title), e.Content, unit = e.Unit.Code, e.Source } : null,
                series = series.Select(Json.Series),
                notes = view.Notes.Select(words.Say),
                band = band is null ? null : new
                {
                    series = Json.Series(band.Series.Key),
                    method = SurgeMethods.Default.Id,
                    band.Alpha,
                    months = band.Months.Select(m => new { period = m.Period.ToString(), expected = Finite(m.Finding.Expected), lower = Finite(m.Finding.Lower), upper = Finite(m.Finding.Upper), p = Finite(m.Finding.P) }),
                },
                mirror = mirror.Select(Json.Series),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["reporter", "partner", "flow", "goods", "period", "value", "unit", "state", "status", "source", "publication", "printed", "rows", "expected", "lower", "upper", "p"],
                series.Concat(mirror).SelectMany(s => s.Points.Select(p => (IReadOnlyList<object?>)
                [
                    s.Key.Reporter.Alpha3, s.Key.Partner.Alpha3, s.Key.Flow.Code(), s.Key.Goods, p.Period.ToString(), p.Value, s.Unit.Code, Json.State(p.State), Json.Status(s.Status),
                    s.Key.Source, s.Key.Publication, view.Printed(p), string.Join(' ', p.Rows), .. view.Judged(s, p),
                ]))));
    }

    /// <summary>How the rows of a point were printed by a publication; empty where they were not.</summary>
    public string Printed(SeriesPoint point) =>
        string.Join(" + ", point.Rows.Select(r => Cells.GetValueOrDefault(r)?.Printed).Where(p => !string.IsNullOrEmpty(p)));

    // Expected, lower, upper and p of a month of the leading series.
    private IReadOnlyList<object?> Judged(Series series, SeriesPoint point) =>
        series.Key == Band?.Series.Key && Band.Months.Where(m => m.Period == point.Period).Select(m => (SurgeFinding?)m.Finding).FirstOrDefault() is { } f
            ? [Finite(f.Expected), Finite(f.Lower), Finite(f.Upper), Finite(f.P)]
            : [null, null, null, null];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static Flow ReadFlow(string? code) => code is null
        ? Flow.Export
        : FlowCodes.TryParse(code, out var flow) ? flow : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.flow", ("flow", code)));

    // Official series each stand for themselves. Reported ones beside them, and several of one root, share one name; where
    // there is nothing official, the chart shows the one publication that says most and the table holds the others.
    private static IReadOnlyList<ChartLine> Lines(PageCall call, IReadOnlyList<Series> series, Series? lead, FlowMeasure measure)
    {
        var known = lead is not null && series.All(s => s.Status == ObservationStatus.Reported) ? [lead] : series;
        return [.. known.Select(s => measure.Line(s.Status == ObservationStatus.Reported && known.Count > 1 ? call.Say("site.flow.reported") : NameOf(s, call), s))];
    }

    // A figure as first printed has few digits; conversions of it have more. So the fewest are nearest to the root.
    private static int DigitsPrinted(Series series, IReadOnlyDictionary<ObservationId, Observation> cells) =>
        series.Points.SelectMany(p => p.Rows).Select(r => cells.GetValueOrDefault(r)).OfType<Observation>()
            .Select(o => (o.Quantity.Amount ?? o.Value ?? 0).ToString("0", System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0').Length)
            .DefaultIfEmpty(0).Max();

    internal static string NameOf(Series series, PageCall call) =>
        Origin.PublicationOf(series.Key, call.Visit.Desk)?.Outlet
        ?? call.Reading.Workbench.Sources.FirstOrDefault(s => s.Description.Id == series.Key.Source)?.Description.Publisher
        ?? series.Key.Source;

    private static async Task<(string? Chart, Period? At)> CompareAsync(PageCall call, Goods goods, SeriesQuery query, FlowMeasure measure, IReadOnlyList<Series> own)
    {
        var (visit, desk) = (call.Visit, call.Visit.Desk);
        var others = desk.Watches.Where(w => w.Goods.Any(g => g.Id == goods.Id) && w.Origins.Contains(query.From))
            .SelectMany(w => w.Destinations.Concat(w.Comparators)).Where(e => e != query.To).Distinct().ToArray();
        if (others.Length == 0 || measure.Equivalent is not null)
            return (null, null);
        if (Choice.Best(own, desk) is not { } series || Choice.Latest(series) is not { } latest)
            return (null, null);
        var rows = new List<ComparisonRow> { new(visit.Words.Name(query.To), latest.Value, series.Status) };
        foreach (var other in others)
        {
            var best = Choice.Best(await call.Reading.SeriesAsync(visit, query with { To = other }, call.Cancellation), desk);
            rows.Add(new(visit.Words.Name(other), best?.At(latest.Period), best?.Status ?? ObservationStatus.Official));
        }
        var title = call.Say("site.goods.chart", ("goods", goods.Title), ("period", latest.Period));
        return (ComparisonChart.Responsive(new(title, rows, measure.Unit), visit.Words), latest.Period);
    }
}
