using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary><c>weir prices --file</c>: unit values in numbers of one's own.</summary>
public sealed class PricesTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task An_outlier_is_printed_and_an_imputed_month_is_none()
    {
        var text = new StringBuilder("partner,commodity,period,value,quantity,unit\n");
        for (var month = 0; month < 24; month++)
        {
            for (var partner = 0; partner < 6; partner++)
            {
                var quantity = 1000 + (37 * ((month * 5) + (partner * 11)) % 200);
                var price = 10 + (0.1 * partner) + (((month * 7) + (partner * 3)) % 5 * 0.1);
                var value = Math.Round(quantity * price, 2);
                double published = month == 20 ? Math.Round(value / 7.25, 3) : month == 10 && partner == 2 ? quantity * 20 : quantity;
                text.Append(CultureInfo.InvariantCulture, $"P{partner},854470,{2023 + (month / 12)}-{(month % 12) + 1:00},{value},{published},kg\n");
            }
        }
        var file = scratch.Write("cells.csv", text.ToString());
        var shown = (await Program.RunAsync("prices", "--file", file, "--top", "1")).Expect(0).Out;
        Assert.Matches(@"P2 +854470 +2023-11 +kg .* quantity", shown);
        Assert.Contains("854470: 6 quantities of 1 period from 2024-09 to 2024-09 share a unit value to the last digit", shown.ReplaceLineEndings(" ").Replace("    ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Program.RunAsync("prices", "--file", file, "--json")).Expect(0).Out);
        Assert.Equal(1, json.RootElement.GetProperty("outliers").GetInt32());
        Assert.Equal(6, json.RootElement.GetProperty("cells").EnumerateArray().Count(c => c.GetProperty("state").GetString() == "imputed" && c.GetProperty("p").ValueKind == JsonValueKind.Null));
        Assert.Equal(145, (await Program.RunAsync("prices", "--file", file, "--csv")).Expect(0).Out.TrimEnd().Split("\r\n").Length);
        (await Program.RunAsync("prices", "--file", file, "--exit-code")).Expect(3);
    }

    [Fact]
    public async Task A_neighbour_that_swells_is_printed_with_its_share_and_short_series_say_why()
    {
        var text = new StringBuilder("partner,commodity,period,value,quantity\n");
        for (var month = 0; month < 40; month++)
        {
            var period = string.Create(CultureInfo.InvariantCulture, $"{2021 + (month / 12)}-{(month % 12) + 1:00}");
            text.Append(CultureInfo.InvariantCulture, $"RUS,380110,{period},{(month < 24 ? 100 : 40) + (month * 5 % 9)},\nRUS,250410,{period},{(month < 24 ? 50 : 100) + (month * 7 % 9)},\n");
            if (month < 10)
                text.Append(CultureInfo.InvariantCulture, $"KAZ,380110,{period},{month},\nKAZ,250410,{period},{month},\n");
        }
        var shown = (await Program.RunAsync("prices", "--file", scratch.Write("two.csv", text.ToString()), "--neighbour", "380110=250410")).Expect(0).Out;
        Assert.Matches(@"RUS +value +2023-01 .* 0\.8\d", shown);
        Assert.Contains("KAZ: cannot be said, because fewer than 30 periods are known of both codes", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_files_and_options_are_refused()
    {
        var twice = scratch.Write("twice.csv", "partner,commodity,period,value,quantity\nA,1,2020-01,5,6\nA,1,2020-01,5,6\n");
        Assert.Contains("line 3: 1 with A in 2020-01 stands in line 2 already", (await Program.RunAsync("prices", "--file", twice)).Expect(1).Error, StringComparison.Ordinal);
        var empty = scratch.Write("empty.csv", "partner,commodity,period,value,quantity\n");
        Assert.Contains("there is no row", (await Program.RunAsync("prices", "--file", empty)).Expect(1).Error, StringComparison.Ordinal);
        (await Program.RunAsync("prices", "--file", empty, "--neighbour", "one")).Expect(2);
        (await Program.RunAsync("prices", "--file", empty, "--since", "2020-01")).Expect(2);
        (await Program.RunAsync("prices")).Expect(2);
    }
}
