using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>The verdict of each kind of measure. Only official cells and arithmetic come in here, never a reported figure.</summary>
internal sealed partial class Verdicts(DeskFolder desk, OfficialCells cells)
{
    private readonly MissingCells missingCells = new(desk, cells);

    public Outcome Of(Publication publication, Claim claim) => claim.Measure switch
    {
        Level level => Of(level),
        Peak peak => Of(publication, peak),
        Ratio ratio => Of(ratio),
        Share share => Of(share),
        MadeFrom made => Of(made),
        Conversion conversion => Of(conversion),
        Content content => Of(content),
        Count count => Of(count),
        Statement => Outcome.NotCheckable(new Phrase("check.statement"), []),
        var other => throw new InvalidOperationException($"no rule checks a {other.GetType().Name}"),
    };

    private Outcome Of(Level level)
    {
        if (level.Period.Spans.Count == 0)
            return Outcome.NotCheckable(new Phrase("check.level.unstated"), [new Phrase("check.missing.period")], Claimed(level.Forms[0]));
        var readings = level.Period.Spans.Select(span => LevelAt(level, span)).ToList();
        return readings.Exists(r => r is not null)
            ? Outcome.Together([.. readings.Select(r => r ?? LevelNotKnown(level))], "check.readings-differ")
            : LevelNotKnown(level);
    }

    private Outcome LevelNotKnown(Level level) => NotKnown(
        new Phrase("check.level.not-known", ("cell", Sentences.Of(level.Subject, desk)), ("period", Sentences.Of(level.Period))),
        level.Subject, level.Forms[0].Unit, PeriodsOf(level.Period), Claimed(level.Forms[0]));

    private Outcome? LevelAt(Level level, PeriodSpan span)
    {
        var form = level.Forms[0];
        var spans = level.EachMonth ? [.. span.All.Select(p => new PeriodSpan(p, p))] : new[] { span };
        var series = cells.Of(level.Subject, form.Unit);
        if (OtherReading(level, series) is { } other)
            return other;
        var decided = series
            .Select(s => spans.Select(part => LevelIn(level, OfficialCells.Sum(s, part, form.Unit), part)).ToList())
            .Where(parts => parts.TrueForAll(p => p is not null))
            .Select(parts => Outcome.Together([.. parts.Select(p => p!)], "check.months-differ"))
            .ToList();
        return decided.Count > 0 ? Outcome.Together(decided, "check.sources-differ") : null;
    }

    // A sum of which a part is missing is a lower bound: it can exceed what was claimed, and reach what was claimed "at least".
    private static Outcome? LevelIn(Level level, SpanSum sum, PeriodSpan span)
    {
        if (sum.Rows.Count == 0 && !sum.IsWhole)
            return null;
        var holds = level.Forms.Select(f => Holds(f, sum, level.Tolerance)).ToList();
        if (holds.TrueForAll(h => h is null))
            return null;
        var form = level.Forms[0];
        var verdict = holds.TrueForAll(h => h != false) ? Verdict.Supported : holds.Exists(h => h == true) ? Verdict.Partly : Verdict.Contradicted;
        var difference = Difference(sum.Sum, form.Amount);
        return new Outcome(
            verdict,
            new Phrase(
                $"check.level.{Name(verdict)}{(difference is null ? ".of-zero" : "")}",
                ("publisher", Sentences.Publisher(sum.Source)), ("period", Sentences.Of(span)), ("computed", new Quantity(sum.Sum, form.Unit)),
                ("printed", Sentences.Printed(level.Forms)), ("difference", difference)),
            [], new Comparison(form.Range, sum.Sum, difference, form.Unit.Code), sum.Rows);
    }

    private static bool? Holds(PrintedForm form, SpanSum sum, decimal tolerance)
    {
        var amount = sum.Unit.Convert(sum.Sum, form.Unit);
        if (sum.IsWhole)
            return form.Allows(amount, tolerance);
        if (!form.Range.IsBoundedAbove)
            return form.Allows(amount, tolerance) ? true : null;
        return amount > form.Amount && !form.Allows(amount, tolerance) ? false : null;
    }

