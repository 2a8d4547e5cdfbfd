using Microsoft.AspNetCore.Http;
using Weir.Desk.Charts;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;
using Goods = Weir.Desk.Watches.Goods;

namespace Weir.Web.Pages;

/// <summary>A goods page: where they go, from which origin, and what changed.</summary>
/// <param name="Goods">The goods.</param>
/// <param name="Destinations">Each watched destination and comparator with the best series there is.</param>
/// <param name="Period">The latest period with any value; null where nothing is known.</param>
/// <param name="Chart">The destinations side by side at <paramref name="Period"/>; null where nothing is known.</param>
/// <param name="Changes">What changed in these goods.</param>
/// <param name="Origins">Where the figures come from.</param>
public sealed record GoodsView(
    Goods Goods, IReadOnlyList<Destination> Destinations, Period? Period, string? Chart, IReadOnlyList<Change> Changes, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, desk, words) = (call.Visit, call.Visit.Desk, call.Visit.Words);
        var goods = desk.Watches.SelectMany(w => w.Goods).FirstOrDefault(g => g.Id == call["goods"])
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-goods", ("goods", call["goods"])));
        var pairs = desk.Watches.Where(w => w.Goods.Any(g => g.Id == goods.Id))
            .SelectMany(w => w.Origins.SelectMany(o => w.Destinations.Concat(w.Comparators).Select(d => (From: o, To: d))))
            .Distinct().ToArray();
        var destinations = new List<Destination>();
        foreach (var (from, to) in pairs)
            destinations.Add(new(from, to, Choice.Best(await call.Reading.SeriesAsync(visit, new(goods.Id, from, to), call.Cancellation), desk)));
        var shown = destinations.Select(d => d.Series).OfType<Series>().ToArray();
        var period = shown.Select(Choice.Latest).OfType<SeriesPoint>().Select(p => (Period?)p.Period).Max();
        var changes = await call.Reading.ChangesAsync(visit, call.Cancellation);
        var view = new GoodsView(
            goods, destinations, period, period is { } at ? Draw(call, goods, destinations, at) : null,
            [.. changes.Changes.Where(c => c.Series.Goods == goods.Id)], Origin.Of(shown, visit, call.Reading.Workbench.Sources));
        var title = words.Say(goods.Title);
        return PageAnswer.Of<GoodsPage>(
            title, call.Say("site.goods.description", ("goods", title)), view,
            () => new
            {
                goods.Id,
                asOf = visit.AsOf,
                title,
                goods.Codes,
                unit = goods.Unit.Code,
                note = goods.Note is { } note ? words.Say(note) : null,
                equivalents = goods.Equivalents.Select(e => new { e.Id, title = words.Say(e.Title), e.Content, unit = e.Unit.Code, e.Source }),
                destinations = destinations.Select(d => new { from = d.From.Alpha3, to = d.To.Alpha3, series = d.Series is { } s ? Json.Series(s) : null, url = visit.To(Addresses.Flow(d.From, d.To, goods.Id)) }),
                changes = view.Changes.Select(c => Home.ChangeJson(c, visit)),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["from", "to", "goods", "period", "value", "unit", "state", "status", "source", "publication", "rows"],
                shown.Zip(destinations.Where(d => d.Series is not null)).SelectMany(d => d.First.Points.Select(p => (IReadOnlyList<object?>)
                [
                    d.Second.From.Alpha3, d.Second.To.Alpha3, goods.Id, p.Period.ToString(), p.Value, d.First.Unit.Code, Json.State(p.State), Json.Status(d.First.Status),
                    d.First.Key.Source, d.First.Key.Publication, string.Join(' ', p.Rows),
                ]))));
    }

    private static string Draw(PageCall call, Goods goods, IReadOnlyList<Destination> destinations, Period at)
    {
        var severalOrigins = destinations.Select(d => d.From).Distinct().Count() > 1;
        var rows = destinations.Where(d => d.Series is null || d.Series.Unit.ConvertsTo(goods.Unit)).Select(d => new ComparisonRow(
            severalOrigins ? call.Say("site.pair", ("from", d.From), ("to", d.To)) : call.Visit.Words.Name(d.To),
            d.Series?.At(at) is { } value ? d.Series.Unit.Convert(value, goods.Unit) : null,
            d.Series?.Status ?? ObservationStatus.Official));
        return ComparisonChart.Responsive(
            new(call.Say("site.goods.chart", ("goods", call.Visit.Words.Say(goods.Title)), ("period", at)), [.. rows.OrderByDescending(r => r.Value)], goods.Unit), call.Visit.Words);
    }
}

/// <summary>A destination of goods.</summary>
/// <param name="From">The origin.</param>
/// <param name="To">The destination.</param>
/// <param name="Series">The best series there is; null where nothing is known.</param>
public sealed record Destination(Economy From, Economy To, Series? Series);
