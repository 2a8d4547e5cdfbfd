using System.Security.Cryptography;
using System.Text;
using Weir.Desk.Briefs;
using Weir.Desk.Charts;
using Weir.Desk.Claims;
using Weir.Desk.Figures;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Web.Tests.Support;

/// <summary>A small desk with one publication, for tests that need to know every number on a page.</summary>
internal static class Report
{
    public const string Hostile = "<script>alert(1)</script>";

    public static readonly Economy China = Economies.FromNumber(156);
    public static readonly Economy Russia = Economies.FromNumber(643);
    public static readonly Economy Ukraine = Economies.FromNumber(804);

    private const string Csv = "publication,period,value,unit,printed\nthe-gaze,2025-05,119000,mile,\"119,000 miles\"\nx,<script>,2025-13\nthe-gaze,2025-08,328000,mile,\"328,000 miles\"\n";

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Csv)));

    public static ObservationId Row(long row) => new(Hash, row);

    public static async Task<HandMadeBench> OpenAsync()
    {
        var bench = await HandMadeBench.OpenAsync();
        var file = await bench.ReceiveAsync("reported", "reported.csv", Csv);
        var goods = new Goods(
            "fibre-optic-cable", Text("Fibre-optic cable", "Оптоволоконный кабель"), ["854470"], Units.Kilometre,
            [new("drones", Text("drones", "дронов"), new Interval(19, 20), Units.Kilometre, "Caliber.Az")], Text("Kilometres of cable are not kilometres of fibre.", "Километры кабеля — не километры волокна."));
        bench.Desk = new(
            "desk", new(Text("Drone parts from China", "Детали дронов из Китая"), [], null),
            [new Watch("cable", Text("Cable", "Кабель"), [goods], [China], [Russia], [Ukraine], [], Period.Month(2025, 5), Period.Month(2025, 8), "watches/cable.yaml")],
            [
                new Publication("the-gaze", "The Gaze", "Chinese supplies", new Uri("https://thegaze.media/news"), "2025-10", null, null,
                    [new Claim("august", Text("Exports reached 328,000 miles.", "Экспорт достиг 328 000 миль."), "China's customs", new Statement(), 7)], "claims/the-gaze.yaml"),
                new Publication("hostile", Hostile, Hostile, new Uri("javascript:alert(1)", UriKind.RelativeOrAbsolute), "2025-10", "the-gaze", null, [], "claims/hostile.yaml"),
            ],
            ["drones", "broken"]);
        bench.Sources = [new DescribedSource("reported", "Publications"), new DescribedSource("gacc", "China Customs")];
        bench.Series = query => query.Flow == Flow.Export && query.From == China && query.To == Russia && query.Unit is null or "km" or "mile" ? [Series(query)] : [];
        bench.Changes = new(DateTimeOffset.UnixEpoch,
            [new("cable", Key, Units.Kilometre, Period.Month(2025, 8), "peak", new Phrase("site.value", ("value", "Highest since May 2025")), 527_865, null, null, ObservationStatus.Reported, [Row(4)])],
            [new Phrase("site.value", ("value", "July 2025 is not known"))]);
        bench.Revisions = new(DateTimeOffset.UnixEpoch, new(2025, 10, 15, 8, 0, 0, TimeSpan.Zero), new(1, 1, 2,
        [
            new(RevisionKind.Changed, Traced(file).Observation, Traced(file).Observation! with { Quantity = new(300_000, "mile") }, new(RevisedMeasure.Quantity, "mile", 328_000, 300_000)),
            new(RevisionKind.Added, null, Traced(file).Observation! with { Partner = 804, Publication = Hostile, Commodity = new(Classification.Hs, Commodity.AllGoods) }, new(RevisedMeasure.Value, "XYZ", null, 1e300)),
            new(RevisionKind.Removed, Traced(file).Observation! with { Partner = 899, Transport = 3, Flow = Flow.Import }, null, new(RevisedMeasure.NetWeight, "kg", 12.5, null)),
            new(RevisionKind.Changed, Traced(file).Observation, Traced(file).Observation! with { Printed = Hostile }, null),
        ]));
        var finding = new Finding("false-precision", new Phrase("site.value", ("value", "527,865 has more digits than 328,000")), ["the-gaze/august"], new Dictionary<string, decimal>(StringComparer.Ordinal) { ["factor"] = 1.609344m });
        bench.Check = new(DateTimeOffset.UnixEpoch,
            [
                new("the-gaze/august", "the-gaze", Text("Exports reached 328,000 miles.", "Экспорт достиг 328 000 миль."), ["328,000 miles"], Verdict.NotCheckable,
                    new Phrase("site.value", ("value", "Only the publication itself prints this.")), [new Phrase("site.value", ("value", "China Customs, 8544.70, August 2025"))],
                    new Comparison(new Interval(327_500, 328_500), null, null, "mile"), [], [Row(4)], "claims/the-gaze.yaml", 7),
                new("hostile/x", "hostile", LocalText.Same(Hostile), [Hostile], Verdict.Contradicted, new Phrase("site.value", ("value", Hostile)), [],
                    new Comparison(Interval.Exactly(2), 1, -0.5m, ""), [], [], "claims/hostile.yaml", 1),
            ],
            [finding]);
        bench.Brief = id => id == "drones" ? Built() : throw new BriefException("briefs/broken.md:3: the figure 'july' can't be computed");
        bench.Traces["drones~august"] = new("drones~august", new("drones", "august", "528,000 km", new Phrase("site.value", ("value", "328,000 miles in kilometres"))), [Traced(file)]);
        bench.Traces[Row(4).ToString()] = new(Row(4).ToString(), null, [Traced(file)]);
        return bench;
    }

    public static SeriesKey Key => new("reported", China, Russia, Flow.Export, "fibre-optic-cable", "the-gaze");

    private static LocalText Text(string english, string russian) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = english, ["ru"] = russian });

    private static Series Series(SeriesQuery query)
    {
        var unit = query.Unit == "mile" ? Units.Mile : Units.Kilometre;
        SeriesPoint Point(int month, double? miles, long row) => new(
            Period.Month(2025, month), miles is { } m ? Units.Mile.Convert(m, unit) : null, miles is null ? PointState.NoData : PointState.Observed, miles is null ? [] : [Row(row)]);
        return new(Key, unit, ObservationStatus.Reported, [Point(5, 119_000, 2), Point(6, 130_000, 2), Point(7, null, 0), Point(8, 328_000, 4)]);
    }

    private static BuiltBrief Built() => new(
        "drones", "en", "China’s fibre to Russia", "A. Author", new DateOnly(2025, 10, 14), new(2025, 10, 15, 8, 0, 0, TimeSpan.Zero), new(2025, 10, 15, 8, 0, 0, TimeSpan.Zero),
        "<p>Exports reached <a class=\"figure\" href=\"/trace/drones~august\">528,000 km</a> in August 2025, said publications that all follow one article. July was printed by nobody.</p><figure>"
            + SeriesChart.Responsive(new("Cable", [new("Russia", Series(new("fibre-optic-cable", China, Russia)))], Units.Kilometre), Words.For("en")) + "</figure>",
        "Exports reached 528,000 km", [new("august", "528,000 km", 527_865.83m, "km", new Phrase("site.value", ("value", "328,000 miles in kilometres")), ObservationStatus.Reported, [Row(4)])], [Hash]);

    private static TracedRow Traced(Snapshot file) => new(
        Row(4),
        new Observation
        {
            Source = "reported",
            Reporter = 156,
            Partner = 643,
            Flow = Flow.Export,
            Commodity = new(Classification.Hs, "854470"),
            Period = Period.Month(2025, 8),
            Quantity = new(328_000, "mile"),
            Status = ObservationStatus.Reported,
            Publication = "the-gaze",
            Printed = "328,000 miles",
            Id = Row(4),
        },
        file, "publication,period,value,unit,printed", "the-gaze,2025-08,328000,mile,\"328,000 miles\"", null);
}
