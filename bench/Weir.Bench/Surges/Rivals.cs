using System.Runtime.InteropServices;
using Weir.Signals.Surges;

namespace Weir.Bench.Surges;

/// <summary>What a rule says of a month: a score (higher is more of a surge), whether its own bound is passed, and a p-value where it has one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Verdict(double Score, double P, double PBeyond)
{
    public static readonly Verdict None = new(double.NegativeInfinity, double.NaN, double.NaN);
}

/// <summary>A rule in the comparison.</summary>
internal sealed record Rival(string Name, Func<MonthlyValues, int, Verdict> Judge);

internal static class Rivals
{
    private static readonly ISurgeMethod Farrington = SurgeMethods.Find("farrington") ?? SurgeMethods.Default;
    private static readonly ISurgeMethod Robust = SurgeMethods.Find("robust") ?? SurgeMethods.Default;
    private static readonly ISurgeMethod Conformal = SurgeMethods.Find("conformal") ?? SurgeMethods.Default;

    public static IReadOnlyList<Rival> All { get; } =
    [
        new("default", (v, at) => By(SurgeMethods.Default, v, at)),
        new("farrington (R's bound)", (v, at) => By(Farrington, v, at)),
        new("robust", (v, at) => By(Robust, v, at)),
        new("conformal", (v, at) => By(Conformal, v, at)),
        new("3 × the month before", MonthOnMonth),
        new("3 sigma", ThreeSigma),
        new("STL + ESD", SeasonalTrend.Judge),
    ];

    private static Verdict By(ISurgeMethod method, in MonthlyValues values, int at)
    {
        var finding = method.Judge(values, at);
        // Where p is the same, a value that leaves less beyond it is more of a surge; and where it is next to nothing, the excess decides.
        return finding.IsJudged
            ? new(-Math.Log(finding.P + 1e-300) - (1e-6 * Math.Log(finding.PBeyond + 1e-300)), finding.P, finding.PBeyond)
            : Verdict.None;
    }

    private static Verdict MonthOnMonth(MonthlyValues values, int at)
    {
        var span = values.Span;
        return at > 0 && span[at - 1] > 0 ? new(span[at] / span[at - 1], double.NaN, double.NaN) : Verdict.None;
    }

    private static Verdict ThreeSigma(MonthlyValues values, int at)
    {
        var past = values.Span[Math.Max(0, at - 24)..at];
        double sum = 0, squares = 0;
        foreach (var v in past)
            sum += v;
        var mean = sum / past.Length;
        foreach (var v in past)
            squares += (v - mean) * (v - mean);
        var sigma = Math.Sqrt(squares / Math.Max(1, past.Length - 1));
        return sigma > 0 ? new((values.Span[at] - mean) / sigma, double.NaN, double.NaN) : Verdict.None;
    }
}
