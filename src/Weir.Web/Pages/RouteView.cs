using Microsoft.AspNetCore.Http;
using Weir.Desk.Charts;
using Weir.Desk.Routes;
using Weir.Desk.Words;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>A route page: one origin, one destination, and the third places of a watch between them.</summary>
/// <param name="From">The origin.</param>
/// <param name="Report">What is known of the ways.</param>
/// <param name="Map">The ways on a map; null where no leg is known.</param>
/// <param name="Sankey">The ways as bands; null where no leg is known.</param>
/// <param name="Origins">Where the figures come from.</param>
public sealed record RouteView(Economy From, RouteReport Report, string? Map, string? Sankey, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, words) = (call.Visit, call.Visit.Words);
        var (from, to) = (Visit.Economy(call["from"]), Visit.Economy(call["to"]));
        if (!visit.Desk.Watches.Any(w => w.Routes.Count > 0 && w.Goods.Any(g => g.Id == call["goods"])))
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-route", ("goods", call["goods"])));
        var report = await call.Reading.RoutesAsync(visit, new RouteQuestion(call["goods"]) { From = from, To = to }, call.Cancellation);
        var legs = Legs(report, words);
        var told = string.Join(" ", legs.Select(l => words.Say("site.route.leg", ("from", l.From), ("to", l.To), ("amount", l.Printed)) + "."));
        var (map, bands) = legs.Count == 0 || report.At is not { } at ? (null, null) : (
            RouteDrawing.Map(new(call.Say("site.route.map", ("period", at)), call.Say("site.route.map.words", ("legs", told)), [from], to, legs, "route-map"), words),
            RouteDrawing.Sankey(new(call.Say("site.route.sankey", ("period", at)), call.Say("site.route.sankey.words", ("legs", told)), [from], to, legs, "route-sankey"), words));
        var view = new RouteView(
            from, report, map, bands,
            Origin.Of(report.Amounts.SelectMany(a => a.Point.Rows.Select(r => (a.Series.Key.Source, r))), visit, call.Reading.Workbench.Sources));
        var title = call.Say("site.route.title", ("goods", report.Goods.Title), ("from", from), ("to", to));
        return PageAnswer.Of<RoutePage>(
            title, call.Say("site.route.description", ("goods", report.Goods.Title), ("from", from), ("to", to)), view,
            () => new
            {
                title,
                asOf = visit.AsOf,
                goods = report.Goods.Id,
                watch = report.Watch.Id,
                from = from.Alpha3,
                to = to.Alpha3,
                cannot = report.Cannot is { } cannot ? words.Say(cannot) : null,
                unit = report.Finding?.Unit.Code,
                since = report.Finding?.Question.Since.ToString(),
                until = report.Finding?.Question.Until.ToString(),
                drop = report.Finding?.DropRange,
                total = report.Finding?.TotalRange,
                candidates = report.Finding?.Candidates.Select(c => new
                {
                    route = c.Route.Alpha3,
                    c.Found,
                    c.Amount,
                    c.Range,
                    c.Share,
                    c.ShareRange,
                    c.P,
                    c.PAdjusted,
                    c.Score,
                    text = words.Say(RouteNotes.Of(c, report.Finding)),
                    reasons = c.Reasons.Select(r => words.Say(RouteNotes.Of(r, report.Finding.Unit))),
                }),
                chains = report.Finding?.Chains.Select(c => new { places = c.Places.Select(p => p.Alpha3), c.Amount, c.Range, c.PAdjusted }),
                at = report.At?.ToString(),
                amounts = report.Amounts.Select(a => new
                {
                    from = a.From.Alpha3,
                    to = a.To.Alpha3,
                    key = Json.Series(a.Series.Key),
                    value = a.Point.Value,
                    unit = a.Series.Unit.Code,
                    status = Json.Status(a.Series.Status),
                    rows = a.Point.Rows.Select(r => r.ToString()),
                }),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["from", "to", "period", "reporter", "flow", "value", "unit", "status", "source", "publication", "rows"],
                report.Amounts.Select(a => (IReadOnlyList<object?>)
                [
                    a.From.Alpha3, a.To.Alpha3, a.Point.Period.ToString(), a.Series.Key.Reporter.Alpha3, a.Series.Key.Flow.Code(), a.Point.Value, a.Series.Unit.Code, Json.Status(a.Series.Status),
                    a.Series.Key.Source, a.Series.Key.Publication, string.Join(' ', a.Point.Rows),
                ])));
    }

    // One amount for each leg, all in the unit that most of them have.
    private static IReadOnlyList<DrawnLeg> Legs(RouteReport report, Words words)
    {
        var drawn = report.Amounts.Select(a => (a.From, a.To)).Distinct().Select(l => report.Drawn(l.From, l.To)).OfType<RouteAmount>().Where(a => a.Point.Value > 0).ToList();
        var unit = drawn.GroupBy(a => a.Series.Unit).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        return [.. drawn.Where(a => a.Series.Unit == unit).Select(a => new DrawnLeg(a.From, a.To, a.Point.Value!.Value, words.Quantity(new Quantity((decimal)a.Point.Value.Value, a.Series.Unit)), a.Series.Status))];
    }
}