    // Kilometres of fibre are not decided by cells that count kilometres of cable.
    private Outcome? OtherReading(Level level, IReadOnlyList<Series> series)
    {
        var goods = desk.FindGoods(level.Subject.Goods)!;
        if (level.Reading is null || series.Count == 0)
            return null;
        var counted = goods.Official.FirstOrDefault(o => o.Source == series[0].Key.Source && o.Reporter == level.Subject.Reporter)?.Reading;
        if (counted is null || counted == level.Reading)
            return null;
        return Outcome.NotCheckable(
            new Phrase(
                "check.level.other-reading",
                ("publisher", Sentences.Publisher(series[0].Key.Source)),
                ("counted", goods.Readings.First(r => r.Id == counted).Title), ("claimed", goods.Readings.First(r => r.Id == level.Reading).Title)),
            [], Claimed(level.Forms[0]));
    }

    private Outcome Of(Publication publication, Peak peak)
    {
        var window = PeakWindow.Of(desk, publication, peak);
        var form = peak.Forms[0];
        var outcomes = cells.Of(peak.Subject, form.Unit).Select(s => PeakIn(peak, s, window)).ToList();
        var decided = outcomes.Where(o => o.IsDecided).ToList();
        if (decided.Count > 0)
            return Outcome.Together(decided, "check.sources-differ");
        return NotKnown(
            new Phrase("check.peak.not-known", ("cell", Sentences.Of(peak.Subject, desk)), ("period", peak.At), ("window", Sentences.Of(window))),
            peak.Subject, form.Unit, [.. window.All], Claimed(form));
    }

    private static Outcome PeakIn(Peak peak, Series series, PeriodSpan window)
    {
        var form = peak.Forms[0];
        var at = OfficialCells.Sum(series, new PeriodSpan(peak.At, peak.At), form.Unit);
        var months = window.All.Select(p => (Period: p, Sum: OfficialCells.Sum(series, new PeriodSpan(p, p), form.Unit))).Where(m => m.Sum.Rows.Count > 0 || m.Sum.IsWhole).ToList();
        bool? value = at.IsWhole ? peak.Forms.All(f => f.Allows(form.Unit.Convert(at.Sum, f.Unit))) : null;
        var higher = at.IsWhole ? months.Where(m => m.Period != peak.At && m.Sum.Sum > at.Sum).ToList() : [];
        bool? highest = higher.Count > 0 ? false : at.IsWhole && months.Count == window.Length && months.TrueForAll(m => m.Sum.IsWhole) ? true : null;
        var comparison = new Comparison(form.Range, at.IsWhole ? at.Sum : null, at.IsWhole ? Difference(at.Sum, form.Amount) : null, form.Unit.Code);
        var verdict = (value, highest) switch
        {
            (true, true) => Verdict.Supported,
            (true, false) or (false, true) => Verdict.Partly,
            (false, _) => Verdict.Contradicted,
            _ => Verdict.NotCheckable,
        };
        var reason = new Phrase(
            (value, highest) switch
            {
                (true, true) => "check.peak.supported",
                (_, false) => value == true ? "check.peak.not-highest" : "check.peak.neither",
                (false, _) => "check.peak.other-value",
                _ => "check.peak.open",
            },
            ("publisher", Sentences.Publisher(series.Key.Source)), ("period", peak.At), ("computed", new Quantity(at.Sum, form.Unit)), ("printed", Sentences.Printed(peak.Forms)),
            ("higher", higher.Count > 0 ? higher.MaxBy(m => m.Sum.Sum).Period : null),
            ("highest", higher.Count > 0 ? new Quantity(higher.Max(m => m.Sum.Sum), form.Unit) : null), ("window", Sentences.Of(window)));
        return new Outcome(verdict, reason, [], comparison, [.. months.SelectMany(m => m.Sum.Rows)]);
    }

    // Asked for are the periods that no official source has whole in a unit that converts.
    private Outcome NotKnown(Phrase reason, Subject subject, Unit unit, IReadOnlyList<Period> periods, Comparison? comparison)
    {
        var series = cells.Of(subject, unit);
        var missing = periods.Where(p => !series.Any(s => OfficialCells.Sum(s, new PeriodSpan(p, p), unit).IsWhole)).ToList();
        return Outcome.NotCheckable(reason, missingCells.Of(subject, unit, missing.Count > 0 ? missing : periods), comparison);
    }

    private static List<Period> PeriodsOf(params IEnumerable<PeriodReading> readings) => [.. readings.SelectMany(r => r.Spans).SelectMany(s => s.All).Distinct().Order()];

    private static Comparison Claimed(PrintedForm form) => new(form.Range, null, null, form.Unit.Code);

    private static decimal? Difference(decimal computed, decimal claimed) => claimed == 0 ? null : (computed - claimed) / claimed;

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        _ => "partly",
    };
}
