namespace Weir.Signals.Catalog;

internal static class PeakAndRunDescription
{
    public static SignalDescription Description { get; } = new(
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
            PrintedExample.MilesOf2025 + ".",
            [
                new("August is a record", "yes, of the periods known"), new("last record", "2025-06"), new("months rising to June", "1, at least"),
                new("July is a trough", "not known"),
            ],
            "August is the highest of the months known. Whether July was a trough can't be seen from the series, for nobody printed July; see base effect.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var series = PrintedExample.Miles("RUS", (5, 119_000), (6, 130_000), (7, null), (8, 328_000));
        var august = Peaks.At(series, PrintedExample.Month(8));
        var june = Peaks.At(series, PrintedExample.Month(6));
        return
        [
            new("August is a record", (august.IsRecord ? "yes" : "no") + (august.HighestIsOfTheKnown ? ", of the periods known" : "")),
            new("last record", august.LastRecord!.Value.Period.ToString()),
            new("months rising to June", PrintedExample.Print(june.MonthsRising, 0) + (june.RisingAtLeast ? ", at least" : "")),
            new("July is a trough", Peaks.At(series, PrintedExample.Month(7)).IsTrough switch { true => "yes", false => "no", null => "not known" }),
        ];
    }
}
