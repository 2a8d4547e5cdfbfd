using Weir.Desk.Claims;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>What a brief's figures are computed from, all of one vintage.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="Series">Reads series.</param>
/// <param name="Check">The desk's claims, checked.</param>
/// <param name="Reported">The rows of reported figures.</param>
/// <param name="AsOf">The vintage.</param>
internal sealed record BriefData(DeskFolder Desk, SeriesReader Series, CheckReport Check, IReadOnlyList<ReportedFigure> Reported, DateTimeOffset AsOf);

/// <summary>A figure that can't be computed; the message says why, without the place.</summary>
internal sealed class FigureException(string message) : Exception(message);

/// <summary>A computed amount.</summary>
/// <param name="Value">The amount; both ends alike where it is one number.</param>
/// <param name="Stands">What the printed digits behind it may stand for.</param>
/// <param name="Unit">Its unit; null for a ratio or a count.</param>
/// <param name="Status">The weakest status behind it.</param>
/// <param name="Rows">The rows behind it.</param>
/// <param name="Expression">How it is computed, in words.</param>
internal sealed record Amount(Interval Value, Interval Stands, Unit? Unit, ObservationStatus Status, IReadOnlyList<ObservationId> Rows, Phrase Expression);

/// <summary>Computes the figures of one brief, each once, in the order in which they need each other.</summary>
internal sealed class FigureComputer
{
    private readonly BriefFile brief;
    private readonly BriefData data;
    private readonly FigurePrinter printer;
    private readonly Dictionary<string, Amount> computed = new(StringComparer.Ordinal);
    private readonly List<string> computing = [];

    /// <param name="brief">The brief.</param>
    /// <param name="data">What to compute from.</param>
    public FigureComputer(BriefFile brief, BriefData data)
    {
        this.brief = brief;
        this.data = data;
        printer = new(Words.Words.For(brief.Language));
    }

    /// <summary>The figure with this name.</summary>
    /// <exception cref="FigureException">It can't be computed.</exception>
    public async Task<Figure> FigureAsync(FigureDefinition definition, CancellationToken cancellation)
    {
        var amount = await ComputeAsync(definition.Name, cancellation);
        return new(
            definition.Name, printer.Print(amount, definition.Form), amount.Value.Low, amount.Unit?.Code ?? "", amount.Expression, amount.Status,
            [.. amount.Rows.Distinct()], amount.Value.Low == amount.Value.High ? null : amount.Value);
    }

    private async Task<Amount> ComputeAsync(string name, CancellationToken cancellation)
    {
        if (computed.TryGetValue(name, out var known))
            return known;
        var definition = brief.Figures.FirstOrDefault(f => f.Name == name)
            ?? throw new FigureException($"there is no figure '{name}'; defined are {string.Join(", ", brief.Figures.Select(f => f.Name))}");
        if (computing.Contains(name))
            throw new FigureException($"the figures need each other in a circle: {string.Join(" → ", computing.Append(name))}");
        computing.Add(name);
        try
        {
            return computed[name] = await ComputeAsync(definition, cancellation);
        }
        catch (Exception e) when (e is DivideByZeroException or OverflowException)
        {
            throw new FigureException($"'{name}' can't be computed: it divides by zero or grows beyond all numbers");
        }
        finally
        {
            computing.Remove(name);
        }
    }

    private async Task<Amount> ComputeAsync(FigureDefinition definition, CancellationToken cancellation)
    {
        switch (definition)
        {
            case CellFigure cell:
                return await CellAsync(cell, cancellation);
            case PrintedFigure printed:
                return Printed(printed);
            case ClaimFigure claim:
                return OfClaim(claim);
            case FindingFigure finding:
                return OfFinding(finding);
            case CountFigure count:
                return Counted(count);
            case ArithmeticFigure a:
                return Arithmetic(a, await ComputeAsync(a.Of, cancellation), await ComputeAsync(a.Than, cancellation));
            case ConvertedFigure c:
                return Converted(c, await ComputeAsync(c.Of, cancellation), c.Factor is null ? null : await ComputeAsync(c.Factor, cancellation));
            case ImpliedFigure i:
                return Implied(i, await ComputeAsync(i.Of, cancellation));
            case EquivalentFigure e:
                return Equivalent(e, await ComputeAsync(e.Of, cancellation));
            default:
                throw new FigureException($"a figure of the kind {definition.GetType().Name} can't be computed");
        }
    }

