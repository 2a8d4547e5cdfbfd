using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Figures;
using Weir.Desk.Watches;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>The home page: what changed, what the claims came to, the latest briefs.</summary>
/// <param name="Changes">What changed, newest first.</param>
/// <param name="Check">The claims.</param>
/// <param name="Briefs">Briefs, latest first; one that can't be built says why.</param>
/// <param name="Goods">What the desk follows.</param>
public sealed record Home(ChangeReport Changes, CheckReport Check, IReadOnlyList<BriefCard> Briefs, IReadOnlyList<Goods> Goods)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, desk) = (call.Visit, call.Visit.Desk);
        var changes = await call.Reading.ChangesAsync(visit, call.Cancellation);
        var check = await call.Reading.CheckAsync(visit, call.Cancellation);
        var briefs = new List<BriefCard>();
        foreach (var id in desk.Briefs)
            briefs.Add(await BriefCard.ReadAsync(call, id));
        var goods = desk.Watches.SelectMany(w => w.Goods).DistinctBy(g => g.Id).ToArray();
        var home = new Home(changes, check, [.. briefs.OrderByDescending(b => b.Brief?.Published)], goods);
        return PageAnswer.Of<HomePage>(
            visit.Words.Say(desk.Settings.Title), call.Say("site.home.description"), home,
            () => new
            {
                desk = visit.Words.Say(desk.Settings.Title),
                asOf = changes.AsOf,
                lastChange = visit.State.LastChange,
                goods = goods.Select(g => new { g.Id, title = visit.Words.Say(g.Title), g.Codes, url = visit.To(Addresses.Goods(g.Id)) }),
                briefs = home.Briefs.Select(b => new { b.Id, b.Brief?.Title, b.Brief?.Published, b.Error, url = visit.To(Addresses.Brief(b.Id)) }),
                claims = new { total = check.Claims.Count, byVerdict = Verdicts.All.ToDictionary(Verdicts.Kind, v => check.Claims.Count(c => c.Verdict == v), StringComparer.Ordinal), url = visit.To("/claims") },
                sources = call.Reading.Workbench.Sources.Select(s => new { s.Description.Id, s.Description.Publisher, url = visit.To(Addresses.Source(s.Description.Id)) }),
                changes = changes.Changes.Select(c => ChangeJson(c, visit)),
                notKnown = changes.NotKnown.Select(visit.Words.Say),
            },
            () => ChangeTable(changes.Changes, visit));
    }

    internal static object ChangeJson(Change c, Visit visit) => new
    {
        c.Watch,
        series = Json.Series(c.Series),
        period = c.Period.ToString(),
        c.Kind,
        text = visit.Words.Say(c.Text),
        c.Value,
        c.Base,
        c.Ratio,
        unit = c.Unit.Code,
        status = Json.Status(c.Status),
        rows = c.Rows.Select(r => r.ToString()),
        url = visit.To(Addresses.Flow(c.Series)),
    };

    private static CsvTable ChangeTable(IEnumerable<Change> changes, Visit visit) => new(
        ["period", "kind", "reporter", "partner", "flow", "goods", "source", "publication", "value", "base", "ratio", "unit", "status", "text", "rows"],
        changes.Select(c => (IReadOnlyList<object?>)
        [
            c.Period.ToString(), c.Kind, c.Series.Reporter.Alpha3, c.Series.Partner.Alpha3, Trade.FlowCodes.Code(c.Series.Flow), c.Series.Goods, c.Series.Source, c.Series.Publication,
            c.Value, c.Base, c.Ratio, c.Unit.Code, Json.Status(c.Status), visit.Words.Say(c.Text), string.Join(' ', c.Rows),
        ]));
}

/// <summary>A brief as announced.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Brief">As built; null where it can't be built.</param>
/// <param name="Error">Why it can't be built; null where it can.</param>
public sealed record BriefCard(string Id, BuiltBrief? Brief, string? Error)
{
    internal static async Task<BriefCard> ReadAsync(PageCall call, string id)
    {
        try
        {
            return new(id, await call.Reading.BriefAsync(call.Visit, id, call.Cancellation), null);
        }
        catch (BriefException unbuildable)
        {
            return new(id, null, unbuildable.Message);
        }
    }
}
