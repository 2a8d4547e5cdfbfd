using Weir.Desk.Screening;
using Weir.Desk.Screening.Bulk;
using Weir.Screening;
using Weir.Store;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>Who on the lists may be meant by a name.</summary>
/// <param name="Lists">The list versions there are.</param>
/// <param name="Report">The answer; null where nobody was asked for yet, or the question can't be asked.</param>
/// <param name="Wrong">Why it can't be asked, in English; null where it can.</param>
public sealed record ScreeningView(IReadOnlyList<ListVersion> Lists, ScreenReport? Report, string? Wrong)
{
    /// <summary>The schemata to choose from, as FollowTheMoney names them.</summary>
    public static IReadOnlyList<string> Schemata { get; } = ["Person", "Company", "Organization", "Vessel", "Airplane"];

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var view = await ReadAsync(call);
        return PageAnswer.Of<ScreeningPage>(
            call.Say("site.screening.title"), call.Say("site.screening.description"), view,
            () => new
            {
                note = call.Say("site.screening.no-finding"),
                wrong = view.Wrong,
                engine = ScreeningEngine.Version,
                lists = view.Lists.Select(l => new { list = l.List, version = l.Number, sha256 = l.Sha256, entities = l.Entities }),
                query = view.Report is { } report ? new { schema = report.Query.Schema, properties = report.Query.Properties } : null,
                candidates = view.Report?.Matches.Select(m => new
                {
                    matchId = view.Report.IdOf(m).ToString(),
                    list = m.List.List,
                    listVersion = m.List.Version,
                    entity = m.Entity.Id,
                    caption = m.Entity.Caption,
                    schema = m.Entity.Schema,
                    score = m.Score,
                    verdict = VerdictText.Of(m.Verdict),
                    metBy = m.Name.Text,
                    reasons = m.Reasons.Select(r => new { kind = Kind(r), query = r.Query, listed = r.Entity, contribution = Math.Round(r.Contribution, 4), text = r.Text }),
                }),
            },
            () => new(
                ["rank", "score", "verdict", "list", "list_version", "entity", "caption", "schema", "countries", "birth_dates", "programmes", "met_by", "reasons", "match_id"],
                (view.Report?.Matches ?? []).Select((m, i) => (IReadOnlyList<object?>)
                [
                    i + 1, m.Score, VerdictText.Of(m.Verdict), m.List.List, m.List.Version, m.Entity.Id, m.Entity.Caption, m.Entity.Schema, string.Join(' ', m.Entity.Countries),
                    string.Join(' ', m.Entity.BirthDates), string.Join("; ", m.Entity.Programmes), m.Name.Text, string.Join("; ", m.Reasons.Select(r => r.Text)), view.Report!.IdOf(m).ToString(),
                ])));
    }

    /// <summary>How two words met, or what else a reason is about: the last part of its key in the word lists.</summary>
    public static string Kind(Reason reason) => (reason.Kind == ReasonKind.WordMet ? reason.How.ToString() : reason.Kind.ToString()).ToLowerInvariant();

    private static async Task<ScreeningView> ReadAsync(PageCall call)
    {
        var visit = call.Visit;
        IReadOnlyList<ListVersion> versions = [];
        try
        {
            using var lists = await call.Reading.Workbench.Screening.OpenAsync(visit.AsOf, call.Cancellation);
            versions = lists.Versions;
            if (visit.Ask("name") is not { } name)
                return new(versions, null, null);
            var query = QueryEntity.Of("query", visit.Ask("schema"), [("name", name), ("country", visit.Ask("country") ?? ""), ("birthDate", visit.Ask("born") ?? "")]);
            return new(versions, lists.Screen(query, new() { Limit = 10, Lists = visit.Ask("list") is { } list ? [list] : [] }), null);
        }
        catch (ScreeningQueryException wrong)
        {
            return new(versions, null, wrong.Message);
        }
    }
}
