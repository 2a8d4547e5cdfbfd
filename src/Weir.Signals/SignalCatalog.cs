using System.Globalization;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>Every signal, in words and with its worked example. A new signal is registered here, once.</summary>
public static class SignalCatalog
{
    private const string PrintedMiles =
        "Fibre-optic cable from China to Russia in 2025, in miles, as printed after The Washington Post of 13 October 2025: "
        + "May 119,000, June 130,000, July not printed, August 328,000";

    /// <summary>All signals, in the order of the documentation.</summary>
    public static IReadOnlyList<SignalDescription> All { get; } =
    [
        new(
            "change",
            "Change",
            "Difference (value − base) and ratio (value ÷ base) of a value on the month before, on the same month a year before, on the mean of the n months before, and of January to the month on the same months of the year before. "
            + "A ratio is put into words by fixed bounds: \"almost n-fold\" is at least nine tenths of n and less than n, \"n-fold or more\" is from n to below \"almost\" the next step; steps are 2 to 10, then 20, 50, 100, 200, 500 and so on.",
            [
                "A month that is not known is never taken for zero: what needs it is not given, and the reason is.",
                "A base of zero gives a difference and no ratio; a negative value or base (a correction) gives no ratio.",
                "A value that is only partly known gives lower bounds; as a base it counts as not known.",
                "The trailing mean is over the known months and needs at least half of the n; the year to date needs every month of both years.",
                "Values are compared as they stood at one vintage; seasons and working days are not adjusted for.",
            ],
            "Arithmetic; the bounds of the words are Weir's own convention.",
            new(
                PrintedMiles + ".",
                [
                    new("June on May, difference", "11000"), new("June on May, ratio", "1.09"), new("June on May, in words", "slightly up"),
                    new("August on July, ratio", "not known"), new("a ratio of 9.5, in words", "almost tenfold"),
                ],
                "\"Almost tenfold\" is the article's; without July's row Weir gives no ratio for August on July and says why.",
                ChangeExample)),
        new(
            "peak-and-run",
            "Peak and run",
            "Highest (and lowest) since which period, record so far, whether the period is a trough (lower than the one before and the one after), how many steps in a row went up or down, first flow ever (first value above zero after a known zero), and return after an absence (known zeros since the last flow).",
            [
                "A period that is not known is never zero: it makes a statement one \"of the periods known\" and ends a run, which is then \"at least\" that long.",
                "Equal is not higher: a record beats every earlier value known.",
                "An earlier lower bound that is as high shows that there is no record; one that is lower shows nothing.",
                "A record is one within the series; how many earlier periods are known goes with it.",
            ],
            "Arithmetic on values as published.",
            new(
                PrintedMiles + ".",
                [
                    new("August is a record", "yes, of the periods known"), new("last record", "2025-06"), new("months rising to June", "1, at least"),
                    new("July is a trough", "not known"),
                ],
                "August is the highest of the months known. Whether July was a trough can't be seen from the series, for nobody printed July; see base effect.",
                PeakExample)),
        new(
            "base-effect",
            "Base effect",
            "A ratio over an unusual base says more about the base than about the value. Beside the ratio to the base stand the ratio to the median of the known months before (12 unless told otherwise, the base left out) and the ratio to the highest month before. "
            + "Median ÷ base of at least 2 is called a low base, base ÷ median of at least 2 a high base, anything between no base effect.",
            [
                "A base that is not known may be given as the range that somebody's words imply; the verdict must hold over the whole range, or there is none.",
                "The median needs two known months; how many it is taken over goes with it.",
                "Months that are not known, or only partly, are left out and never zero; known zeros count.",
                "Seasons are not taken out: a base in a month that is always low is called low.",
            ],
            "A common notion of central banks and statistical offices; the median as what is usual and the threshold 2 are Weir's own choice.",
            new(
                PrintedMiles + "; July implied by \"almost tenfold\": 32,750 to 36,500.",
                [
                    new("ratio to the implied July", "8.99 to 10.02"), new("ratio to June, the last record", "2.52"), new("ratio to May", "2.76"),
                    new("ratio to the median of the known months", "2.63"), new("median over July", "3.41 to 3.80"), new("verdict", "low base"),
                ],
                "August was almost ten times July and two and a half times June: July was a trough after two high months.",
                BaseEffectExample)),
        new(
            "comparison",
            "Comparison",
            "A series against comparators at the same period: the ratio to each, and its share of itself and all known comparators together. A part against the whole that holds it gives a share too.",
            [
                "A comparator that is not known has no ratio and is left out of the share, which says of how many it speaks.",
                "A comparator that is known to be zero has no ratio and counts in the share.",
                "Units are converted; what doesn't convert (kilograms and metres) is not compared.",
                "Comparators must not hold each other.",
            ],
            "Arithmetic on values as published.",
            new(
                "Fibre-optic cable from China in August 2025, as printed by Euromaidan Press: to Russia 328,000 miles, to Ukraine 116 km; to a third destination not known.",
                [
                    new("Russia over Ukraine", "4551"), new("in words", "almost 5,000-fold"), new("Russia over the third", "not known"),
                    new("Russia's share of the two known", "99.978 %"),
                ],
                "Miles and kilometres meet by the exact mile of 1,609.344 m. The destination that is not known is not taken for one that received nothing.",
                ComparisonExample)),
        new(
            "implied-value",
            "Implied value",
            "From a value (a range) and a ratio (a range) the range of bases that the two allow: lowest value ÷ highest ratio, to highest value ÷ lowest ratio.",
            [
                "A rounded number stands for all numbers that round to it: 328,000 is 327,500 to 328,500.",
                "Value and ratio are of the same thing, in the same unit.",
                "A ratio that reaches zero, or a value below zero, implies nothing.",
            ],
            "Interval arithmetic: R. E. Moore, Interval Analysis, Prentice-Hall 1966.",
            new(
                "August 2025: 328,000 miles, \"almost tenfold\" July, which is 9 to 10.",
                [new("July, lowest", "32750"), new("July, highest", "36500")],
                "Nobody printed July; the article's own words put it between 32,750 and 36,500 miles.",
                ImpliedExample)),
        new(
            "end-use-equivalent",
            "End-use equivalent",
            "A quantity divided by what one unit of an end use takes, as a range: how many it would make.",
            [
                "All of the quantity goes into that use: no waste, no stock, no other use. So it is a measure of size and no statement about use.",
                "\"19 km or more\" has no upper end: then only the upper end of the result holds (\"at most\").",
                "A quantity that is not known has no equivalent; whole ones are rounded down.",
            ],
            "Interval arithmetic: R. E. Moore, Interval Analysis, Prentice-Hall 1966; the content of one with the source that states it.",
            new(
                "528,000 km of cable at 19 to 20 km each (Caliber.Az, 14 October 2025: 19 km or more; albtc.club: nearly 20 km).",
                [new("fewest", "26400"), new("most", "27789")],
                "528,000 km ÷ 20 km = 26,400; ÷ 19 km = 27,789.47.",
                EndUseExample)),
    ];

