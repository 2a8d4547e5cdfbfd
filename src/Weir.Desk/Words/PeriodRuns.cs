using Weir.Trade;

namespace Weir.Desk.Words;

/// <summary>Many periods in few words.</summary>
public static class PeriodRuns
{
    /// <summary>Periods to go into a phrase's place, consecutive ones (three or more) as "first to last".</summary>
    public static IReadOnlyList<object> Of(IEnumerable<Period> periods)
    {
        var runs = new List<(Period First, Period Last)>();
        foreach (var period in periods.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last.IsMonth == period.IsMonth && runs[^1].Last.Next() == period)
                runs[^1] = (runs[^1].First, period);
            else
                runs.Add((period, period));
        }
        return
        [
            .. runs.SelectMany<(Period First, Period Last), object>(r =>
                r.First == r.Last ? [r.First]
                : r.First.Next() == r.Last ? [r.First, r.Last]
                : [new Phrase("period.run", ("first", r.First), ("last", r.Last))]),
        ];
    }
}
