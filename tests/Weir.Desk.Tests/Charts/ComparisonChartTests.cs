using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Weir.Desk.Charts;
using Weir.Trade;

namespace Weir.Desk.Tests.Charts;

public sealed class ComparisonChartTests
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    private static readonly ComparisonSpec Report = new("August 2025",
    [
        new("Russia", 528_000, ObservationStatus.Reported),
        new("Ukraine", 116, ObservationStatus.Reported),
        new("Kazakhstan", null, ObservationStatus.Official),
    ], Units.Kilometre);

    [Fact]
    public void Amounts_four_thousand_times_apart_are_dots_on_steps_of_ten_and_the_unknown_is_no_dot()
    {
        var svg = XDocument.Parse(ComparisonChart.Svg(Report, Desk.Words.Words.For("en")));
        var texts = svg.Descendants(Ns + "text").Select(t => t.Value).ToArray();
        Assert.Contains("Each step is ten times the one before", texts);
        Assert.Contains("1,000", texts);
        Assert.Contains("not known", texts);
        Assert.Equal(2, svg.Descendants(Ns + "circle").Count());
        SeriesChartTests.AssertInside(svg);
    }

    [Fact]
    public void Amounts_of_one_size_are_bars_from_zero_in_proportion()
    {
        var svg = XDocument.Parse(ComparisonChart.Svg(
            new("x", [new("a", 100, ObservationStatus.Official), new("b", 25, ObservationStatus.Official)], Units.Kilometre), Desk.Words.Words.For("en")));
        var bars = svg.Root!.Elements(Ns + "rect").Select(r => double.Parse((string)r.Attribute("width")!, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(4, bars[0] / bars[1], 2);
    }

    [Theory]
    [InlineData(1.831e-24)]
    [InlineData(-4e-12)]
    [InlineData(7e30)]
    public void An_amount_without_room_for_its_digits_stays_inside(double amount) => SeriesChartTests.AssertInside(XDocument.Parse(
        ComparisonChart.Svg(new("x", [new("a", amount, ObservationStatus.Official), new("b", null, ObservationStatus.Official)], Units.Kilometre, 260), Desk.Words.Words.For("ru"))));

    [Fact]
    public void Looks_as_agreed() => Golden.Check("comparison-en-720.svg", ComparisonChart.Svg(Report, Desk.Words.Words.For("en")));

    [Fact]
    public void Every_comparison_is_finite_and_inside()
    {
        var row = Gen.Select(Gen.Frequency((3, Gen.Double[0, 1e6]), (1, Gen.Double[1e-6, 1e12]), (1, Gen.Const(double.NaN)), (1, Gen.Double[-5, 5])), Gen.Enum<ObservationStatus>(), Gen.Bool,
            (v, status, known) => new ComparisonRow("A destination", known ? v : null, status));
        Gen.Select(row.Array[0, 8], Gen.Int[240, 900]).Sample((rows, width) =>
            SeriesChartTests.AssertInside(XDocument.Parse(ComparisonChart.Svg(new("t", rows, Units.Kilometre, width), Desk.Words.Words.For("ru")))), iter: 300);
    }
}