    /// <summary>The signal with this id, in either case.</summary>
    public static SignalDescription? Find(string id) => All.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole documentation page.</summary>
    public static string ToMarkdown() =>
        "# Signals\n\n"
        + "A signal is a number computed from series by a stated rule, with its assumptions. Each has a worked example, which is run as a test; "
        + "`weir explain ID` prints its section. This page is generated from `SignalCatalog` and a test keeps the two the same.\n\n"
        + "Surge, break, mirror gap, diversion, unit value, absorption and control effect come with a later version.\n\n"
        + string.Join('\n', All.Select(s => s.ToMarkdown()));

    private static IReadOnlyList<NamedResult> ChangeExample()
    {
        var series = Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var june = Changes.OnMonthBefore(series, Month(6));
        return
        [
            new("June on May, difference", Print(june.Difference, 0)), new("June on May, ratio", Print(june.Ratio.Value, 2)),
            new("June on May, in words", june.Ratio.Band.ToString()!),
            new("August on July, ratio", Print(Changes.OnMonthBefore(series, Month(8)).Ratio.Value, 2)),
            new("a ratio of 9.5, in words", RatioBand.Of(9.5).ToString()),
        ];
    }

    private static IReadOnlyList<NamedResult> PeakExample()
    {
        var series = Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var august = Peaks.At(series, Month(8));
        var june = Peaks.At(series, Month(6));
        return
        [
            new("August is a record", (august.IsRecord ? "yes" : "no") + (august.HighestIsOfTheKnown ? ", of the periods known" : "")),
            new("last record", august.LastRecord!.Value.Period.ToString()),
            new("months rising to June", Print(june.MonthsRising, 0) + (june.RisingAtLeast ? ", at least" : "")),
            new("July is a trough", Peaks.At(series, Month(7)).IsTrough switch { true => "yes", false => "no", null => "not known" }),
        ];
    }

