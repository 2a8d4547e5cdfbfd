using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

// Measures that no cell decides: arithmetic does, or another register would.
internal sealed partial class Verdicts
{
    private static Outcome Of(Conversion conversion)
    {
        var from = conversion.Forms[0];
        var steps = conversion.Forms.Skip(1).Select(to => (To: to, Exact: from.Unit.Convert(from.Amount, to.Unit), Right: Factors.IsRight(from, to))).ToList();
        var shown = steps.Find(s => !s.Right) is { To: not null } wrong ? wrong : steps[0];
        var right = steps.TrueForAll(s => s.Right);
        var other = right ? null : Factors.OtherFor(from, shown.To);
        return new Outcome(
            right ? Verdict.Supported : steps.Exists(s => s.Right) ? Verdict.Partly : Verdict.Contradicted,
            new Phrase(
                right ? "check.conversion.right" : other is null ? "check.conversion.wrong" : "check.conversion.other-factor",
                ("from", from.Text), ("to", shown.To.Text), ("exact", new Quantity(shown.Exact, shown.To.Unit)),
                ("rounded", new Quantity(shown.To.Round(shown.Exact), shown.To.Unit)), ("digits", shown.To.Digits), ("factor", other)),
            [],
            new Comparison(shown.To.Rounding, shown.Exact, Difference(shown.Exact, shown.To.Amount), shown.To.Unit.Code), []);
    }

    private static Outcome Of(Content content) => Outcome.NotCheckable(
        new Phrase("check.content", ("in", content.In)),
        [new Phrase("check.missing.content", ("in", content.In))], Claimed(content.Forms[0]));

    private static Outcome Of(Count count) => Outcome.NotCheckable(
        new Phrase("check.count", ("what", count.What)),
        [new Phrase("check.missing.register", ("register", count.Register))], Claimed(count.Form));
}
