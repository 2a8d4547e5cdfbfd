using Microsoft.AspNetCore.Http;
using Weir.Desk.Claims;
using Weir.Desk.Words;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>One claim: what was said, what can be said of it, and why.</summary>
/// <param name="Claim">The claim, checked.</param>
/// <param name="By">Whom the publication attributes it to; null where to nobody.</param>
/// <param name="Publication">Where it was published; null where the desk no longer has it.</param>
/// <param name="Together">Findings over several claims, this one among them.</param>
/// <param name="Origins">Where the rows come from.</param>
public sealed record ClaimView(CheckedClaim Claim, string? By, Publication? Publication, IReadOnlyList<Finding> Together, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var id = $"{call["publication"]}/{call["claim"]}";
        var check = await call.Reading.CheckAsync(visit, call.Cancellation);
        var claim = check.Claims.FirstOrDefault(c => c.Id == id)
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-claim", ("claim", id)));
        var publication = visit.Desk.Publications.FirstOrDefault(p => p.Id == claim.Publication);
        var together = check.Findings.Where(f => f.Claims.Contains(id, StringComparer.Ordinal) && !claim.Findings.Contains(f)).ToArray();
        var view = new ClaimView(
            claim, publication?.Claims.FirstOrDefault(c => $"{publication.Id}/{c.Id}" == id)?.By, publication, together,
            Origin.Of(claim.Rows, visit, call.Reading.Workbench.Sources));
        var says = visit.Words.Say(claim.Says);
        return PageAnswer.Of<ClaimPage>(
            says, visit.Words.Say(claim.Reason), view,
            () => new
            {
                asOf = visit.AsOf,
                claim = Json.Claim(claim, visit),
                publication = publication is null ? null : new { publication.Id, publication.Outlet, publication.Title, publication.Url, publication.Date, publication.After, publication.Via },
                together = together.Select(f => Json.Finding(f, visit)),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["id", "verdict", "claimed_low", "claimed_high", "computed", "difference", "unit", "rows"],
                [[claim.Id, Verdicts.Kind(claim.Verdict), claim.Comparison?.Claimed.Low, claim.Comparison?.Claimed.High, claim.Comparison?.Computed, claim.Comparison?.Difference, claim.Comparison?.Unit, string.Join(' ', claim.Rows)]]));
    }
}
