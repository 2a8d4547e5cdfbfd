using CsCheck;
using Weir.Trade;

namespace Weir.Signals.Tests;

public class RatioBandTests
{
    [Theory]
    [InlineData(0, "nothing left")]
    [InlineData(0.05, "down to one part in 20 or less")]
    [InlineData(0.55, "down almost to one part in 2")]
    [InlineData(0.7, "down")]
    [InlineData(0.95, "slightly down")]
    [InlineData(1, "unchanged")]
    [InlineData(1.05, "slightly up")]
    [InlineData(1.5, "up")]
    [InlineData(1.8, "almost twofold")]
    [InlineData(2, "twofold or more")]
    [InlineData(8.999, "almost ninefold")]
    [InlineData(9, "almost tenfold")]
    [InlineData(9.999, "almost tenfold")]
    [InlineData(10, "tenfold or more")]
    [InlineData(19, "almost 20-fold")]
    [InlineData(4551, "almost 5,000-fold")]
    [InlineData(4499, "2,000-fold or more")]
    [InlineData(1e300, "1,000,000,000-fold or more")]
    [InlineData(1e-300, "down to one part in 1,000,000,000 or less")]
    public void A_ratio_in_words(double ratio, string words) => Assert.Equal(words, RatioBand.Of(ratio).ToString());

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_ratio_has_no_words(double ratio) => Assert.Throws<ArgumentOutOfRangeException>(() => RatioBand.Of(ratio));

    [Fact]
    public void Almost_tenfold_is_nine_to_ten()
    {
        Assert.Equal(new Interval(9, 10), RatioBand.AlmostRange(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatioBand.AlmostRange(1));
    }

    [Fact]
    public void The_bounds_of_the_words_hold_for_every_ratio() => Gen.Double[1, 1e8].Sample(ratio =>
    {
        var band = RatioBand.Of(ratio);
        Assert.True(band.Kind switch
        {
            RatioBandKind.Unchanged => ratio < 1.01,
            RatioBandKind.SlightlyUp => ratio is >= 1.01 and < 1.1,
            RatioBandKind.Up => ratio is >= 1.1 and < 1.8,
            RatioBandKind.AlmostFold => ratio >= 0.9 * band.Fold && ratio < band.Fold,
            RatioBandKind.AtLeastFold => ratio >= band.Fold && ratio < 2.5 * band.Fold,
            _ => false,
        }, $"{ratio} is {band}");
    });
}
