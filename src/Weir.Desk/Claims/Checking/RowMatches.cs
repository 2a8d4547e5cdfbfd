using System.Text.RegularExpressions;
using Weir.Desk.Words;
using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>
/// Which reported row states which claim, so that the two stay in step: a printed number without a row, and a row whose number no claim
/// prints, are findings.
/// </summary>
internal sealed partial class RowMatches
{
    private readonly Dictionary<string, IReadOnlyList<ObservationId>> rows = new(StringComparer.Ordinal);

    public RowMatches(DeskFolder desk, IReadOnlyList<ReportedFigure> reported)
    {
        var findings = new List<Finding>();
        var used = new HashSet<ObservationId>();
        foreach (var publication in desk.Publications)
        {
            var figures = reported.Where(f => f.Publication == publication.Id).ToList();
            foreach (var claim in publication.Claims)
            {
                var id = ClaimChecker.ClaimId(publication, claim);
                var found = new List<ObservationId>();
                foreach (var printed in claim.Measure.Printed)
                {
                    var matching = figures.Where(f => Prints(f.Printed, printed) && IsAbout(f, claim.Measure)).Select(f => f.Id).ToList();
                    found.AddRange(matching);
                    if (matching.Count == 0)
                    {
                        findings.Add(new Finding(
                            "no-row", new Phrase("check.finding.no-row", ("printed", printed), ("outlet", publication.Outlet)), [id], new Dictionary<string, decimal>(StringComparer.Ordinal)));
                    }
                }
                rows[id] = [.. found.Distinct()];
                used.UnionWith(found);
            }
        }
        findings.AddRange(reported.Where(f => !used.Contains(f.Id)).Select(f => new Finding(
            "no-claim", new Phrase("check.finding.no-claim", ("printed", f.Printed), ("outlet", f.Outlet), ("row", f.Id.ToString())), [], new Dictionary<string, decimal>(StringComparer.Ordinal) { ["row"] = f.Id.Row })));
        Findings = findings;
    }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The rows that state a claim.</summary>
    public IReadOnlyList<ObservationId> Of(string claim) => rows[claim];

    // A row may print several forms: "328,000 miles (528,000 km)". Its numbers hold those of the claim; words alone must be there as they are.
    private static bool Prints(string row, string claim)
    {
        var wanted = Numbers(claim);
        return wanted.Count > 0 ? wanted.IsSubsetOf(Numbers(row)) : row.Contains(claim, StringComparison.OrdinalIgnoreCase);
    }

    private static HashSet<string> Numbers(string text) => [.. NumberPattern().Matches(text).Select(m => m.Value)];

    private static bool IsAbout(ReportedFigure figure, Measure measure)
    {
        var (subject, period) = measure switch
        {
            Level level => (level.Subject, level.Period),
            Peak peak => (peak.Subject, PeriodReading.At(peak.At)),
            _ => ((Subject?)null, (PeriodReading?)null),
        };
        if (subject is null || figure.Cell is not { } cell)
            return true;
        return cell.Reporter == subject.Reporter && cell.Partner == subject.Partner && cell.Flow == subject.Flow
            && (period!.Spans.Count == 0 || period.Spans.Any(s => s.First <= cell.Period && cell.Period <= s.Last));
    }

    [GeneratedRegex("[0-9]+([.,][0-9]+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberPattern();
}
