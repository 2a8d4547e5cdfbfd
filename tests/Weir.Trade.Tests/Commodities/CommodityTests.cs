using CsCheck;

namespace Weir.Trade.Tests;

public class CommodityTests
{
    [Theory]
    [InlineData("854470", Classification.Hs, "854470")]
    [InlineData("8544.70", Classification.Hs, "854470")]
    [InlineData("8544 70", Classification.Hs, "854470")]
    [InlineData("85.44", Classification.Hs, "8544")]
    [InlineData(" 01 ", Classification.Hs, "01")]
    [InlineData("HS 8544.70", Classification.Hs, "854470")]
    [InlineData("HS2022:854470", Classification.Hs2022, "854470")]
    [InlineData("hs2017: 8544.70", Classification.Hs2017, "854470")]
    [InlineData("CN8:8544 70 00", Classification.Cn8, "85447000")]
    [InlineData("CHN:8507600090", Classification.ChinaTariff, "8507600090")]
    [InlineData("HTS10:8544.70.00.00", Classification.Hts10, "8544700000")]
    [InlineData("total", Classification.Hs, "TOTAL")]
    public void Reads_codes(string text, Classification classification, string code)
    {
        Assert.True(Commodity.TryParse(text, out var commodity));
        Assert.Equal(new Commodity(classification, code), commodity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("85447")]
    [InlineData("85447000")] // whose eight digits?
    [InlineData("8544..70")]
    [InlineData("8544.")]
    [InlineData(".8544")]
    [InlineData("85-44")]
    [InlineData("001234")]
    [InlineData("HS2021:854470")]
    [InlineData("CN8:854470")]
    [InlineData("854470000000")]
    [InlineData("85O7")]
    [InlineData("HS2022:")]
    public void Refuses_what_is_no_code_and_says_what_is(string text)
    {
        Assert.False(Commodity.TryParse(text, out _));
        Assert.Contains("HS2022:854470", Assert.Throws<FormatException>(() => Commodity.Parse(text)).Message, StringComparison.Ordinal);
    }

    private static readonly Gen<Commodity> AnyCommodity =
        Gen.Select(Gen.Enum<Classification>(), Gen.Int[0, 3], Gen.Int[1, 99], Gen.Int[0, 99_999_999]).Select((classification, pick, chapter, rest) =>
        {
            var lengths = Enumerable.Range(1, 10).Where(n => classification.HasLength(n)).ToArray();
            return new Commodity(classification, $"{chapter:00}{rest:00000000}"[..lengths[pick % lengths.Length]]);
        });

    [Fact]
    public void What_is_printed_is_read_again() =>
        AnyCommodity.Sample(commodity =>
        {
            Assert.Equal(commodity, Commodity.Parse(commodity.ToString()));
            Assert.Equal(commodity, Commodity.Parse($"{commodity.Classification.Code()}:{commodity.Dotted}"));
        });

    [Fact]
    public void Every_code_lies_under_each_of_its_parents_up_to_the_total() =>
        AnyCommodity.Sample(commodity =>
        {
            var steps = 0;
            for (var parent = commodity.Parent; parent is { } p; parent = p.Parent)
            {
                Assert.True(commodity.IsUnder(p.Code));
                Assert.False(p.Code != Commodity.AllGoods && p.IsUnder(commodity.Code));
                Assert.InRange(++steps, 1, 4);
            }
            Assert.NotEqual(0, steps);
        });

    [Fact]
    public void The_levels_of_a_code()
    {
        var cable = Commodity.Parse("CHN:8544700090");
        Assert.Equal(("85", "8544", "854470", "0090", 10), (cable.Chapter, cable.Heading, cable.Subheading, cable.NationalDigits, cable.Level));
        Assert.Equal("8544.70.00.90", cable.Dotted);
        Assert.Equal(new Commodity(Classification.Hs, "854470"), cable.Parent);
        Assert.True(cable.IsUnder("8544"));
        Assert.False(cable.IsUnder("8507"));
        Assert.True(cable.IsUnder(Commodity.AllGoods));
        Assert.Null(Commodity.Parse("TOTAL").Parent);
    }

    [Fact]
    public void Special_codes_have_no_international_parent()
    {
        var parcels = Commodity.Parse("CHN:98040000");
        Assert.True(parcels.IsNationalSpecial);
        Assert.Equal(new Commodity(Classification.ChinaTariff, Commodity.AllGoods), parcels.Parent);
        Assert.True(Commodity.Parse("999999").IsNationalSpecial);
        Assert.False(Commodity.Parse("970110").IsNationalSpecial);
    }

    [Theory]
    [InlineData("H0", Classification.Hs1992)]
    [InlineData("H3", Classification.Hs2007)]
    [InlineData("H5", Classification.Hs2017)]
    [InlineData("h6", Classification.Hs2022)]
    [InlineData("HS", Classification.Hs)]
    public void Comtrades_class_codes(string code, Classification classification)
    {
        Assert.True(Classifications.TryFromComtrade(code, out var found));
        Assert.Equal(classification, found);
        Assert.Equal(code.ToUpperInvariant(), found.ComtradeCode());
    }

    [Theory]
    [InlineData("H7")]
    [InlineData("S4")]
    [InlineData("")]
    [InlineData("CN8")]
    public void Other_class_codes_are_unknown(string code) => Assert.False(Classifications.TryFromComtrade(code, out _));

    [Fact]
    public void Every_classification_has_a_code_that_is_read_again() =>
        Assert.All(Enum.GetValues<Classification>(), classification =>
        {
            Assert.True(Classifications.TryParse(classification.Code(), out var found) && found == classification);
            Assert.Equal(classification.IsHs(), classification.ComtradeCode() is not null);
        });
}
