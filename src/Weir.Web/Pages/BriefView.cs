using Microsoft.AspNetCore.Http;
using Weir.Desk.Briefs;
using Weir.Desk.Words;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>A brief as an article.</summary>
/// <param name="Brief">As built.</param>
/// <param name="Views">How often it was opened on this site; null where this opening was not counted.</param>
/// <param name="Origins">Where its figures come from.</param>
/// <param name="Translations">The same brief in other languages: language and id.</param>
public sealed record BriefView(BuiltBrief Brief, int? Views, IReadOnlyList<Origin> Origins, IReadOnlyList<(string Language, string Id)> Translations)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, id) = (call.Visit, call["brief"]);
        if (!visit.Desk.Briefs.Contains(id))
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-brief", ("brief", id), ("briefs", visit.Desk.Briefs.ToArray())));
        var brief = await call.Reading.BriefAsync(visit, id, call.Cancellation);
        var views = call.IsReader ? await call.Reading.CountViewAsync(Addresses.Brief(id), call.Cancellation) : null;
        var sources = call.Reading.Workbench.Sources;
        var rows = brief.Figures.SelectMany(f => f.Rows).Concat(brief.Snapshots.Select(s => new Trade.ObservationId(s, 0)));
        var translations = new List<(string Language, string Id)>();
        foreach (var other in visit.Desk.Briefs.Where(b => b != id && Root(b) == Root(id)))
        {
            if ((await BriefCard.ReadAsync(call, other)).Brief is { } translated && translated.Language != brief.Language)
                translations.Add((translated.Language, other));
        }
        var view = new BriefView(brief, views, Origin.Of(rows, visit, sources), translations);
        return PageAnswer.Of<BriefPage>(
            brief.Title, call.Say("site.byline", ("byline", brief.Byline), ("date", brief.Published)), view,
            () => new
            {
                brief.Id,
                brief.Language,
                brief.Title,
                brief.Byline,
                brief.Published,
                brief.BuiltAt,
                brief.AsOf,
                brief.Markdown,
                brief.Snapshots,
                figures = brief.Figures.Select(f => new
                {
                    f.Name,
                    f.Printed,
                    f.Value,
                    f.Unit,
                    status = Json.Status(f.Status),
                    expression = visit.Words.Say(f.Expression),
                    rows = f.Rows.Select(r => r.ToString()),
                    url = visit.To(Addresses.Trace($"{brief.Id}~{f.Name}")),
                }),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["figure", "printed", "value", "unit", "status", "expression", "rows"],
                brief.Figures.Select(f => (IReadOnlyList<object?>)[f.Name, f.Printed, f.Value, f.Unit, Json.Status(f.Status), visit.Words.Say(f.Expression), string.Join(' ', f.Rows)])));
    }

    // drones.ru.md is drones.md in another language.
    private static string Root(string id) => Words.Languages.FirstOrDefault(l => id.EndsWith("." + l, StringComparison.Ordinal)) is { } language ? id[..^(language.Length + 1)] : id;
}
