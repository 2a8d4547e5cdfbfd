using Weir.Trade;

namespace Weir.Signals.Effects;

/// <summary>
/// Control effect and selectivity: did a measure change the flow of the goods that it is about, and for whom? Poisson pseudo-maximum likelihood
/// with an effect for each origin, destination and commodity (Santos Silva and Tenreyro 2006; Correia, Guimarães and Zylkin 2020). The months from the
/// announcement to the entry into force have a coefficient of their own, so that hoarding before a control is no part of its effect: 100·(e^δ − 1) %.
/// </summary>
/// <remarks>
/// With flows to compare with (other commodities or destinations) every month has an effect, and δ is how the controlled flows departed from
/// the others. Without them every commodity has an effect of each calendar month, and δ is the departure from the goods' own past and season: a general rise or fall
/// of trade is then part of it. Errors of the whole are clustered by pair of origin and destination. Destinations are one regression with a δ for each; a destination alone has no
/// other to take its error from, so its error and the covariances between destinations come from how much its months, and theirs, departed from what was fitted before the announcement
/// (<see cref="Lags"/> months with Bartlett weights). The selectivity of a destination is its δ less the mean of the others', from the joint covariance.
/// </remarks>
public static class ControlEffects
{
    /// <summary>Months over which departures of a destination may depend on each other.</summary>
    public const int Lags = 3;

    internal const string Controlled = "controlled";
    internal const string Anticipated = "anticipated";

    /// <summary>Estimates it.</summary>
    /// <param name="cells">The flows; of a month that is not known there is no cell.</param>
    /// <param name="timing">When the control came.</param>
    /// <param name="span">What span to estimate over.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ControlFinding Of(IReadOnlyList<ControlCell> cells, ControlTiming timing, ControlSpan span, CancellationToken cancellation = default)
    {
        var (announced, first) = (timing.Anticipation < timing.First ? timing.Anticipation : timing.First, timing.First);
        var from = announced.AddMonths(-span.Before);
        var to = first.AddMonths(span.After - 1);
        if (timing.End is { } end && end.AddMonths(-1) < to)
            to = end.AddMonths(-1);
        var within = cells.Where(c => c.Month >= from && c.Month <= to).ToList();
        // A flow that never was says nothing; it would only be set aside.
        var lines = within.GroupBy(Line).Where(l => l.Any(c => c.Value > 0)).ToList();
        var used = lines.SelectMany(l => l).OrderBy(c => c.Month).ThenBy(c => c.Origin).ThenBy(c => c.Destination).ThenBy(c => c.Commodity, StringComparer.Ordinal).ToList();
        var controlled = used.Where(c => c.Controlled).ToList();
        if (controlled.Count == 0)
            return new(ControlObstacle.NoFlow) { From = from, To = to };
        var compared = used.Exists(c => !c.Controlled);
        from = controlled[0].Month;
        to = controlled[^1].Month;
        var known = controlled.Where(c => c.Month < announced).Select(c => c.Month).Distinct().Count();
        if (known < (compared ? 12 : 24))
            return new(ControlObstacle.TooFewMonthsBefore) { From = from, To = to, Compared = compared };
        if (to < first)
            return new(ControlObstacle.NoMonthAfter) { From = from, To = to, Compared = compared };
        var panel = new ControlPanel(used, compared, announced, first);
        var whole = panel.Fit(
            [(Anticipated, c => c.Controlled && c.Month >= announced && c.Month < first), (Controlled, c => c.Controlled && c.Month >= first)],
            new() { Errors = ErrorKind.Cluster }, cancellation);
        if (whole.Obstacle != EffectObstacle.None)
            return new(ControlObstacle.NoRegression) { Regression = whole.Obstacle, From = from, To = to, Compared = compared, Fit = whole };
        return new(ControlObstacle.None)
        {
            Anticipation = whole.Term(Anticipated),
            Effect = whole.Term(Controlled),
            Destinations = DestinationEffects.Of(panel, controlled, span, cancellation),
            Events = ByMonth(panel, controlled, span, cancellation),
            Compared = compared,
            From = from,
            To = to,
            Fit = whole,
        };
    }

    internal static (int, int, string) Line(ControlCell cell) => (cell.Origin, cell.Destination, cell.Commodity);

    private static List<EventMonth> ByMonth(ControlPanel panel, List<ControlCell> controlled, ControlSpan span, CancellationToken cancellation)
    {
        var months = controlled.Select(c => c.Month).Distinct().Order().ToList();
        var earliest = panel.First.AddMonths(-span.Lead);
        // The base needs a year of its own, so that a season is not taken for an effect.
        var shown = months.Where(m => m >= earliest && months.Count(b => b < earliest || b < m) >= 12).ToList();
        var columns = shown.ConvertAll(m => (m.ToString(), (Func<ControlCell, bool>)(c => c.Controlled && c.Month == m)));
        var fit = panel.Fit(columns, new() { Errors = ErrorKind.Cluster }, cancellation);
        return shown.ConvertAll(m => new EventMonth(Since(panel.First, m), m, fit.Term(m.ToString())));
    }

    internal static int Since(Period first, Period month) => ((month.Year - first.Year) * 12) + month.MonthOfYear - first.MonthOfYear;
}
