using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class ComparisonDescription
{
    public static SignalDescription Description { get; } = new(
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
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var comparison = Comparisons.At(
            PrintedExample.Miles("RUS", (8, 328_000)),
            [PrintedExample.Of("UKR", Units.Kilometre, (8, 116)), PrintedExample.Of("KAZ", Units.Kilometre, (8, null))],
            PrintedExample.Month(8));
        return
        [
            new("Russia over Ukraine", PrintedExample.Print(comparison.Others[0].Ratio.Value, 0)), new("in words", comparison.Others[0].Ratio.Band.ToString()!),
            new("Russia over the third", PrintedExample.Print(comparison.Others[1].Ratio.Value, 0)),
            new("Russia's share of the two known", PrintedExample.Print(100 * comparison.Share, 3) + " %"),
        ];
    }
}