    private async Task<Amount> CellAsync(CellFigure cell, CancellationToken cancellation)
    {
        IReadOnlyList<FoundSeries> found;
        try
        {
            found = await data.Series.FindAsync(new(cell.Goods, cell.From, cell.To, cell.Flow, cell.Unit?.Code, data.AsOf, cell.Period, cell.Period), cancellation);
        }
        catch (DeskException e)
        {
            throw new FigureException(e.Message);
        }
        var series = found.Select(f => f.Series).FirstOrDefault(s => s.Key.Source == cell.Source && s.Key.Publication == cell.Publication);
        var by = cell.Publication.Length > 0 ? $"the publication '{cell.Publication}'" : $"the source '{cell.Source}'";
        var what = $"{by} has no {cell.Flow.Code()} of {cell.Goods}, {cell.From} to {cell.To}, for {cell.Period}{(cell.Unit is null ? "" : $" that can be given in {cell.Unit.Code}")}";
        if (series is null)
            throw new FigureException($"{what}; what is not known is not printed");
        var point = series.Points.Single(p => p.Period == cell.Period);
        if (point.Value is not { } value || point.State == PointState.NoData)
            throw new FigureException($"{what}; what is not known is not printed");
        if (point.State == PointState.Partial)
            throw new FigureException($"{by} has only a part of {cell.Goods}, {cell.From} to {cell.To}, for {cell.Period}: a lower bound is no figure");

        var amount = Interval.Exactly((decimal)value);
        if (data.Reported.FirstOrDefault(r => r.Id == point.Rows[0]) is { } row && row is { Value: { } printed, Unit: { } unit })
        {
            var exactly = Interval.Exactly(unit.Convert(printed, series.Unit));
            return new(exactly, Stands(row).Convert(unit, series.Unit), series.Unit, series.Status, point.Rows, Quoted(row));
        }
        var expression = new Phrase("figure.cell", ("source", cell.Source), ("flow", cell.Flow), ("from", cell.From), ("to", cell.To), ("period", cell.Period));
        return new(amount, amount, series.Unit, series.Status, point.Rows, expression);
    }

    private Amount Printed(PrintedFigure definition)
    {
        var rows = data.Reported.Where(r => r.Publication == definition.Publication && r.Printed == definition.Printed).ToList();
        if (rows is not [{ Value: { } value } row, ..])
        {
            var there = data.Reported.Where(r => r.Publication == definition.Publication && r.Value is not null).Select(r => $"\"{r.Printed}\"").Distinct();
            throw new FigureException($"no row of '{definition.Publication}' with a number was printed \"{definition.Printed}\"; there are {string.Join(", ", there)}");
        }
        return new(Interval.Exactly(value), Stands(row), row.Unit, ObservationStatus.Reported, [row.Id], Quoted(row));
    }

    private Amount OfClaim(ClaimFigure definition)
    {
        var claim = data.Check.Claims.FirstOrDefault(c => c.Id == definition.Claim) ?? throw NoClaim(definition.Claim);
        if (claim.Comparison is not { } comparison)
            throw new FigureException($"the claim {claim.Id} has no number");
        var unit = Units.TryFind(comparison.Unit, out var found) ? found : null;
        var (value, of) = definition.Take switch
        {
            "claimed" => (comparison.Claimed, unit),
            "computed" when comparison.Computed is { } number => (Interval.Exactly(number), unit),
            "difference" when comparison.Difference is { } number => (Interval.Exactly(number), null),
            _ => throw new FigureException($"the claim {claim.Id} is not checkable, so it has nothing {definition.Take}"),
        };
        return new(value, value, of, ObservationStatus.Reported, claim.Rows, new("figure.claim", ("claim", claim.Says)));
    }

