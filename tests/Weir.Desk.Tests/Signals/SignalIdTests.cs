using Weir.Desk.Signals;

namespace Weir.Desk.Tests.Signals;

public class SignalIdTests
{
    [Theory]
    [InlineData("surge.comtrade.CHN.RUS.X.854470.kg.2025-08")]
    [InlineData("surge.reported@caliber-az.CHN.UKR.X.fibre-optic-cable.km.2025-08")]
    [InlineData("break.comtrade.KGZ.CHN.M.TOTAL.USD.2023")]
    public void An_id_of_a_series_reads_back_as_written(string text)
    {
        Assert.True(SignalId.TryParse(text, out var id));
        Assert.True(id.TryReadSeries(out var series, out var unit, out var period));
        Assert.Equal(text, SignalId.OfSeries(id.Kind, series, unit, period).Text);
    }

    [Theory]
    [InlineData("surge")]
    [InlineData("surge..2025-08")]
    [InlineData("surge.a b")]
    [InlineData("")]
    public void What_is_no_id_is_not_taken_for_one(string text) => Assert.False(SignalId.TryParse(text, out _));

    [Theory]
    [InlineData("surge.comtrade.CHN.RUS.X.854470.kg")]
    [InlineData("surge.comtrade.CHN.XXX.X.854470.kg.2025-08")]
    [InlineData("surge.comtrade.CHN.RUS.Z.854470.kg.2025-08")]
    [InlineData("surge.comtrade.CHN.RUS.X.854470.parsec.2025-08")]
    [InlineData("diversion.CHN.RUS.KGZ")]
    public void The_id_of_something_else_is_no_series(string text)
    {
        Assert.True(SignalId.TryParse(text, out var id));
        Assert.False(id.TryReadSeries(out _, out _, out _));
    }

    [Fact]
    public void A_part_with_a_point_is_refused() => Assert.Throws<ArgumentException>(() => SignalId.Of("surge", "8544.70"));
}
