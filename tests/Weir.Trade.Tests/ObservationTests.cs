namespace Weir.Trade.Tests;

public class ObservationTests
{
    [Theory]
    [InlineData("M", Flow.Import)]
    [InlineData("x", Flow.Export)]
    [InlineData(" RM ", Flow.ReImport)]
    [InlineData("rx", Flow.ReExport)]
    public void Flow_codes(string code, Flow flow)
    {
        Assert.True(FlowCodes.TryParse(code, out var found));
        Assert.Equal(flow, found);
        Assert.Equal(code.Trim().ToUpperInvariant(), flow.Code());
    }

    [Theory]
    [InlineData("")]
    [InlineData("E")]
    [InlineData("export")]
    public void Other_flow_codes_are_unknown(string code) => Assert.False(FlowCodes.TryParse(code, out _));

    [Fact]
    public void An_id_prints_twelve_digits_of_the_hash_and_the_row() =>
        Assert.Equal("3f9a0c21be77:17", new ObservationId($"3f9a0c21be77{new string('0', 52)}", 17).ToString());

    [Fact]
    public void Only_the_total_over_all_details_may_be_added_up()
    {
        var total = new Observation
        {
            Source = "comtrade",
            Reporter = 156,
            Partner = 643,
            Flow = Flow.Export,
            Commodity = Commodity.Parse("854470"),
            Period = Period.Month(2025, 8),
            Id = new ObservationId(new string('a', 64), 1),
        };
        Assert.True(total.IsTotal);
        Assert.False((total with { Partner2 = 344 }).IsTotal);
        Assert.False((total with { Transport = 1000 }).IsTotal);
        Assert.False((total with { Procedure = "C01" }).IsTotal);
    }

    [Fact]
    public void A_series_knows_what_is_not_known()
    {
        var (china, russia) = (Economies.FromNumber(156), Economies.FromNumber(643));
        var july = Period.Month(2025, 7);
        var series = new Series(new SeriesKey("reported", china, russia, Flow.Export, "854470"), Units.Kilometre, ObservationStatus.Reported,
            [new(july, null, PointState.NoData, []), new(july.Next(), 528_000, PointState.Observed, [new(new string('a', 64), 1)])]);
        Assert.Null(series.At(july));
        Assert.Equal(528_000, series.At(july.Next()));
        Assert.Null(series.At(Period.Month(2024, 1)));
    }
}
