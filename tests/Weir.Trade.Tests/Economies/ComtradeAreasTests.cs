using System.Globalization;
using System.Text.Json;

namespace Weir.Trade.Tests;

public class ComtradeAreasTests
{
    [Theory]
    [InlineData(842, "USA")]
    [InlineData(841, "USA")]
    [InlineData(840, "USA")]
    [InlineData(251, "FRA")]
    [InlineData(757, "CHE")]
    [InlineData(579, "NOR")]
    [InlineData(699, "IND")]
    [InlineData(380, "ITA")]
    [InlineData(381, "ITA")]
    [InlineData(156, "CHN")]
    [InlineData(643, "RUS")]
    [InlineData(268, "GEO")]
    [InlineData(412, "XKX")]
    [InlineData(0, "_W0")]
    [InlineData(490, "_490")]
    [InlineData(899, "_899")]
    [InlineData(492, "_1492")] // "Europe EU, nes", although its ISO column says Monaco
    [InlineData(97, "_97")]
    [InlineData(810, "_810")]
    public void Codes_stand_for_economies(int code, string alpha3)
    {
        Assert.True(ComtradeAreas.TryFind(code, out var economy));
        Assert.Equal(alpha3, economy.Alpha3);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(999)]
    [InlineData(1492)]
    [InlineData(156207)]
    public void Other_numbers_are_no_codes(int code) => Assert.False(ComtradeAreas.TryFind(code, out _));

    [Theory]
    [InlineData("USA", 842)]
    [InlineData("TWN", 490)]
    [InlineData("IND", 699)]
    [InlineData("CHN", 156)]
    [InlineData("_1492", 492)]
    [InlineData("_W0", 0)]
    [InlineData("MCO", null)]
    [InlineData("_156207", null)]
    public void The_code_to_ask_with(string alpha3, int? code)
    {
        Assert.True(Economies.TryFind(alpha3, out var economy));
        Assert.Equal(code, ComtradeAreas.CodeOf(economy));
    }

    [Fact]
    public void Asking_with_a_code_gives_the_economy_back_but_for_Taiwan() =>
        Assert.All(Economies.All.Where(e => e.Alpha2 != "TW"), e =>
        {
            if (ComtradeAreas.CodeOf(e) is { } code)
                Assert.True(ComtradeAreas.TryFind(code, out var back) && back == e);
        });

    [Fact]
    public void Every_reporter_of_the_reference_table_resolves_to_its_ISO_code()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Samples.Need("trade/comtrade/ropensci+comtradr/Reporters.json")));
        var rows = table.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(255, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.True(ComtradeAreas.TryFind(row.GetProperty("reporterCode").GetInt32(), out var economy));
            if (economy.Kind == EconomyKind.Economy && economy.Alpha2 != "XK")
                Assert.Equal(row.GetProperty("reporterCodeIsoAlpha3").GetString(), economy.Alpha3);
            Assert.Equal(row.GetProperty("isGroup").GetBoolean() && economy.Number != 490, economy.Kind == EconomyKind.Group);
        });
    }

    [Fact]
    public void Every_partner_of_the_reference_table_resolves()
    {
        var lines = File.ReadLines(Samples.Need("trade/comtrade/ropensci+comtradr/exported-from-R/partner.csv")).Skip(1).ToList();
        Assert.Equal(310, lines.Count);
        Assert.All(lines, line => Assert.True(ComtradeAreas.TryFind(int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture), out _), line));
    }
}
