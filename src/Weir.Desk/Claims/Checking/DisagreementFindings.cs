using Weir.Desk.Words;

namespace Weir.Desk.Claims.Checking;

/// <summary>Outlets that print for one cell and time what rounding and conversion don't make of each other.</summary>
internal static class DisagreementFindings
{
    public static IEnumerable<Finding> Of(Printings printings)
    {
        foreach (var printing in printings.All.Where(p => p.Subject is not null))
        {
            // What most of them print, or convert; the form that was printed first where two are printed as often.
            if (Most(printing) is not { } most)
                continue;
            var agreeing = printing.Amounts.Where(a => Agrees(most.Form, a.Form)).Select(a => a.Claim).Distinct(StringComparer.Ordinal).ToList();
            var others = printing.Amounts.Where(a => !Agrees(most.Form, a.Form) && !agreeing.Contains(a.Claim)).DistinctBy(a => a.Claim, StringComparer.Ordinal);
            foreach (var other in others)
            {
                var expected = most.Form.Unit.Convert(most.Form.Amount, other.Form.Unit);
                var difference = (other.Form.Amount - expected) / expected;
                yield return new Finding(
                    "disagreement",
                    new Phrase(
                        "check.finding.disagreement", ("outlet", other.Publication.Outlet), ("printed", other.Form.Text),
                        ("range", new QuantityRange(other.Form.Range, other.Form.Unit)), ("cell", Sentences.Of(printing.Subject!, printings.Desk)),
                        ("period", printing.When is { } span ? Sentences.Of(span) : new Phrase("check.period.unstated")),
                        ("most", most.Form.Text), ("mostRange", new QuantityRange(most.Form.Range, most.Form.Unit)), ("n", agreeing.Count), ("difference", difference)),
                    [other.Claim, .. agreeing],
                    new Dictionary<string, decimal>(StringComparer.Ordinal)
                    {
                        ["printed"] = other.Form.Amount,
                        ["most"] = expected,
                        ["difference"] = difference,
                        ["agreeing"] = agreeing.Count,
                    });
            }
        }
    }

    private static PrintedAmount? Most(Printing printing) => printing.Anchor ?? printing.Amounts
        .Where(a => a.Form.Amount != 0)
        .GroupBy(a => (a.Form.Amount, a.Form.Unit.Code))
        .OrderByDescending(g => g.Count())
        .Select(g => g.First())
        .FirstOrDefault();

    // Two forms agree where their ranges meet, or where one is the other with a factor that people use.
    private static bool Agrees(PrintedForm most, PrintedForm other) =>
        most.Range.Convert(most.Unit, other.Unit).Overlaps(other.Range)
        || (most.Unit.Code != other.Unit.Code && (Factors.IsRight(most, other) || Factors.OtherFor(most, other) is not null));
}