    private static IReadOnlyList<NamedResult> BaseEffectExample()
    {
        var series = Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var effect = BaseEffects.Of(series, Month(8), Month(7), new Interval(32_750, 36_500));
        return
        [
            new("ratio to the implied July", Print(effect.Ratio)), new("ratio to June, the last record", Print(effect.LastRecord?.Ratio.Value, 2)),
            new("ratio to May", Print(effect.Earlier[^1].Ratio.Value, 2)), new("ratio to the median of the known months", Print(effect.RatioToMedian.Value, 2)),
            new("median over July", Print(effect.MedianOverBase)), new("verdict", effect.Verdict switch
            {
                BaseEffectVerdict.LowBase => "low base",
                BaseEffectVerdict.HighBase => "high base",
                BaseEffectVerdict.None => "no base effect",
                _ => "not known",
            }),
        ];
    }

    private static IReadOnlyList<NamedResult> ComparisonExample()
    {
        var comparison = Comparisons.At(
            Miles("RUS", (8, 328_000)),
            [Of("UKR", Units.Kilometre, (8, 116)), Of("KAZ", Units.Kilometre, (8, null))],
            Month(8));
        return
        [
            new("Russia over Ukraine", Print(comparison.Others[0].Ratio.Value, 0)), new("in words", comparison.Others[0].Ratio.Band.ToString()!),
            new("Russia over the third", Print(comparison.Others[1].Ratio.Value, 0)),
            new("Russia's share of the two known", Print(100 * comparison.Share, 3) + " %"),
        ];
    }

    private static IReadOnlyList<NamedResult> ImpliedExample()
    {
        var july = ImpliedValues.Base(new(327_500, 328_500), RatioBand.AlmostRange(10)).Base!.Value;
        return [new("July, lowest", Print((double)july.Low, 0)), new("July, highest", Print((double)july.High, 0))];
    }

    private static IReadOnlyList<NamedResult> EndUseExample()
    {
        var drones = EndUse.Of(Interval.Exactly(528_000), Units.Kilometre, new(19, 20), Units.Kilometre).Whole!.Value;
        return [new("fewest", Print((double)drones.Low, 0)), new("most", Print((double)drones.High, 0))];
    }

    private static Period Month(int month) => Period.Month(2025, month);

    private static Series Miles(string partner, params (int Month, double? Value)[] values) => Of(partner, Units.Mile, values);

    private static Series Of(string partner, Unit unit, params (int Month, double? Value)[] values)
    {
        if (!Economies.TryFind("CHN", out var reporter) || !Economies.TryFind(partner, out var destination))
            destination = reporter = Economies.World;
        return new(
            new("reported", reporter, destination, Flow.Export, "fibre-optic-cable"), unit, ObservationStatus.Reported,
            [.. values.Select(v => new SeriesPoint(Month(v.Month), v.Value, v.Value is null ? PointState.NoData : PointState.Observed, []))]);
    }

    private static string Print(double? value, int decimals) =>
        value is { } number ? Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "not known";

    private static string Print(ValueRange? range) => range is { } r ? $"{Print(r.Low, 2)} to {Print(r.High, 2)}" : "not known";
}
