using System.Globalization;
using System.Text.Json;

namespace Weir.Trade.Tests;

public class ResidualsTests
{
    [Fact]
    public void Every_residual_partner_of_the_table_of_economies_is_told_apart_with_its_source()
    {
        var partners = Residuals.All.Where(r => r.Of == "partner").ToDictionary(r => int.Parse(r.Code, CultureInfo.InvariantCulture));
        Assert.Equal(
            Economies.All.Where(e => e.Kind == EconomyKind.Residual).Select(e => (e.Number, e.EnglishName)).Order(),
            partners.Select(p => (p.Key, p.Value.English)).Order());
        Assert.All(Residuals.All, r => Assert.Matches("[а-яё]", r.Russian));
        Assert.All(Residuals.All, r => Assert.True(r.Source.Length > 10, r.Code));
    }

    [Theory]
    [InlineData(899, ResidualKind.NotSpecified)]
    [InlineData(839, ResidualKind.Confidential)]
    [InlineData(490, ResidualKind.Regional)]
    [InlineData(837, ResidualKind.Unlisted)]
    [InlineData(156701, ResidualKind.NotSpecified)]
    [InlineData(12345, ResidualKind.NotSpecified)]
    [InlineData(643, null)]
    [InlineData(156207, null)]
    [InlineData(97, null)]
    [InlineData(0, null)]
    public void A_partner_is_somebody_or_says_why_not(int number, ResidualKind? kind) => Assert.Equal(kind, Residuals.KindOfPartner(number));

    [Theory]
    [InlineData("99", ResidualKind.NotSpecified)]
    [InlineData("9999", ResidualKind.NotSpecified)]
    [InlineData("HS2017:999999", ResidualKind.NotSpecified)]
    [InlineData("9804", ResidualKind.Unlisted)]
    [InlineData("CHN:98010090", ResidualKind.NotSpecified)]
    [InlineData("CHN:98010010", ResidualKind.Unlisted)]
    [InlineData("CHN:9802001000", ResidualKind.Unlisted)]
    [InlineData("CHN:99000000", ResidualKind.Unlisted)]
    [InlineData("CN8:99050000", ResidualKind.NotSpecified)]
    [InlineData("854470", null)]
    [InlineData("8599", null)]
    [InlineData("TOTAL", null)]
    public void A_code_is_goods_or_says_why_not(string code, ResidualKind? kind) =>
        Assert.Equal(kind, Residuals.TryFindCode(Commodity.Parse(code), out var residual) ? residual.Kind : null);

    [Fact]
    public void Residuals_have_names_in_both_languages()
    {
        Assert.Equal("Страны не указаны", Economies.FromNumber(899).Name("ru"));
        Assert.Equal("Areas not specified", Economies.FromNumber(899).Name("en"));
    }

    [Fact]
    public void Every_special_code_of_the_commodity_list_as_published_is_in_the_table()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Samples.Need("trade/comtrade/ropensci+comtradr/HS.json")));
        var special = list.RootElement.GetProperty("results").EnumerateArray().Select(n => n.GetProperty("id").GetString()!)
            .Where(id => Commodity.TryParse(id, out var commodity) && commodity.IsNationalSpecial).ToList();
        Assert.Contains("999999", special);
        Assert.All(special, id => Assert.True(Residuals.TryFindCode(Commodity.Parse(id), out _), id));
    }

    [Fact]
    public void Every_not_elsewhere_specified_area_as_published_is_in_the_table()
    {
        var areas = File.ReadLines(Samples.Need("trade/comtrade/ropensci+comtradr/exported-from-R/partner.csv"))
            .Where(l => l.Contains(", nes\"", StringComparison.Ordinal) || l.Contains("\"Special Categories\"", StringComparison.Ordinal) || l.Contains("\"Bunkers\"", StringComparison.Ordinal))
            .Select(l => int.Parse(l.Split(',')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.True(areas.Count >= 15);
        Assert.All(areas, code =>
        {
            Assert.True(ComtradeAreas.TryFind(code, out var economy));
            Assert.NotNull(Residuals.KindOfPartner(economy.Number));
        });
    }
}
