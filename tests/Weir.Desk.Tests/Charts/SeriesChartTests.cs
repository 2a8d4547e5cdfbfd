using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Weir.Desk.Charts;
using Weir.Trade;

namespace Weir.Desk.Tests.Charts;

public sealed class SeriesChartTests
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";
    private static readonly Desk.Words.Words English = Desk.Words.Words.For("en");

    [Theory]
    [InlineData("en", 720)]
    [InlineData("ru", 340)]
    public void The_report_s_series_looks_as_agreed(string language, int width)
    {
        var spec = new ChartSpec("Fibre-optic cable, China to Russia", [new("Russia", Reported(119_000, 130_000, null, 328_000))], Units.Kilometre, width);
        Golden.Check($"series-{language}-{width}.svg", SeriesChart.Svg(spec, Desk.Words.Words.For(language)));
    }

    [Fact]
    public void A_month_that_is_not_known_is_a_hatched_band_and_never_a_zero()
    {
        var svg = Draw(Reported(119_000, 130_000, null, 328_000));
        Assert.Single(svg.Descendants(Ns + "text"), t => t.Value == "not known");
        Assert.Equal(3, Columns(svg).Count());
        Assert.Contains("Not known: July 2025.", Description(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_zero_is_drawn_and_is_no_gap()
    {
        var svg = Draw(Series(ObservationStatus.Official, (10, PointState.Observed), (0, PointState.Zero), (5, PointState.Observed)));
        Assert.DoesNotContain(svg.Descendants(Ns + "text"), t => t.Value.StartsWith("not known", StringComparison.Ordinal));
        Assert.Contains(svg.Descendants(Ns + "text"), t => t.Value == "0" && (string?)t.Attribute("font-weight") == "600");
    }

    [Fact]
    public void Printed_values_have_three_digits_and_no_more()
    {
        var texts = Draw(Reported(119_000, 130_000, null, 328_000)).Descendants(Ns + "text").Select(t => t.Value).ToArray();
        Assert.Contains("192,000", texts);
        Assert.Contains("209,000", texts);
        Assert.Contains("528,000", texts);
    }

    [Fact]
    public void Round_amounts_in_millions_have_no_empty_decimals()
    {
        var dollars = Series(ObservationStatus.Reported, (54e6, PointState.Observed), (47e6, PointState.Observed)) with { Unit = Units.UsDollar };
        var texts = XDocument.Parse(SeriesChart.Svg(new("Batteries", [new("Russia", dollars)], Units.UsDollar), English)).Descendants(Ns + "text").Select(t => t.Value).ToArray();
        Assert.Contains("million US dollars", texts);
        Assert.Contains("54", texts);
        Assert.Contains("60", texts);
    }

    [Theory]
    [InlineData(527_864.832, 528_000)]
    [InlineData(54, 54)]
    [InlineData(0.012345, 0.0123)]
    [InlineData(-999.9, -1000)]
    [InlineData(0, 0)]
    [InlineData(1e-300, 0)]
    public void Three_digits_are_kept(double value, double rounded) => Assert.Equal((decimal)rounded, Rounding.ThreeDigits(value));

    [Fact]
    public void Reported_columns_are_hollow_and_official_ones_solid()
    {
        Assert.All(Columns(Draw(Reported(1, 2, 3))), c => Assert.Equal("0.1", (string?)c.Attribute("fill-opacity")));
        Assert.All(Columns(Draw(Series(ObservationStatus.Official, (1, PointState.Observed)))), c => Assert.Null(c.Attribute("fill-opacity")));
    }

    [Fact]
    public void Says_that_nothing_is_known_where_nothing_is()
    {
        var svg = Draw(Reported(null, null));
        Assert.Equal("Nothing is known for any period.", Description(svg));
        Assert.Contains(svg.Descendants(Ns + "text"), t => t.Value == "not known");
        Assert.Equal("Nothing is known for any period.", Description(XDocument.Parse(SeriesChart.Svg(new("Empty", [], Units.Kilometre), English))));
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup()
    {
        var svg = SeriesChart.Svg(new("<script>&\u0001", [new("\"><script>", Reported(1, 2)), new("b", Reported(3, 4))], Units.Kilometre), English);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.Equal("<script>&", XDocument.Parse(svg).Root!.Element(Ns + "title")!.Value);
    }

    [Fact]
    public void Months_and_years_do_not_share_an_axis()
    {
        var year = Reported(1) with { Points = [new(Period.OfYear(2025), 1, PointState.Observed, [])] };
        Assert.Throws<ArgumentException>(() => SeriesChart.Svg(new("x", [new("a", Reported(1)), new("b", year)], Units.Kilometre), English));
    }

    [Fact]
    public void A_range_is_drawn_from_end_to_end()
    {
        var svg = XDocument.Parse(SeriesChart.Svg(new("x", [new("drones", Reported(100), Reported(200))], Units.Mile), English));
        Assert.Contains(svg.Descendants(Ns + "text"), t => t.Value == "100–200");
    }

    [Fact]
    public void Every_chart_is_finite_inside_its_frame_and_its_texts_apart()
    {
        var value = Gen.Frequency((6, Gen.Double[0, 1e6]), (1, Gen.Const(0.0)), (1, Gen.Double[-1e4, 1e9]), (1, Gen.Double[1e-9, 1e-3]), (1, Gen.Const(1e25)), (1, Gen.Const(double.NaN)));
        var point = Gen.Select(value, Gen.Int[0, 3], (v, s) => (Value: v, State: (PointState)s));
        var line = Gen.Select(point.Array[0, 40], Gen.Enum<ObservationStatus>(), Gen.Enum<ChartForm>(), (points, status, _) => Series(status, points));
        Gen.Select(line.Array[0, 7], Gen.OneOf(Gen.Const(340), Gen.Int[240, 900]), Gen.Bool).Sample((lines, width, russian) =>
        {
            var spec = new ChartSpec("t", [.. lines.Select((s, i) => new ChartLine($"Destination {i % 5}", s))], Units.Kilometre, width);
            var svg = XDocument.Parse(SeriesChart.Svg(spec, russian ? Desk.Words.Words.For("ru") : English));
            AssertInside(svg);
        }, iter: 300);
    }

    internal static void AssertInside(XDocument svg)
    {
        var markup = svg.ToString();
        Assert.DoesNotContain("NaN", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", markup, StringComparison.Ordinal);
        var box = ((string)svg.Root!.Attribute("viewBox")!).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        foreach (var shape in svg.Descendants().Where(e => e.Name.LocalName is "rect" or "circle" or "text" or "line" && e.Parent!.Name.LocalName != "pattern"))
        {
            foreach (var (name, limit) in new[] { ("x", box[2]), ("cx", box[2]), ("x1", box[2]), ("x2", box[2]), ("y", box[3]), ("cy", box[3]), ("y1", box[3]), ("y2", box[3]) })
            {
                if (shape.Attribute(name) is { } attribute)
                    Assert.InRange(double.Parse(attribute.Value, CultureInfo.InvariantCulture), -0.01, limit + 0.01);
            }
        }
        foreach (var polyline in svg.Descendants(Ns + "polyline"))
        {
            foreach (var number in ((string)polyline.Attribute("points")!).Split(',', ' '))
                Assert.InRange(double.Parse(number, CultureInfo.InvariantCulture), 0, Math.Max(box[2], box[3]));
        }
    }

    internal static Series Reported(params double?[] miles) => Series(
        ObservationStatus.Reported,
        [.. miles.Select(m => (m ?? 0, m is null ? PointState.NoData : PointState.Observed))]) with
    { Unit = Units.Mile };

    internal static Series Series(ObservationStatus status, params (double Value, PointState State)[] values)
    {
        Assert.True(Economies.TryFind("CHN", out var china));
        Assert.True(Economies.TryFind("RUS", out var russia));
        return new(
            new("gacc", china, russia, Flow.Export, "fibre-optic-cable"), Units.Kilometre, status,
            [.. values.Select((v, i) => new SeriesPoint(Period.Month(2025, 5).AddMonths(i), v.State == PointState.NoData ? null : v.Value, v.State, []))]);
    }

    private static XDocument Draw(Series series) => XDocument.Parse(SeriesChart.Svg(new("Fibre-optic cable", [new("Russia", series)], Units.Kilometre), English));

    private static IEnumerable<XElement> Columns(XDocument svg) =>
        svg.Root!.Elements(Ns + "rect").Where(r => ((string)r.Attribute("fill")!).Contains("--chart-1", StringComparison.Ordinal));

    private static string Description(XDocument svg) => svg.Root!.Element(Ns + "desc")!.Value;
}
