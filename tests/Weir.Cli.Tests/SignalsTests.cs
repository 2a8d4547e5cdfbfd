using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>A lake of eight official flows over 40 months, one of which jumps ninefold in the last; a desk that watches it.</summary>
public sealed class JumpingLake : IAsyncLifetime
{
    private readonly Scratch scratch = new();

    public string Home => scratch.At("lake");

    public string Desk => scratch.At("desk");

    public async ValueTask InitializeAsync()
    {
        var rows = new StringBuilder("freqCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,isOriginalClassification,primaryValue\n");
        foreach (var (partner, i) in new[] { 643, 398, 417, 804, 792, 51, 268, 860 }.Select((p, i) => (p, i)))
        {
            for (var month = 0; month < 40; month++)
            {
                // Quiet, and no two flows alike.
                var value = (400_000 + (50_000 * i)) * (1 + (0.15 * Math.Sin((month * 2.4) + (i * 1.7)))) * (partner == 643 && month == 39 ? 9 : 1);
                rows.Append(CultureInfo.InvariantCulture, $"M,{2022 + (month / 12)}{1 + (month % 12):00},156,X,{partner},0,H6,854470,C00,0,true,{value:0}\n");
            }
        }
        (await Program.RunAsync("ingest", scratch.Write("made.csv", rows.ToString()), "--source", "comtrade", "--home", Home)).Expect(0);
        scratch.Write("desk/desk.yaml", "title: Made-up trade\n");
        scratch.Write("desk/watches/fibre.yaml", "title: Fibre\ngoods:\n  - { id: fibre, title: Fibre, codes: [\"8544.70\"], unit: USD }\norigins: [CHN]\ndestinations: [RUS]\nroutes: [KAZ, KGZ]\nmonths: { first: 2022-01 }\n");
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>weir scan</c>, <c>weir signals</c> and <c>weir explain</c> of one signal.</summary>
public sealed class SignalsTests(JumpingLake lake) : IClassFixture<JumpingLake>
{
    private const string Id = "surge.comtrade.CHN.RUS.X.854470.USD.2025-04";

    [Fact]
    public async Task A_scan_lists_the_jump_and_says_how_it_stands_against_its_past()
    {
        var text = (await Program.RunAsync("scan", "--home", lake.Home)).Expect(0);
        Assert.Contains("1 surge in 8 series of 6-digit codes in USD, at a false-discovery rate of 0.05; months judged: 2025-04 (8)", text.Out, StringComparison.Ordinal);
        Assert.Contains("854470 CHN → RUS 2025-04 (CHN X)", text.Out, StringComparison.Ordinal);
        Assert.Contains($"weir explain {Id}", text.Error, StringComparison.Ordinal);
        (await Program.RunAsync("scan", "--home", lake.Home, "--exit-code")).Expect(3);

        using var json = JsonDocument.Parse((await Program.RunAsync("scan", "--home", lake.Home, "--json")).Expect(0).Out);
        var found = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal((Id, "CHN", "RUS"), (found.GetProperty("id").GetString(), found.GetProperty("reporter").GetString(), found.GetProperty("partner").GetString()));
        Assert.True(found.GetProperty("value").GetDouble() > found.GetProperty("upper").GetDouble());
        var csv = (await Program.RunAsync("scan", "--home", lake.Home, "--csv")).Expect(0).Out.Split("\r\n");
        Assert.Equal("id,source,reporter,partner,flow,commodity,period,value,expected,lower,upper,excess,p,q,toMonthBefore,toMedian,toRecord,editionChanged", csv[0]);
        Assert.StartsWith(Id + ",comtrade,CHN,RUS,X,854470,2025-04,", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_of_nothing_says_so()
    {
        var result = (await Program.RunAsync("scan", "--home", lake.Home, "--reporter", "KAZ")).Expect(4);
        Assert.Contains("no monthly series of what was asked for is in the lake", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fdr 2", "--fdr: '2' is no rate")]
    [InlineData("--digits 5", "--digits: '5' is no length of codes")]
    [InlineData("--floor much", "--floor: 'much' is no amount")]
    [InlineData("--month 2025", "--month: 2025 is a year")]
    [InlineData("--sort colour", "--sort: 'colour' is nothing to sort by")]
    [InlineData("--unit parsec", "--unit: 'parsec' is no unit")]
    public async Task Wrong_options_are_wrong_usage(string options, string expected)
    {
        var result = (await Program.RunAsync(["scan", "--home", lake.Home, .. options.Split(' ')])).Expect(2);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_of_a_desk_are_told_with_what_to_know_of_them()
    {
        var text = (await Program.RunAsync("signals", lake.Desk, "--home", lake.Home, "--kind", "surge")).Expect(0).Out;
        Assert.Contains("1 signal of 9 things judged, at a false-discovery rate of 0.05:", text, StringComparison.Ordinal);
        Assert.Contains("Fibre, China → Russia:", text, StringComparison.Ordinal);
        Assert.Contains("weir explain surge.comtrade.CHN.RUS.X.fibre.USD.2025-04", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Program.RunAsync("signals", lake.Desk, "--home", lake.Home, "--kind", "surge", "--json")).Expect(0).Out);
        Assert.Equal("signal.surge", Assert.Single(json.RootElement.GetProperty("signals").EnumerateArray()).GetProperty("text").GetProperty("key").GetString());
        (await Program.RunAsync("signals", lake.Desk, "--home", lake.Home, "--kind", "ghost")).Expect(1);
        Assert.Contains("1 signal of 9 things judged", (await Program.RunAsync("surges", "fibre", "--desk", lake.Desk, "--home", lake.Home)).Expect(0).Out, StringComparison.Ordinal);
        Assert.Contains("the desk has fibre", (await Program.RunAsync("surges", "gallium", "--desk", lake.Desk, "--home", lake.Home)).Expect(1).Error, StringComparison.Ordinal);
        (await Program.RunAsync("surges", "fibre", "--file", "x.csv")).Expect(2);
    }

    [Fact]
    public async Task A_signal_is_explained_and_its_command_gives_the_same_again()
    {
        var text = (await Program.RunAsync("explain", Id, "--home", lake.Home)).Expect(0).Out;
        foreach (var heading in (string[])["How it came to be", "What to know of it", "What was assumed", "What would change it", "The rows behind it", "To compute it again"])
            Assert.Contains(heading, text, StringComparison.Ordinal);
        var command = text[text.LastIndexOf("weir explain", StringComparison.Ordinal)..].Trim().Split(' ')[1..];
        Assert.Equal(text, (await Program.RunAsync([.. command, "--home", lake.Home])).Expect(0).Out);
        Assert.Contains("there is no signal surge.a.b in this lake", (await Program.RunAsync("explain", "surge.a.b", "--home", lake.Home)).Expect(1).Error, StringComparison.Ordinal);
    }
}
