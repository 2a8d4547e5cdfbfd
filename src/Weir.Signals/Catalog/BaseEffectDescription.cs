using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class BaseEffectDescription
{
    public static SignalDescription Description { get; } = new(
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
            PrintedExample.MilesOf2025 + "; July implied by \"almost tenfold\": 32,750 to 36,500.",
            [
                new("ratio to the implied July", "8.99 to 10.02"), new("ratio to June, the last record", "2.52"), new("ratio to May", "2.76"),
                new("ratio to the median of the known months", "2.63"), new("median over July", "3.41 to 3.80"), new("verdict", "low base"),
            ],
            "August was almost ten times July and two and a half times June: July was a trough after two high months.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var series = PrintedExample.Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var effect = BaseEffects.Of(series, PrintedExample.Month(8), PrintedExample.Month(7), new Interval(32_750, 36_500));
        return
        [
            new("ratio to the implied July", PrintedExample.Print(effect.Ratio)), new("ratio to June, the last record", PrintedExample.Print(effect.LastRecord?.Ratio.Value, 2)),
            new("ratio to May", PrintedExample.Print(effect.Earlier[^1].Ratio.Value, 2)), new("ratio to the median of the known months", PrintedExample.Print(effect.RatioToMedian.Value, 2)),
            new("median over July", PrintedExample.Print(effect.MedianOverBase)), new("verdict", effect.Verdict switch
            {
                BaseEffectVerdict.LowBase => "low base",
                BaseEffectVerdict.HighBase => "high base",
                BaseEffectVerdict.None => "no base effect",
                _ => "not known",
            }),
        ];
    }
}
