using Weir.Signals.Breaks;

namespace Weir.Signals.Catalog;

internal static class BreakDescription
{
    private static readonly double?[] Values = [10, 12, 11, 9, 10, 11, null, 12, 20, 24, 22, 18, 20, 22, 20, 24];

    public static SignalDescription Description { get; } = new(
        "break",
        "Break",
        "When did the level of a series change (or its variance, or the rate of counts)? The segments of least penalised cost, found exactly (PELT), by binary segmentation, or as one change at most; "
        + "the penalty is MBIC unless BIC, AIC, Hannan-Quinn or a number is asked for. A break is given as the first known period of the new level, with the periods that it may have been in, and the levels before and after with their intervals. "
        + "For a change of level Weir takes logarithms where all values are above zero, takes the mean year out of monthly series from three years on, and reckons with noise that remembers (first-order autoregressive).",
        [
            "A period that is not known, or of which only a lower bound is known, is left out and never zero; a break that falls into a gap has the whole gap in its interval.",
            "Fewer than six known values, or the same value throughout, give no answer, and the reason.",
            "The interval of a place holds every place that the likelihood ratio does not reject, the neighbouring breaks held: within −2 ln(1 − √confidence) of the best, 5.94 at 90 %. It does not say how sure it is that there is a break, nor which were missed.",
            "Levels are geometric means where logarithms were taken. Their intervals reckon with the noise's memory, and with the breaks as found; after a search among weak breaks they are too short (82 % of 90 % in the hardest case that was simulated).",
            "A trend is no level: a series that grows throughout shows breaks where it has moved on far enough.",
            "The variance that a break is held against is that of the whole series, so that a small break beside a large one may be missed.",
        ],
        "Killick, Fearnhead & Eckley 2012 (doi:10.1080/01621459.2012.737745); Zhang & Siegmund 2007 (MBIC); Chakar et al. 2017 (doi:10.3150/15-BEJ782) for the memory; Hansen 2000 and Eo & Morley 2015 (doi:10.3982/QE186) for the interval. "
        + "Searches, costs and penalties agree with R changepoint 2.3 (its 74 answers on eight series; in five of them it skips places, and Weir's cost is lower).",
        new(
            "Months from January 2025: 10, 12, 11, 9, 10, 11, not known, 12, 20, 24, 22, 18, 20, 22, 20, 24.",
            [
                new("breaks", "1"), new("the new level since", "2025-09"), new("it may be since", "2025-09 to 2025-09"),
                new("level before", "10.7, from 9.9 to 11.5"), new("level after", "21.2, from 19.7 to 22.7"), new("after on before", "1.98"),
            ],
            "July, which is not known, counts for neither side.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var finding = BreakFinder.Find([.. Values.Select((v, i) => (Period: PrintedExample.Month(1).AddMonths(i), Value: v)).Where(p => p.Value is not null).Select(p => new PeriodValue(p.Period, p.Value!.Value))], new());
        var first = finding.Breaks[0];
        static string Level(BreakSegment segment) => $"{PrintedExample.Print(segment.Level, 1)}, from {PrintedExample.Print(segment.Low!.Value, 1)} to {PrintedExample.Print(segment.High!.Value, 1)}";
        return
        [
            new("breaks", PrintedExample.Print(finding.Breaks.Count, 0)),
            new("the new level since", first.Period.ToString()),
            new("it may be since", $"{first.Earliest} to {first.Latest}"),
            new("level before", Level(first.Before)),
            new("level after", Level(first.After)),
            new("after on before", PrintedExample.Print(first.Ratio!.Value, 2)),
        ];
    }
}
