using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

public sealed class ToldChangeTests
{
    private static readonly Period August = Period.Month(2025, 8);

    [Fact]
    public void Publications_that_give_one_value_are_one_piece_of_news_led_by_the_commonest()
    {
        var told = ToldChange.Of([Change("b", 524_800), Change("a", 527_865), Change("c", 527_865)]);

        var news = Assert.Single(told);
        Assert.Equal("a", news.Change.Series.Publication);
        Assert.Equal("c", Assert.Single(news.Same).Series.Publication);
        Assert.Equal("b", Assert.Single(news.Differing).Series.Publication);
    }

    [Fact]
    public void An_official_source_leads_however_many_publications_differ()
    {
        var told = ToldChange.Of([Change("a", 5), Change("b", 5), Change("", 7, ObservationStatus.Official)]);

        var news = Assert.Single(told);
        Assert.Equal(ObservationStatus.Official, news.Change.Status);
        Assert.Empty(news.Same);
        Assert.Equal(2, news.Differing.Count);
    }

    [Fact]
    public void Other_kinds_periods_and_second_findings_of_one_source_stay_apart()
    {
        var change = Change("a", 5);
        var told = ToldChange.Of(
            [change, change with { Kind = "peak" }, change with { Period = August.AddMonths(-1) }, change with { Value = 6 }]);

        Assert.Equal(4, told.Count);
        Assert.Equal(change, told[0].Change);
    }

    private static Change Change(string publication, double value, ObservationStatus status = ObservationStatus.Reported)
    {
        var key = new SeriesKey(
            status == ObservationStatus.Official ? "gacc" : "reported", Economies.FromNumber(156), Economies.FromNumber(643), Flow.Export, "cable", publication);
        return new("watch", key, Units.Kilometre, August, "comparison", new Phrase("changes.comparison"), value, null, null, status, []);
    }
}
