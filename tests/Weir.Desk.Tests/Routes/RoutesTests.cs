using System.Globalization;
using System.Text;
using Weir.Desk.OwnData;
using Weir.Signals;
using Weir.Sources.OwnData;
using Weir.Trade;

namespace Weir.Desk.Tests;

/// <summary>Mirrors and routes on a desk. Its numbers are invented: four years without noise to speak of, then a year in which goods go another way.</summary>
public sealed class RoutesTests
{
    private const string Watch = """
        title: Test
        goods:
          - { id: widgets, title: Widgets, codes: ["8482.10"], unit: USD }
        origins: [DEU]
        destinations: [RUS]
        routes: [KGZ, TUR]
        months: { first: 2018-01, last: 2022-12 }
        """;

    [Fact]
    public async Task A_diversion_is_found_explained_and_found_again_from_its_id()
    {
        using var desk = MadeDesk();
        await using var bench = await OpenAsync(desk);
        var report = await bench.RoutesAsync(new("widgets"), CancellationToken.None);
        Assert.Equal((Period.Month(2022, 1), Period.Month(2022, 12)), (report.Finding!.Question.Since, report.Finding.Question.Until));
        var way = report.Finding.Candidates[0];
        Assert.Equal(("KGZ", true), (way.Route.Alpha3, way.Found));
        Assert.InRange(600_000, way.Range!.Value.Low, way.Range.Value.High);
        Assert.False(report.Finding.Candidates[1].Found);
        Assert.Equal(Period.OfYear(2022), report.At);

        var signals = await bench.SignalsAsync(new() { Kinds = ["diversion"] }, CancellationToken.None);
        var signal = Assert.Single(signals.Signals);
        Assert.Equal("diversion.widgets.RUS.KGZ.2022-01.2022-12", signal.Id.Text);
        Assert.NotEmpty(signal.Rows);
        var explained = await bench.ExplainAsync(signal.Id, null, CancellationToken.None);
        Assert.Equal(signal.Value, explained!.Signal.Value);
        Assert.Equal("weir routes widgets --to RUS --since 2022-01 --until 2022-12", explained.Command);
    }

    [Fact]
    public async Task A_gap_that_changes_is_a_signal_and_one_that_does_not_is_none()
    {
        using var desk = MadeDesk();
        await using var bench = await OpenAsync(desk);
        var report = await bench.MirrorAsync(new("widgets", Place("DEU"), Place("KGZ")), CancellationToken.None);
        var pair = Assert.Single(report.Pairs);
        Assert.True(pair.Change!.P < 0.001);
        Assert.InRange(pair.Change.Change!.Value, 1, 1.6);
        var signal = Assert.Single((await bench.SignalsAsync(new() { Kinds = ["mirror-gap"] }, CancellationToken.None)).Signals);
        Assert.Equal(("DEU", "KGZ", "/mirror/DEU/KGZ/widgets"), (signal.From!.Alpha3, signal.To!.Alpha3, signal.Page));
        Assert.NotNull(await bench.ExplainAsync(signal.Id, null, CancellationToken.None));
    }

    [Fact]
    public async Task The_example_has_the_published_gaps_and_a_bound_where_spans_differ()
    {
        using var home = new TemporaryDesk();
        await using var bench = await Workbench.OpenAsync(new(Path.Combine(Repository.Root, "examples", "eurasian-routes"), home.Folder), TimeProvider.System, CancellationToken.None);
        await bench.IngestDeskAsync(null, CancellationToken.None);
        var lithuania = await bench.MirrorAsync(new("dual-use-sample", Place("LTU"), Place("KAZ")), CancellationToken.None);
        Assert.Equal([1.135, 2.033], lithuania.Printed.Select(p => Math.Round(p.Gap, 3)));
        var cars = (await bench.MirrorAsync(new("passenger-cars", Place("CHN"), Place("KGZ")), CancellationToken.None)).Printed;
        Assert.Equal(2, cars.Count);
        Assert.All(cars, p => Assert.Equal((MirrorState.ExportIsPartial, double.PositiveInfinity), (p.State, p.Range.High)));
        var ways = await bench.RoutesAsync(new("passenger-cars") { From = Place("CHN") }, CancellationToken.None);
        Assert.Null(ways.Finding);
        Assert.Equal("routes.cannot.no-months", ways.Cannot!.Key);
        Assert.Equal(79_131, ways.Drawn(Place("CHN"), Place("KGZ"))!.Point.Value);
    }

