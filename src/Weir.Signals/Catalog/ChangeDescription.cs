namespace Weir.Signals.Catalog;

internal static class ChangeDescription
{
    public static SignalDescription Description { get; } = new(
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
            PrintedExample.MilesOf2025 + ".",
            [
                new("June on May, difference", "11000"), new("June on May, ratio", "1.09"), new("June on May, in words", "slightly up"),
                new("August on July, ratio", "not known"), new("a ratio of 9.5, in words", "almost tenfold"),
            ],
            "\"Almost tenfold\" is the article's; without July's row Weir gives no ratio for August on July and says why.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var series = PrintedExample.Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var june = Changes.OnMonthBefore(series, PrintedExample.Month(6));
        return
        [
            new("June on May, difference", PrintedExample.Print(june.Difference, 0)), new("June on May, ratio", PrintedExample.Print(june.Ratio.Value, 2)),
            new("June on May, in words", june.Ratio.Band.ToString()!),
            new("August on July, ratio", PrintedExample.Print(Changes.OnMonthBefore(series, PrintedExample.Month(8)).Ratio.Value, 2)),
            new("a ratio of 9.5, in words", RatioBand.Of(9.5).ToString()),
        ];
    }
}