    private Amount OfFinding(FindingFigure definition)
    {
        var findings = data.Check.Findings.Where(f => f.Kind == definition.Finding && (definition.Claim is null || f.Claims.Contains(definition.Claim))).ToList();
        if (findings.Count == 0)
        {
            var kinds = data.Check.Findings.Select(f => f.Kind).Distinct().Order(StringComparer.Ordinal);
            throw new FigureException($"the check has no finding '{definition.Finding}'{(definition.Claim is null ? "" : $" about {definition.Claim}")}; it has {string.Join(", ", kinds)}");
        }
        var finding = findings[0];
        var low = Number(finding, definition.Number);
        var value = definition.To is null ? Interval.Exactly(low) : new Interval(low, Number(finding, definition.To));
        var rows = data.Check.Claims.Where(c => finding.Claims.Contains(c.Id)).SelectMany(c => c.Rows).ToList();
        return new(value, value, definition.Unit, ObservationStatus.Reported, rows, new("figure.finding", ("finding", finding.Text)));
    }

    private static decimal Number(Finding finding, string name) => finding.Numbers.TryGetValue(name, out var number)
        ? number
        : throw new FigureException($"the finding '{finding.Kind}' has no number '{name}'; it has {string.Join(", ", finding.Numbers.Keys.Order(StringComparer.Ordinal))}");

    private Amount Counted(CountFigure definition)
    {
        var verdict = definition.Verdict switch
        {
            "supported" => Verdict.Supported,
            "contradicted" => Verdict.Contradicted,
            "partly" => Verdict.Partly,
            "not-checkable" => Verdict.NotCheckable,
            _ => (Verdict?)null,
        };
        var count = definition.What switch
        {
            "claims" => data.Check.Claims.Count(c => (verdict is null || c.Verdict == verdict) && (definition.Finding is null || c.Findings.Any(f => f.Kind == definition.Finding))),
            "findings" => data.Check.Findings.Count(f => definition.Finding is null || f.Kind == definition.Finding),
            "official-cells" => data.Check.Claims.SelectMany(c => c.Rows).Except(data.Reported.Select(r => r.Id)).Count(),
            _ => data.Desk.Publications.Count(p => definition.After is null ? p.Claims.Count > 0 : p.After == definition.After),
        };
        return new(Interval.Exactly(count), Interval.Exactly(count), null, ObservationStatus.Reported, [], new($"figure.count.{definition.What}", ("n", count)));
    }

    private Amount Arithmetic(ArithmeticFigure definition, Amount first, Amount second)
    {
        var inFirst = second;
        if (first.Unit is not null || second.Unit is not null)
        {
            if (first.Unit is null || second.Unit is null || !second.Unit.ConvertsTo(first.Unit))
                throw new FigureException($"'{definition.Of}' is in {first.Unit?.Code ?? "no unit"} and '{definition.Than}' in {second.Unit?.Code ?? "no unit"}: the two can't be compared");
            inFirst = second with { Value = second.Value.Convert(second.Unit, first.Unit) };
        }
        if (definition.Kind != "difference" && inFirst.Value.Contains(0m))
            throw new FigureException($"'{definition.Than}' is zero: there is no ratio to nothing");
        var (value, key) = definition.Kind switch
        {
            "ratio" => (first.Value / inFirst.Value, "figure.ratio"),
            "change" => ((first.Value / inFirst.Value) - Interval.Exactly(1), "figure.change"),
            _ => (first.Value - inFirst.Value, "figure.difference"),
        };
        var unit = definition.Kind == "difference" ? first.Unit : null;
        return new(
            value, value, unit, Weakest(first, second), [.. first.Rows, .. second.Rows],
            new(key, ("of", printer.Full(first)), ("than", printer.Full(second))));
    }

