using System.Globalization;
using Weir.Trade;

namespace Weir.Signals.Effects;

/// <summary>What a control changed for each destination, from one regression with a coefficient for each.</summary>
internal static class DestinationEffects
{
    public static IReadOnlyList<DestinationEffect> Of(ControlPanel panel, List<ControlCell> controlled, ControlSpan span, CancellationToken cancellation)
    {
        var year = panel.Announced.AddMonths(-12);
        var sizes = controlled.GroupBy(c => c.Destination)
            .Select(g => (Destination: g.Key, Size: g.Where(c => c.Month >= year && c.Month < panel.Announced).Sum(c => c.Value)))
            .OrderByDescending(s => s.Size).ThenBy(s => s.Destination).ToList();
        var apart = sizes.Where(s => s.Size > 0).Take(span.Destinations).Select((s, i) => (s.Destination, Index: i)).ToDictionary(s => s.Destination, s => s.Index);
        var groups = apart.Keys.Select(d => (int?)d).ToList();
        if (sizes.Count > apart.Count)
            groups.Add(null);
        var shares = groups.ConvertAll(g => sizes.Where(s => (apart.ContainsKey(s.Destination) ? s.Destination : (int?)null) == g).Sum(s => s.Size));
        var columns = groups.SelectMany((_, g) => new (string, Func<ControlCell, bool>)[]
        {
            (Name(ControlEffects.Anticipated, g), c => c.Controlled && Group(c) == g && c.Month >= panel.Announced && c.Month < panel.First),
            (Name(ControlEffects.Controlled, g), c => c.Controlled && Group(c) == g && c.Month >= panel.First),
        }).ToList();
        var fit = panel.Fit(columns, new() { Errors = ErrorKind.Robust }, cancellation);
        var months = controlled.Select(c => c.Month).Distinct().Order().ToList();
        var (observed, expected) = Monthly(panel, fit, months, groups.Count, Group);
        var past = months.ConvertAll(m => m < panel.Announced).ToArray();
        var variability = new PastVariability(observed, expected, past, ControlEffects.Lags);
        var weights = groups.Select((_, g) => Weights(observed, expected, months, past, g, m => m >= panel.First)).ToList();
        return [.. groups.Select((group, g) => new DestinationEffect(
            group,
            Mean(g, m => m >= year && m < panel.Announced),
            Mean(g, m => m >= panel.Announced && m < panel.First),
            Mean(g, m => m >= panel.First),
            Term(g, m => m >= panel.Announced && m < panel.First, ControlEffects.Anticipated),
            Term(g, m => m >= panel.First, ControlEffects.Controlled),
            Selectivity(g),
            Mean(g, m => m >= panel.First) == 0,
            [.. months.Where(m => m >= panel.Announced).Select(m => new EventMonth(ControlEffects.Since(panel.First, m), m, Term(g, o => o == m, m.ToString())))]))];

        int Group(ControlCell cell) => apart.TryGetValue(cell.Destination, out var index) ? index : groups.Count - 1;

        double? Mean(int g, Func<Period, bool> which)
        {
            var values = months.Select((m, t) => (m, t)).Where(p => which(p.m)).Select(p => observed[g][p.t]).ToList();
            return values.Count == 0 ? null : values.Average();
        }

        EffectTerm? Term(int g, Func<Period, bool> which, string name)
        {
            if (Weights(observed, expected, months, past, g, which) is not { } own)
                return null;
            var variance = variability.Covariance(g, own.Weights, g, own.Weights);
            return new(name, own.Coefficient, variance > 0 ? Math.Sqrt(variance) : null);
        }

        EffectTerm? Selectivity(int g)
        {
            var others = Enumerable.Range(0, groups.Count).Where(o => o != g && weights[o] is not null && shares[o] > 0).ToList();
            if (weights[g] is not { } own || others.Count == 0)
                return null;
            var total = others.Sum(o => shares[o]);
            var parts = others.ConvertAll(o => (Group: o, Share: -shares[o] / total)).Append((Group: g, Share: 1.0)).ToList();
            var value = parts.Sum(p => p.Share * weights[p.Group]!.Value.Coefficient);
            var variance = parts.Sum(a => parts.Sum(b => a.Share * b.Share * variability.Covariance(a.Group, weights[a.Group]!.Value.Weights, b.Group, weights[b.Group]!.Value.Weights)));
            return new("selectivity", value, variance > 0 ? Math.Sqrt(variance) : null);
        }
    }

    /// <summary>
    /// The coefficient of some months, ln of observed over what the past leads to expect, and the weights with which the relative departures of all
    /// months enter it; null where nothing was expected or observed.
    /// </summary>
    private static (double Coefficient, double[] Weights)? Weights(double[][] observed, double[][] expected, List<Period> months, bool[] past, int g, Func<Period, bool> which)
    {
        var (seen, led, before) = (0.0, 0.0, 0.0);
        for (var t = 0; t < months.Count; t++)
        {
            if (past[t])
                before += expected[g][t];
            if (!which(months[t]))
                continue;
            seen += observed[g][t];
            led += expected[g][t];
        }
        if (!(seen > 0) || !(led > 0) || !(before > 0))
            return null;
        var weights = new double[months.Count];
        for (var t = 0; t < months.Count; t++)
            weights[t] = which(months[t]) ? expected[g][t] / led : past[t] ? -expected[g][t] / before : 0;
        return (Math.Log(seen / led), weights);
    }

    /// <summary>What was observed and what would be expected without the control, by group and month.</summary>
    private static (double[][] Observed, double[][] Expected) Monthly(ControlPanel panel, EffectFit fit, List<Period> months, int groups, Func<ControlCell, int> group)
    {
        var observed = Enumerable.Range(0, groups).Select(_ => new double[months.Count]).ToArray();
        var expected = Enumerable.Range(0, groups).Select(_ => new double[months.Count]).ToArray();
        var at = months.Select((m, t) => (m, t)).ToDictionary(p => p.m, p => p.t);
        for (var i = 0; i < fit.Rows.Length; i++)
        {
            var cell = panel.Cells[fit.Rows[i]];
            if (!cell.Controlled || !at.TryGetValue(cell.Month, out var t))
                continue;
            var g = group(cell);
            var effect = cell.Month >= panel.First ? fit.Term(Name(ControlEffects.Controlled, g)) : cell.Month >= panel.Announced ? fit.Term(Name(ControlEffects.Anticipated, g)) : null;
            observed[g][t] += cell.Value;
            expected[g][t] += fit.Fitted[i] * Math.Exp(-(effect?.Coefficient ?? 0));
        }
        return (observed, expected);
    }

    private static string Name(string what, int group) => $"{what} {group.ToString(CultureInfo.InvariantCulture)}";
}
