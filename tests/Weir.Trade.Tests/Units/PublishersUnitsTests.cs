using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Trade.Tests;

public class PublishersUnitsTests
{
    [Theory]
    [InlineData(4, "m")]
    [InlineData(5, "u")]
    [InlineData(8, "kg")]
    [InlineData(14, "km")]
    [InlineData(21, "t")]
    [InlineData(22, "kWh")]
    [InlineData(-1, null)]
    public void Comtrades_codes(int code, string? unit)
    {
        Assert.True(ComtradeUnits.TryFind(code, out var found));
        Assert.Equal(unit, found?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    public void Comtrade_has_no_other_codes(int code) => Assert.False(ComtradeUnits.TryFind(code, out _));

    [Fact]
    public void Every_unit_of_Comtrades_table_resolves()
    {
        var lines = File.ReadLines(Samples.Need("trade/comtrade/ropensci+comtradr/exported-from-R/qtyunit.csv")).Skip(1).ToList();
        Assert.Equal(ComtradeUnits.Codes.Count + 1, lines.Count);
        Assert.All(lines, line => Assert.True(ComtradeUnits.TryFind(int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture), out _), line));
    }

    [Theory]
    [InlineData("04", "m")]
    [InlineData("4", "m")]
    [InlineData("米", "m")]
    [InlineData("Metre", "m")]
    [InlineData("09", "kg")]
    [InlineData("千克", "kg")]
    [InlineData("台", "u")]
    [InlineData("Number of item", "u")]
    [InlineData("31", "1000u")]
    [InlineData("千个", "1000u")]
    [InlineData("37", "1000l")]
    [InlineData("63", "MBq")]
    [InlineData("?", null)]
    [InlineData("", null)]
    public void China_Customs_codes_and_names(string text, string? unit)
    {
        Assert.True(GaccUnits.TryFind(text, out var found));
        Assert.Equal(unit, found?.Code);
    }

    [Theory]
    [InlineData("03")]
    [InlineData("99")]
    [InlineData("furlong")]
    public void China_Customs_has_no_other_units(string text) => Assert.False(GaccUnits.TryFind(text, out _));

    [Theory]
    [InlineData("09", "Metre", "kg")] // the English name of the film codes is wrong
    [InlineData("09", "Number of item", "kg")]
    [InlineData("?", "千克", "kg")]
    [InlineData("", "Metre", "m")]
    public void The_code_decides_over_the_name(string code, string name, string unit)
    {
        Assert.True(GaccUnits.TryFind(code, name, out var found));
        Assert.Equal(unit, found?.Code);
    }

    [Fact]
    public void Every_unit_of_China_Customs_goods_list_resolves()
    {
        // The list is GB18030; codes are ASCII, so any one-byte reading shows them. Names may hold commas, so codes are taken by shape.
        var text = File.ReadAllText(Samples.Need("trade/customs/gacc-codes/zh-hs8-2023.csv"), Encoding.Latin1);
        var codes = Regex.Matches(text, ",2023,(?<first>[0-9]{2}),\"[^\"]*\",(?<second>[0-9]{2}|\\?),", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
            .SelectMany(m => new[] { m.Groups["first"].Value, m.Groups["second"].Value }).ToHashSet();
        Assert.Equal(15, codes.Count);
        Assert.All(codes, code => Assert.True(GaccUnits.TryFind(code, out _), code));
    }
}
