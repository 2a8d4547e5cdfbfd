using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>What the months before the judged one are like. A negative month (a correction of others) counts as not known.</summary>
/// <param name="Known">How many are known.</param>
/// <param name="Positive">How many of them are above zero.</param>
/// <param name="Smallest">The smallest.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="AreWhole">Whether all are whole numbers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct History(int Known, int Positive, double Smallest, double Largest, double Sum, bool AreWhole)
{
    /// <summary>The months from <paramref name="from"/> to before <paramref name="at"/>.</summary>
    public static History Of(ReadOnlySpan<double> values, int from, int at)
    {
        int known = 0, positive = 0;
        double smallest = double.PositiveInfinity, largest = 0, sum = 0;
        var whole = true;
        for (var i = from; i < at; i++)
        {
            var value = values[i];
            if (!IsKnown(value))
                continue;
            known++;
            positive += value > 0 ? 1 : 0;
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
            sum += value;
            whole &= value == Math.Floor(value);
        }
        return new(known, positive, smallest, largest, sum, whole);
    }

    /// <summary>Whether a month's value is one that can be reckoned with.</summary>
    public static bool IsKnown(double value) => double.IsFinite(value) && value >= 0;

    /// <summary>What stands in the way of judging <paramref name="value"/> by these months.</summary>
    public SurgeObstacle Obstacle(double value, int needed)
    {
        if (!double.IsFinite(value))
            return SurgeObstacle.ValueNotKnown;
        if (value < 0)
            return SurgeObstacle.ValueIsNegative;
        if (Known < needed)
            return SurgeObstacle.HistoryTooShort;
        if (Largest == 0)
            return SurgeObstacle.HistoryIsZero;
        return Smallest == Largest ? SurgeObstacle.HistoryIsConstant : SurgeObstacle.None;
    }
}