    [Fact]
    public async Task Own_flows_are_compared_and_reconciled_and_mistakes_have_their_line()
    {
        using var desk = new TemporaryDesk();
        desk.Write("own.csv", "exporter,importer,period,export,import\nA,B,2020,100,110\nB,C,2020,40,44\nC,A,2020,60,\nA,C,2020,50,48\nC,B,2020,5,2\n");
        var file = Path.Combine(desk.Folder, "own.csv");
        var rows = await OwnMirrors.ReadAsync(file, MirrorMargin.None, 0, null, MirrorWeights.Reliability, CancellationToken.None);
        Assert.Equal(5, rows.Count);
        Assert.Equal((MirrorState.ImportNotKnown, true, 60.0), (rows[2].Point.State, rows[2].Flow.OneSided, rows[2].Flow.Estimate));
        Assert.NotNull(rows[0].Flow.Interval);
        desk.Write("own.csv", "exporter,importer,period,export,import\nA,B,2020,1e2,110\nA,B,2020,40,44\nA,A,2020,60,1\n");
        var error = await Assert.ThrowsAsync<OwnDataException>(() => OwnMirrors.ReadAsync(file, MirrorMargin.None, 0, null, MirrorWeights.Scores, CancellationToken.None));
        Assert.Contains("already, in line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("to itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_that_no_watch_follows_along_routes_are_refused()
    {
        using var desk = MadeDesk();
        await using var bench = await OpenAsync(desk);
        Assert.Contains("widgets", (await Assert.ThrowsAsync<DeskException>(() => bench.RoutesAsync(new("854470"), CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    private static Economy Place(string code) => Economies.TryFind(code, out var place) ? place : throw new ArgumentException(code, nameof(code));

    private static TemporaryDesk MadeDesk()
    {
        var random = new Random(4);
        var text = new StringBuilder("publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note\n");
        void Row(string reporter, string partner, string flow, Period month, double value)
        {
            var amount = Math.Round(value * (0.95 + (0.1 * random.NextDouble())) * 1000).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"paper,Paper,by hand,2023,,,{reporter},{partner},{flow},widgets,848210,{month},{amount},USD,${amount},reported,\n");
        }
        foreach (var month in Period.Month(2018, 1).To(Period.Month(2022, 12)))
        {
            var after = month.Year == 2022;
            Row("DEU", "RUS", "X", month, after ? 40 : 100);
            Row("DEU", "KGZ", "X", month, after ? 70 : 20);
            Row("KGZ", "DEU", "M", month, 21);
            Row("KGZ", "RUS", "X", month, after ? 60 : 10);
            Row("DEU", "TUR", "X", month, 30);
            Row("TUR", "RUS", "X", month, 30);
        }
        return new TemporaryDesk()
            .Write("watches/w.yaml", Watch)
            .Write("desk.yaml", "title: Test\ndata:\n  - { path: data/reported.csv, source: reported }\n")
            .Write("data/reported.csv", text.ToString());
    }

    private static async Task<Workbench> OpenAsync(TemporaryDesk desk)
    {
        var bench = await Workbench.OpenAsync(new(desk.Folder, Path.Combine(desk.Folder, ".weir")), TimeProvider.System, CancellationToken.None);
        await bench.IngestDeskAsync(null, CancellationToken.None);
        return bench;
    }
}
