using Weir.Desk.Claims.Checking;
using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>What a check looks at. Nothing else goes into it: the same input gives the same report.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="Reported">All reported figures that the desk ingested.</param>
/// <param name="Official">The series that answer <see cref="ClaimChecker.Needs"/>; only those with status official can decide anything.</param>
/// <param name="AsOf">The moment whose knowledge they are.</param>
public sealed record CheckInput(DeskFolder Desk, IReadOnlyList<ReportedFigure> Reported, IReadOnlyList<Series> Official, DateTimeOffset AsOf);

/// <summary>Cells that claims need.</summary>
/// <param name="Subject">The cell.</param>
/// <param name="Unit">The unit that the claims are in; a series in a unit that converts to it can decide them.</param>
/// <param name="OtherUnits">Units that can't decide them, but are worth asking for, so that it can be said that they are all there is.</param>
/// <param name="First">First period.</param>
/// <param name="Last">Last period; of the same kind.</param>
/// <param name="Claims">Ids of the claims.</param>
public sealed record CellNeed(Subject Subject, Unit Unit, IReadOnlyList<Unit> OtherUnits, Period First, Period Last, IReadOnlyList<string> Claims);

/// <summary>
/// Checks the claims of a desk: pure arithmetic over its files, the reported figures and official series.
/// A claim about an amount is decided by official cells alone. A figure that is only known from a publication supports no claim,
/// however many publications printed it. What the printing itself shows becomes findings, which need no cells.
/// </summary>
public static class ClaimChecker
{
    /// <summary>The cells that would decide the desk's claims, one entry for each cell, unit and kind of period, in the order of the claims.</summary>
    public static IReadOnlyList<CellNeed> Needs(DeskFolder desk) => CellNeeds.Of(desk);

    /// <summary>Checks every claim.</summary>
    public static CheckReport Check(CheckInput input)
    {
        var desk = input.Desk;
        var verdicts = new Verdicts(desk, new OfficialCells(desk, input.Official));
        var rows = new RowMatches(desk, input.Reported);
        var printings = Printings.Of(desk);
        List<Finding> findings =
        [
            .. ConversionFindings.Of(printings),
            .. DisagreementFindings.Of(printings),
            .. RatioFindings.Of(desk, printings),
            .. ReadingFindings.Of(desk),
            .. RootFindings.Of(desk),
            .. rows.Findings,
        ];
        var claims =
            from publication in desk.Publications
            from claim in publication.Claims
            let id = ClaimId(publication, claim)
            let outcome = verdicts.Of(publication, claim)
            select new CheckedClaim(
                id, publication.Id, claim.Says, claim.Measure.Printed, outcome.Verdict, outcome.Reason, outcome.Missing, outcome.Comparison,
                [.. findings.Where(f => f.Claims.Contains(id))], [.. outcome.Rows, .. rows.Of(id)], publication.File, claim.Line);
        return new CheckReport(input.AsOf, [.. claims], findings);
    }

    /// <summary><c>publication/claim</c>.</summary>
    internal static string ClaimId(Publication publication, Claim claim) => $"{publication.Id}/{claim.Id}";
}
