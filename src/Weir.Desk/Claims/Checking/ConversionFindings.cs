using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>
/// Who converted, and with what: the exact factor or another, with more digits than there were, and what was computed further from it.
/// A publication is judged by all its conversions from one unit into another together.
/// </summary>
internal static class ConversionFindings
{
    /// <summary>A conversion has false precision when its last digit counts this much less than what the root rounded to.</summary>
    private const decimal FinerThanRoot = 10;

    private sealed record Step(PrintedAmount From, PrintedAmount To, decimal RootStep);

    private sealed record Converted(Publication Publication, IReadOnlyList<Step> Steps, decimal Exact, decimal? Factor)
    {
        public IReadOnlyList<string> Claims => [.. Steps.Select(s => s.To.Claim).Distinct(StringComparer.Ordinal)];

        public Unit From => Steps[0].From.Form.Unit;

        public Unit To => Steps[0].To.Form.Unit;
    }

    public static IEnumerable<Finding> Of(Printings printings)
    {
        var steps =
            from printing in printings.All
            from to in printing.Amounts
            let origin = Origin(printing, to)
            where origin is not null
            select new Step(origin, to, printings.StepOf(printing, origin));
        var byPublication = steps
            .GroupBy(s => (s.To.Publication, From: s.From.Form.Unit, To: s.To.Form.Unit))
            .SelectMany(g => Judge(g.Key.Publication, [.. g]))
            .ToList();
        return
        [
            .. byPublication.Where(c => c.Factor == c.Exact).Select(Right),
            .. byPublication.Where(c => c.Factor is null).SelectMany(Wrong),
            .. byPublication.Where(c => c.Factor is { } f && f != c.Exact).Select(OtherFactor),
            .. byPublication.Where(c => c.Factor is not null).SelectMany(FalsePrecision),
            .. byPublication.Where(c => c.Factor is { } f && f != c.Exact).SelectMany(c => Inherited(printings.Desk, c)),
        ];
    }

    // A claim that prints both forms was converted from its own, whatever others print.
    private static PrintedAmount? Origin(Printing printing, PrintedAmount to)
    {
        var own = printing.Amounts.Where(a => a.Claim == to.Claim).ToList();
        if (printing.Anchor is not { } anchor)
            return to.Form.Unit.Code != own[0].Form.Unit.Code ? own[0] : null;
        return to.Form.Unit.Code == anchor.Form.Unit.Code ? null : own.Find(a => a.Form.Unit.Code == anchor.Form.Unit.Code) ?? anchor;
    }

    // One factor for all, if one makes all: the exact one before any other, and then the shortest. Otherwise each for itself.
    private static IEnumerable<Converted> Judge(Publication publication, IReadOnlyList<Step> steps)
    {
        var (from, to) = (steps[0].From.Form.Unit, steps[0].To.Form.Unit);
        var exact = Factors.Exact(from, to);
        foreach (var factor in Factors.Usual(from, to).Prepend(exact))
        {
            if (steps.All(s => Makes(s, factor, exact)))
                return [new Converted(publication, steps, exact, factor)];
        }
        return steps
            .GroupBy(s => Makes(s, exact, exact) ? exact : Factors.OtherFor(s.From.Form, s.To.Form))
            .Select(g => new Converted(publication, [.. g], exact, g.Key));
    }

    private static bool Makes(Step step, decimal factor, decimal exact) =>
        factor == exact ? Factors.IsRight(step.From.Form, step.To.Form) || Factors.Explains(step.From.Form, step.To.Form, exact) : Factors.Explains(step.From.Form, step.To.Form, factor);

    private static Finding Right(Converted c) => new(
        "conversion",
        new Phrase(
            "check.finding.conversion", ("outlet", c.Publication.Outlet), ("n", c.Steps.Count), ("from", c.From), ("to", c.To), ("factor", c.Exact),
            ("steps", Sentences.Joined("check.steps", c.Steps.Select(Sentence)))),
        c.Claims, Numbers(("factor", c.Exact), ("figures", c.Steps.Count)));

    // Only a claim that prints both forms says that they are one amount; others may simply differ, which is another finding.
    private static IEnumerable<Finding> Wrong(Converted c) =>
        from step in c.Steps
        where step.From.Claim == step.To.Claim
        let exact = step.From.Form.Amount * c.Exact
        let implied = step.To.Form.Amount / step.From.Form.Amount
        select new Finding(
            "conversion",
            new Phrase(
                "check.finding.conversion-wrong", ("outlet", c.Publication.Outlet), ("from", step.From.Form.Text), ("to", step.To.Form.Text),
                ("exact", new Quantity(exact, c.To)), ("factor", c.Exact), ("implied", implied)),
            [step.To.Claim], Numbers(("factor", c.Exact), ("impliedFactor", implied), ("exact", exact)));

