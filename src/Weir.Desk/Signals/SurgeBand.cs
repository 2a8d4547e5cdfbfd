using Weir.Desk.Charts;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>What the past of a series allowed at each of its months, by the default surge method.</summary>
/// <param name="Series">The series.</param>
/// <param name="Alpha">The share of months that chance alone puts above the upper end.</param>
/// <param name="Months">The months that can be judged, in order.</param>
public sealed record SurgeBand(Series Series, double Alpha, IReadOnlyList<(Period Period, SurgeFinding Finding)> Months)
{
    /// <summary>The months whose value lies above the upper end, in order.</summary>
    public IReadOnlyList<Period> Above { get; } = [.. Months.Where(m => m.Finding.Value > m.Finding.Upper).Select(m => m.Period)];

    /// <summary>Judges every month of a series by those before it.</summary>
    public static SurgeBand Of(Series series)
    {
        var (method, values) = (SurgeMethods.Default, MonthlyValues.Of(series));
        var months = new List<(Period, SurgeFinding)>();
        for (var at = method.MonthsNeeded; at < values.Count; at++)
        {
            if (method.Judge(values, at) is { IsJudged: true } finding)
                months.Add((values.PeriodAt(at), finding));
        }
        return new(series, method.Alpha, months);
    }

    /// <summary>The band as a chart draws it, in the chart's unit; null where no month could be judged, or the units don't convert.</summary>
    public ChartBand? In(Unit unit) => Months.Count == 0 || !Series.Unit.ConvertsTo(unit) ? null : new(
        Alpha, [.. Months.Where(m => double.IsFinite(m.Finding.Lower) && double.IsFinite(m.Finding.Expected)).Select(m => new ChartBandPoint(
            m.Period, Series.Unit.Convert(m.Finding.Lower, unit), Series.Unit.Convert(m.Finding.Expected, unit),
            double.IsFinite(m.Finding.Upper) ? Series.Unit.Convert(m.Finding.Upper, unit) : double.PositiveInfinity,
            m.Finding.Value > m.Finding.Upper))]);
}
