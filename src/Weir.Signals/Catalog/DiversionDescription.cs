using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class DiversionDescription
{
    public static SignalDescription Description { get; } = new(
        "diversion",
        "Diversion",
        "Goods that no longer go from an origin to a destination directly and go through a third place instead. All of these are needed: more from the origin to the third place than its past lets one expect; more from there to the destination "
        + "(or goods sent to the third place that it never records as arrived); less on the direct way. The diverted amount is a range, from the lower end of the smaller excess to the upper end of the larger one, or of the drop where that is smaller. "
        + "Ways of up to three legs are the maximum flow through the network of excesses. "
        + "A way's p-value is the largest of its parts'; over all ways looked at it is adjusted after Holm, and a way is found where it is at most alpha (0.05).",
        [
            "What is expected: level, trend and season of up to 60 months before, each a median, in logarithms; its error by a bootstrap of residuals in blocks of three months with a fixed seed, so that the same question gives the same answer. It takes 12 known months, and 24 for a season and a trend.",
            "Goods pass within the months judged and keep about the value they came with.",
            "Honest growth of a third place's own demand, or of its own exports, in the very months of a control looks the same: a finding is a candidate, and no proof.",
            "Months that are not known are left out of a leg's sums; half of the months judged are needed. Lower bounds count as not known.",
            "Where the direct way is not known, it is left out of the p-value, and nothing but the legs bounds the amount from above.",
            "The score adds a quarter each for the two excesses, the drop (each full from p = 0.001) and for how well the excesses agree; the order is by what is found, then by the lower end of the amount.",
        ],
        "Intersection-union test: Berger 1982. Holm 1979. Seasonal slope: Hirsch, Slack and Smith 1982. Maximum flow: Edmonds and Karp 1972. Putting them together for trade is Weir's own; bench/README.md holds what it finds in worlds with a known answer.",
        new(
            "A made-up case without noise: for two years an origin sends 100 a month to the destination and 20 to a third place, which sends 10 on. For six months then it sends 40 and 70, and the third place sends 50.",
            [
                new("drop on the direct way", "360"), new("excess to the third place", "300"), new("excess from there to the destination", "240"),
                new("diverted", "240 to 300"), new("part of the drop", "67 % to 83 %"), new("found", "yes"),
            ],
            "Of the 360 that no longer go directly, 300 more arrive in the third place and 240 more leave it: between two thirds and five sixths go that way.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        static Economy Place(string code) => Economies.TryFind(code, out var place) ? place : Economies.World;
        static RouteFlow Flow(string from, string to, double before, double after) => new(Place(from), Place(to), new(
            new("example", Place(from), Place(to), Weir.Trade.Flow.Export, "goods"), Units.UsDollar, ObservationStatus.Modelled,
            [.. Enumerable.Range(0, 30).Select(i => new SeriesPoint(Period.Month(2020, 1).AddMonths(i), i < 24 ? before : after, PointState.Observed, []))]), null);
        var finding = Diversions.Find(
            new(
                [Place("DEU")], Place("RUS"), [Place("KGZ")], Period.Month(2022, 1), Period.Month(2022, 6),
                [Flow("DEU", "RUS", 100, 40), Flow("DEU", "KGZ", 20, 70), Flow("KGZ", "RUS", 10, 50)]),
            DiversionOptions.Usual);
        var way = finding.Candidates[0];
        static string Range(ValueRange? range, double times, string unit) =>
            $"{PrintedExample.Print(times * range?.Low, 0)}{unit} to {PrintedExample.Print(times * range?.High, 0)}{unit}";
        return
        [
            new("drop on the direct way", PrintedExample.Print(finding.Drop, 0)), new("excess to the third place", PrintedExample.Print(way.Arriving[0].Excess, 0)),
            new("excess from there to the destination", PrintedExample.Print(way.Leaving!.Excess, 0)), new("diverted", Range(way.Range, 1, "")),
            new("part of the drop", Range(way.ShareRange, 100, " %")), new("found", way.Found ? "yes" : "no"),
        ];
    }
}