    private static Finding OtherFactor(Converted c) => new(
        "other-factor",
        new Phrase(
            "check.finding.other-factor", ("outlet", c.Publication.Outlet), ("factor", c.Factor), ("exact", c.Exact), ("from", c.From), ("to", c.To),
            ("steps", Sentences.Joined("check.steps", c.Steps.Select(Sentence))), ("difference", Difference(c))),
        c.Claims, Numbers(("factor", c.Factor!.Value), ("exactFactor", c.Exact), ("difference", Difference(c))));

    private static IEnumerable<Finding> FalsePrecision(Converted c)
    {
        var fine = c.Steps.Where(s => s.RootStep * c.Exact >= FinerThanRoot * s.To.Form.Step).ToList();
        if (fine.Count == 0)
            yield break;
        yield return new Finding(
            "false-precision",
            new Phrase(
                "check.finding.false-precision", ("outlet", c.Publication.Outlet),
                ("printed", fine.Select(s => s.To.Form.Text).ToList()), ("roots", fine.Select(s => s.From.Form.Text).ToList()),
                ("step", new Quantity(fine[0].To.Form.Step, c.To)), ("rootStep", new Quantity(fine[0].RootStep, c.From)), ("n", fine.Count)),
            [.. fine.Select(s => s.To.Claim).Distinct(StringComparer.Ordinal)],
            Numbers(("digits", fine.Max(s => s.To.Form.Digits)), ("rootDigits", fine.Max(s => s.From.Form.Digits)), ("step", fine[0].To.Form.Step), ("rootStep", fine[0].RootStep)));
    }

    // A number of things computed from an amount that was converted with another factor.
    private static IEnumerable<Finding> Inherited(DeskFolder desk, Converted c)
    {
        foreach (var claim in desk.Publications.First(p => p.Id == c.Publication.Id).Claims)
        {
            if (claim.Measure is not MadeFrom { Amount: { } amount } made || Verdicts.Division(made) is not { } division)
                continue;
            var step = c.Steps.FirstOrDefault(s => s.To.Form.Unit == amount.Unit && s.To.Form.Amount == amount.Amount);
            if (step is null)
                continue;
            var exact = step.From.Form.Amount * c.Exact;
            var count = amount.Unit.Convert(exact, division.Each.Unit) / division.Each.Amount;
            if (made.Made.RoundsTo(count))
                continue;
            var id = ClaimChecker.ClaimId(c.Publication, claim);
            yield return new Finding(
                "inherited-factor",
                new Phrase(
                    "check.finding.inherited-factor", ("outlet", c.Publication.Outlet), ("made", made.Made.Text), ("amount", amount.Text), ("each", division.Each),
                    ("factor", c.Factor), ("exact", new Quantity(exact, c.To)), ("count", made.Made.Round(count)), ("difference", Difference(c))),
                [id, .. c.Claims.Where(k => k != id && k == step.To.Claim)],
                Numbers(("made", made.Made.Amount), ("amount", amount.Amount), ("each", division.Each.Amount), ("exactAmount", exact), ("exactMade", count), ("factor", c.Factor!.Value)));
        }
    }

    private static Phrase Sentence(Step step)
    {
        var exact = step.From.Form.Unit.Convert(step.From.Form.Amount, step.To.Form.Unit);
        var rounded = new Quantity(step.To.Form.Round(exact), step.To.Form.Unit);
        // "About 191,000" allows 191,512, which to the same digit would be 192,000.
        var key = step.To.Form.Qualifier == PrintedQualifier.About && rounded.Amount != step.To.Form.Amount ? "check.finding.step-about" : "check.finding.step";
        return new Phrase(key, ("from", step.From.Form.Text), ("to", step.To.Form.Text), ("exact", new Quantity(exact, step.To.Form.Unit)), ("rounded", rounded));
    }

    private static decimal Difference(Converted c) => (c.Factor!.Value / c.Exact) - 1;

    private static Dictionary<string, decimal> Numbers(params (string Name, decimal Value)[] numbers) => numbers.ToDictionary(n => n.Name, n => n.Value, StringComparer.Ordinal);
}
