using Microsoft.AspNetCore.Http;
using Weir.Desk.Claims;
using Weir.Desk.Words;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>All claims with their verdicts, or those of one verdict or publication.</summary>
/// <param name="All">Every claim of the desk.</param>
/// <param name="Shown">Those that the address asks for.</param>
/// <param name="Findings">Findings about the shown claims.</param>
/// <param name="Verdict">The verdict asked for; null for all.</param>
/// <param name="Publication">The publication asked for; null for all.</param>
public sealed record ClaimList(
    IReadOnlyList<CheckedClaim> All, IReadOnlyList<CheckedClaim> Shown, IReadOnlyList<Finding> Findings, Verdict? Verdict, Publication? Publication)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var check = await call.Reading.CheckAsync(visit, call.Cancellation);
        var verdict = Verdicts.Find(visit.Ask("verdict"));
        if (verdict is null && visit.Ask("verdict") is { } unknown)
            throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.verdict", ("verdict", unknown), ("verdicts", Verdicts.All.Select(Verdicts.Kind).ToArray())));
        var publication = visit.Ask("publication") is { } asked
            ? visit.Desk.Publications.FirstOrDefault(p => p.Id == asked) ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-publication", ("publication", asked)))
            : null;
        var shown = check.Claims.Where(c => (verdict is null || c.Verdict == verdict) && (publication is null || c.Publication == publication.Id)).ToArray();
        var ids = shown.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var findings = check.Findings.Where(f => f.Claims.Any(ids.Contains)).ToArray();
        return PageAnswer.Of<ClaimsPage>(
            call.Say("site.claims.title"), call.Say("site.claims.description"), new ClaimList(check.Claims, shown, findings, verdict, publication),
            () => new { check.AsOf, claims = shown.Select(c => Json.Claim(c, visit)), findings = findings.Select(f => Json.Finding(f, visit)) },
            () => new(
                ["id", "publication", "says", "printed", "verdict", "claimed_low", "claimed_high", "computed", "difference", "unit", "reason", "missing", "findings", "rows", "file", "line"],
                shown.Select(c => (IReadOnlyList<object?>)
                [
                    c.Id, c.Publication, visit.Words.Say(c.Says), string.Join("; ", c.Printed), Verdicts.Kind(c.Verdict), c.Comparison?.Claimed.Low, c.Comparison?.Claimed.High,
                    c.Comparison?.Computed, c.Comparison?.Difference, c.Comparison?.Unit, visit.Words.Say(c.Reason), string.Join("; ", c.Missing.Select(visit.Words.Say)),
                    string.Join(' ', c.Findings.Select(f => f.Kind).Distinct(StringComparer.Ordinal)), string.Join(' ', c.Rows), c.File, c.Line,
                ])));
    }
}
