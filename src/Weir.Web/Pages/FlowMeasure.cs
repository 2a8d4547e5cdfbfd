using Weir.Desk.Charts;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Web.Pages;

/// <summary>What a flow can be measured in: a unit, or an end-use equivalent of one.</summary>
/// <param name="Id">What stands in the address after <c>unit=</c>.</param>
/// <param name="Unit">The unit that series are read in.</param>
/// <param name="Equivalent">What amounts are divided by; null where they are shown as they are.</param>
public sealed record FlowMeasure(string Id, Unit Unit, Equivalent? Equivalent = null)
{
    /// <summary>The unit of what is shown: for an equivalent, items.</summary>
    public Unit Shown => Equivalent is null ? Unit : Units.Item;

    /// <summary>The goods' own unit first, then its sister of the other system, weight, value, and the equivalents.</summary>
    public static IReadOnlyList<FlowMeasure> Of(Goods goods)
    {
        var units = new List<Unit> { goods.Unit };
        if (goods.Unit.Dimension == Dimension.Length)
            units.AddRange([Units.Kilometre, Units.Mile]);
        units.AddRange([Units.Kilogram, Units.UsDollar]);
        return [.. units.Distinct().Select(u => new FlowMeasure(u.Code, u)), .. goods.Equivalents.Select(e => new FlowMeasure(e.Id, e.Unit, e))];
    }

    /// <summary>The range of equivalents that an amount makes: the most content for each gives the fewest.</summary>
    public Interval Range(double amount) => new Interval((decimal)amount, (decimal)amount) / Equivalent!.Content;

    /// <summary>A series as the chart draws it.</summary>
    public ChartLine Line(string label, Series series) => Equivalent is null
        ? new(label, series)
        : new(label, Each(series, a => Range(a).Low), Each(series, a => Range(a).High));

    private static Series Each(Series series, Func<double, decimal> value) => series with
    {
        Unit = Units.Item,
        Points = [.. series.Points.Select(p => p with { Value = p.Value is { } v ? (double)value(v) : null })],
    };

    /// <summary>A value of a series as it is printed.</summary>
    public string Print(double value, ObservationStatus status, Words words)
    {
        if (Equivalent is null)
            return status == ObservationStatus.Reported ? Parts.Printing.Rounded(words, value, Unit) : Parts.Printing.Amount(words, value, Unit);
        var range = Range(value);
        return words.Range(new Interval(Rounding.ThreeDigits((double)range.Low), Rounding.ThreeDigits((double)range.High)));
    }
}
