using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class EndUseDescription
{
    public static SignalDescription Description { get; } = new(
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
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var drones = EndUse.Of(Interval.Exactly(528_000), Units.Kilometre, new(19, 20), Units.Kilometre).Whole!.Value;
        return [new("fewest", PrintedExample.Print((double)drones.Low, 0)), new("most", PrintedExample.Print((double)drones.High, 0))];
    }
}
