using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Sources.Tests.Reported;

public class ReportedSourceTests
{
    private const string Header = "publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note\n";
    private const string Cable = "caliber-az,Caliber.Az,,2025-10-14,https://caliber.az/en/post/x,The Washington Post,CHN,RUS,X,fibre-optic-cable,854470,2025-08,328000,mile,\"328,000 miles\",reported,\n";
    private const string Battery = "caliber-az,Caliber.Az,,2025-10-14,https://caliber.az/en/post/x,The Washington Post,CHN,RUS,X,lithium-ion-batteries,850760,2025-06,54000000,USD,$54 million,reported,peak\n";
    private const string Makers = "caliber-az,Caliber.Az,,2025-10-14,https://caliber.az/en/post/x,,RUS,RUS,,drone makers,,,140,u,at least 140,reported,\n";
    private const string Range = "euromaidan-press,Euromaidan Press,am1.news,2025-10,,,CHN,UKR,X,batteries,850760,2025-07,,,$11–12 m a month,reported,\n";
    private static readonly ReportedSource Source = new();

    [Fact]
    public async Task Trade_figures_become_observations_marked_reported_and_the_others_stay_rows()
    {
        var bytes = Reading.Utf8(Header + Cable + Battery + Makers + Range);
        Assert.True(Source.Recognises(Reading.Head(bytes)));
        var read = await Reading.ReadAsync(Source, bytes);
        Assert.Equal(2, read.Observations.Count);
        var cable = read.Observations[0];
        Assert.Equal((ObservationStatus.Reported, "caliber-az", "328,000 miles", new(328000, "mile"), null), (cable.Status, cable.Publication, cable.Printed, cable.Quantity, cable.Value));
        Assert.Equal((156, 643, Flow.Export, new Commodity(Classification.Hs, "854470"), Period.Month(2025, 8), 2L), (cable.Reporter, cable.Partner, cable.Flow, cable.Commodity, cable.Period, cable.Id.Row));
        Assert.Equal((54000000.0, "USD", default(PublishedQuantity)), (read.Observations[1].Value!.Value, read.Observations[1].Currency, read.Observations[1].Quantity));
        Assert.Equal(2, read.Summary.LeftOut.Values.Sum());
        Assert.Empty(read.Summary.Coverage);

        var figures = await Source.ReadFiguresAsync(new MemoryStream(bytes), new(Reading.Snapshot, "figures.csv"), CancellationToken.None);
        Assert.Equal([2L, 3, 4, 5], figures.Select(f => f.Id.Row));
        Assert.Equal((null, 140m, "u"), (figures[2].Cell, figures[2].Value!.Value, figures[2].Unit!.Code));
        Assert.Equal((null, "am1.news", "2025-10", null), (figures[3].Url, figures[3].Via, figures[3].Date, figures[3].Value));
        Assert.Equal("UKR", figures[3].Cell!.Partner.Alpha3);
    }

    [Theory]
    [InlineData("caliber-az,C", "Caliber Az,C", "publication")]
    [InlineData("2025-10-14", "14.10.2025", "date")]
    [InlineData("https://caliber.az/en/post/x", "caliber.az", "url")]
    [InlineData("https://caliber.az/en/post/x", "", "url")]
    [InlineData(",CHN,", ",China,", "reporter")]
    [InlineData(",CHN,", ",CN,", "reporter")]
    [InlineData(",RUS,", ",XXQ,", "partner")]
    [InlineData(",X,", ",E,", "flow")]
    [InlineData(",X,", ",,", "flow")]
    [InlineData("854470", "85447", "commodity")]
    [InlineData("854470", "", "commodity")]
    [InlineData("2025-08,", "202508,", "period")]
    [InlineData("2025-08,", ",", "period")]
    [InlineData("328000,", "\"328,000\",", "value")]
    [InlineData(",mile,", ",furlong,", "unit")]
    [InlineData(",mile,", ",,", "unit")]
    [InlineData("\"328,000 miles\"", "", "printed")]
    [InlineData(",reported,", ",official,", "status")]
    [InlineData("\"328,000 miles\"", "328,000 miles", null)]
    public async Task Every_column_is_checked(string right, string wrong, string? column)
    {
        var bad = Cable.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Cable, bad);
        var read = await Reading.ReadAsync(Source, Header + Battery + bad);
        Assert.Equal((3L, column), (Assert.Single(read.Quarantine).Row, read.Quarantine[0].Column));
        Assert.Single(read.Observations);
        Assert.Single(await Source.ReadFiguresAsync(new MemoryStream(Reading.Utf8(Header + Battery + bad)), new(Reading.Snapshot, "f.csv"), CancellationToken.None));
    }

    [Theory]
    [InlineData("status,", "state,", "'state' is no column")]
    [InlineData(",note", "", "'note' is missing")]
    [InlineData(",note", ",note,note", "twice")]
    public async Task A_wrong_header_is_refused_with_the_columns_that_are_allowed(string right, string wrong, string expected)
    {
        var message = await Reading.RefusalAsync(Source, Reading.Utf8(Header.Replace(right, wrong, StringComparison.Ordinal) + Cable));
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("line 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_found_again()
    {
        var found = await Source.FindRowAsync(new MemoryStream(Reading.Utf8(Header + Cable + Battery)), 3, CancellationToken.None);
        Assert.Equal((Header.Trim(), Battery.Trim()), (found!.Header, found.Text));
    }
}
