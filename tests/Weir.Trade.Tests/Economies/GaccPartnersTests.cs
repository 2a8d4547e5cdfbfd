using System.Globalization;

namespace Weir.Trade.Tests;

public class GaccPartnersTests
{
    [Theory]
    [InlineData(344, "RUS")]
    [InlineData(347, "UKR")]
    [InlineData(142, "CHN")]
    [InlineData(143, "TWN")]
    [InlineData(110, "HKG")]
    [InlineData(146, "KGZ")]
    [InlineData(109, "PRK")]
    [InlineData(133, "KOR")]
    [InlineData(325, "MCO")]
    [InlineData(349, "_891")]
    [InlineData(207, "_156207")]
    [InlineData(199, "_156199")]
    public void Codes_stand_for_economies(int code, string alpha3)
    {
        Assert.True(GaccPartners.TryFind(code, out var partner));
        Assert.Equal(alpha3, partner.Economy.Alpha3);
        Assert.True(GaccPartners.TryFind(partner.Economy, out var back));
        Assert.Equal(code, back.Code);
    }

    [Theory]
    [InlineData("俄罗斯联邦", 344)]
    [InlineData("Russian Federation", 344)]
    [InlineData("Russia", 344)]
    [InlineData("Bahrian", 102)]
    [InlineData("Bahrain", 102)]
    [InlineData("Azerbai jan", 339)]
    [InlineData("Azerbaijan", 339)]
    [InlineData("Conutries of Neutral Package", 999)]
    [InlineData("Hong Kong，China", 110)]
    [InlineData("Hong Kong,China", 110)]
    [InlineData("Korea,DPR,", 109)]
    [InlineData("Korea, Rep.", 133)]
    [InlineData("Korea, Rep.,", 133)]
    [InlineData("亚洲其他国家（地区）", 199)]
    [InlineData("刚果（金）", 252)]
    [InlineData("kyrgyzstan", 146)]
    public void Names_are_found_as_printed_and_as_spelled_right(string name, int code)
    {
        Assert.True(GaccPartners.TryFindName(name, out var partner));
        Assert.Equal(code, partner.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Korea")] // which one?
    [InlineData("Atlantis")]
    public void Names_that_say_nothing_are_not_found(string name) => Assert.False(GaccPartners.TryFindName(name, out _));

    [Fact]
    public void Own_goods_that_came_back_are_told_from_partners()
    {
        Assert.Equal(GaccPartners.China, Assert.Single(GaccPartners.All, p => p.IsOwnReImports).Code);
        Assert.Equal(9, GaccPartners.All.Count(p => p.Economy.Kind == EconomyKind.Residual));
        Assert.False(GaccPartners.TryFind(Economies.World, out _));
    }

    [Fact]
    public void No_two_codes_share_an_economy_and_none_is_unknown()
    {
        Assert.Equal(243, GaccPartners.All.Count);
        Assert.Equal(243, GaccPartners.All.Select(p => p.Economy.Number).Distinct().Count());
        Assert.All(GaccPartners.All, p => Assert.True(Economies.TryFromNumber(p.Economy.Number, out _)));
    }

    [Theory]
    [InlineData("trade/customs/gacc-codes/zh-TradingPartner-cleaned-manually.csv")]
    [InlineData("trade/customs/gacc-codes/en-TradingPartner-cleaned-manually.csv")]
    public void Every_code_of_the_published_list_resolves(string sample)
    {
        var lines = File.ReadLines(Samples.Need(sample)).Skip(1).Where(l => l.Length > 0).ToList();
        Assert.Equal(243, lines.Count);
        Assert.All(lines, line =>
        {
            var cells = line.Split(',');
            Assert.True(GaccPartners.TryFind(int.Parse(cells[0], CultureInfo.InvariantCulture), out var byCode), line);
            if (sample.Contains("zh-", StringComparison.Ordinal))
                Assert.True(GaccPartners.TryFindName(cells[1], out var byName) && byName == byCode, line);
        });
    }
}