    private Amount Converted(ConvertedFigure definition, Amount of, Amount? factor)
    {
        if (of.Unit is null || !of.Unit.ConvertsTo(definition.Unit))
            throw new FigureException($"'{definition.Of}' is in {of.Unit?.Code ?? "no unit"}, which does not convert to {definition.Unit.Code}");
        if (factor is null)
        {
            var expression = new Phrase("figure.converted", ("of", printer.Full(of)), ("factor", of.Unit.Convert(1m, definition.Unit)));
            return of with { Value = of.Value.Convert(of.Unit, definition.Unit), Stands = of.Stands.Convert(of.Unit, definition.Unit), Unit = definition.Unit, Expression = expression };
        }
        var with = factor.Value.Low;
        return of with
        {
            Value = of.Value * with,
            Stands = of.Stands * with,
            Unit = definition.Unit,
            Rows = [.. of.Rows, .. factor.Rows],
            Expression = new("figure.converted", ("of", printer.Full(of)), ("factor", with)),
        };
    }

    private Amount Implied(ImpliedFigure definition, Amount of)
    {
        var claim = data.Desk.Publications.SelectMany(p => p.Claims, (p, c) => (Id: $"{p.Id}/{c.Id}", c.Measure)).FirstOrDefault(c => c.Id == definition.Ratio);
        if (claim.Measure is null)
            throw NoClaim(definition.Ratio);
        if (claim.Measure is not Claims.Ratio ratio)
            throw new FigureException($"the claim {definition.Ratio} states no ratio");
        if (ImpliedValues.Base(of.Stands, ratio.Bounds).Base is not { } implied)
            throw new FigureException($"the ratio of {definition.Ratio} reaches zero, so it implies nothing");
        return of with
        {
            Value = implied,
            Stands = implied,
            Expression = new("figure.implied", ("of", Range(of.Stands, of.Unit)), ("words", ratio.Words), ("ratio", ratio.Bounds)),
        };
    }

    private Amount Equivalent(EquivalentFigure definition, Amount of)
    {
        var goods = data.Desk.FindGoods(definition.Goods) ?? throw new FigureException($"the desk has no goods '{definition.Goods}'");
        var equivalent = goods.Equivalents.FirstOrDefault(e => e.Id == definition.Equivalent)
            ?? throw new FigureException($"{goods.Id} has no equivalent '{definition.Equivalent}'; it has {string.Join(", ", goods.Equivalents.Select(e => e.Id))}");
        if (of.Unit is null || EndUse.Of(of.Value, of.Unit, equivalent.Content, equivalent.Unit).Whole is not { } range)
            throw new FigureException($"'{definition.Of}' can't be divided by {equivalent.Unit.Code}");
        var expression = new Phrase("figure.equivalent", ("of", printer.Full(of)), ("content", new QuantityRange(equivalent.Content, equivalent.Unit)), ("source", equivalent.Source));
        return of with { Value = range, Stands = range, Unit = null, Expression = expression };
    }

    private static Phrase Quoted(ReportedFigure row) => new("figure.reported", ("outlet", row.Outlet), ("printed", row.Printed), ("date", row.Date));

    private static object Range(Interval interval, Unit? unit) => unit is null ? interval : new QuantityRange(interval, unit);

    // What the printed digits stand for, in the row's unit.
    private static Interval Stands(ReportedFigure row) =>
        row is { Value: { } value, Unit: { } unit } && PrintedQuantity.TryParseWithConversion(row.Printed, out var printed, out _) && printed.Unit?.ConvertsTo(unit) == true
        && printed.RoundingIn(unit) is var stands && stands.Contains(value)
            ? stands
            : Interval.Exactly(row.Value ?? 0);

    private static ObservationStatus Weakest(Amount a, Amount b) => a.Status > b.Status ? a.Status : b.Status;

    private FigureException NoClaim(string id)
    {
        var publication = data.Desk.Publications.FirstOrDefault(p => id.StartsWith(p.Id + "/", StringComparison.Ordinal));
        return new(publication is null
            ? $"there is no claim '{id}'; write publication/claim, with one of the publications {string.Join(", ", data.Desk.Publications.Select(p => p.Id))}"
            : $"there is no claim '{id}'; {publication.Id} has {string.Join(", ", publication.Claims.Select(c => c.Id))}");
    }
}
