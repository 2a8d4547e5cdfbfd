using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>A lake of a few official rows: two months of one code, with a month missing between.</summary>
public sealed class OfficialLake : IAsyncLifetime
{
    private const string File =
        """
        freqCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,isOriginalClassification,primaryValue
        M,202505,156,X,0,0,H6,854470,C00,0,true,1000
        M,202505,156,X,643,0,H6,854470,C00,0,true,600
        M,202505,156,X,398,0,H6,854470,C00,0,true,250
        M,202505,156,X,899,0,H6,854470,C00,0,true,100
        M,202505,156,X,839,0,H6,854470,C00,0,true,50
        M,202507,156,X,0,0,H6,854470,C00,0,true,900
        M,202507,156,X,643,0,H6,854470,C00,0,true,700

        """;

    private readonly Scratch scratch = new();

    public string Home => scratch.At("lake");

    public async ValueTask InitializeAsync() =>
        (await Program.RunAsync("ingest", scratch.Write("answer.csv", File), "--source", "comtrade", "--home", Home)).Expect(0);

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>weir totals</c> and <c>weir coverage</c> on a lake of official rows.</summary>
public sealed class TotalsTests(OfficialLake lake) : IClassFixture<OfficialLake>
{
    [Fact]
    public async Task Totals_print_the_publishers_total_the_residuals_and_what_is_lacking()
    {
        var text = (await RunAsync("totals --goods 854470 --by partner")).Expect(0).Out;
        Assert.Contains("comtrade  CHN X 854470, HS2022, USD, 2025-05 … 2025-07", text, StringComparison.Ordinal);
        Assert.Matches(@"RUS +Russia +1,300 +68\.4%", text);
        Assert.Matches(@"_899 +Areas not specified +100 +5\.3% +not specified", text);
        Assert.Matches(@"Publisher's total +1,900 +100%", text);
        Assert.Matches(@"withheld +50 +2\.6%", text);
        Assert.Matches(@"Difference +200 +10\.5%", text);
        Assert.Contains("Not in it, because not read: June 2025.", text, StringComparison.Ordinal);
        Assert.Contains("Of July 2025 nobody says", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_and_csv_have_every_amount_and_null_for_what_is_not_known()
    {
        using var document = JsonDocument.Parse((await RunAsync("totals --goods 854470 --json")).Expect(0).Out);
        var table = Assert.Single(document.RootElement.GetProperty("tables").EnumerateArray());
        Assert.Equal("X", table.GetProperty("flow").GetString());
        Assert.Equal(["2025-05", "2025-07"], table.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("period").GetString()));
        var may = table.GetProperty("lines")[0].GetProperty("amounts");
        Assert.Equal((1000.0, 850.0, 100.0, 50.0, 0.0), (Number(may, "published"), Number(may, "details"), Number(may, "notSpecified"), Number(may, "confidential"), Number(may, "difference")));
        Assert.Equal(JsonValueKind.Null, may.GetProperty("regional").ValueKind);
        Assert.Equal(["2025-06 not read", "2025-07 partial"], table.GetProperty("lacks").EnumerateArray().Select(l => $"{l.GetProperty("period")} {l.GetProperty("state")}"));

        var csv = (await RunAsync("totals --goods 854470 --csv")).Expect(0).Out.Split("\r\n");
        Assert.Equal("source,reporter,flow,edition,unit,first,last,line,period,partner,commodity,kind,published,details,notSpecified,confidential,regional,unlisted,sum,difference,share,lacks", csv[0]);
        Assert.Equal("comtrade,CHN,X,HS2022,USD,2025-05,2025-07,line,2025-05,,,,1000,850,100,50,,,1000,0,0.5263157894736842,", csv[1]);
        Assert.StartsWith("comtrade,CHN,X,HS2022,USD,2025-05,2025-07,total,,,,,1900,1550,100,50,,,1700,200,", csv[3], StringComparison.Ordinal);
        Assert.EndsWith(",2025-06:not-read 2025-07:partial", csv[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_tells_partial_from_not_read_and_from_not_published()
    {
        var text = (await RunAsync("coverage --last 2025-08 --exit-code")).Expect(3).Out;
        Assert.Matches(@"comtrade +CHN +X +2025-05 +partial +5", text);
        Assert.Matches(@"comtrade +CHN +X +2025-06 +not read +0", text);
        Assert.Matches(@"comtrade +CHN +X +2025-07 +partial +2", text);
        Assert.Matches(@"comtrade +CHN +X +2025-08 +not read +0", text);
        Assert.Contains("comtrade,CHN,X,2999-01,not published,0,2999-03-03\r\n", (await RunAsync("coverage --first 2025-07 --last 2999-01 --csv")).Expect(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_and_what_is_not_there_have_their_exit_codes()
    {
        (await RunAsync("coverage --goods 854470 --partner RUS --first 2025-07 --last 2025-07 --exit-code")).Expect(0);
        (await RunAsync("totals --goods 854470 --exit-code")).Expect(3);
        (await RunAsync("totals --goods 854470 --last 2025-05 --first 2025-05 --exit-code")).Expect(0);
        (await RunAsync("totals")).Expect(4).ExpectSentence("no row of all goods together");
        (await RunAsync("coverage --reporter RUS")).Expect(4).ExpectSentence("nothing that was asked for");
        (await RunAsync("totals --goods 854470 --as-of 2020-01-01")).Expect(4);
        (await RunAsync("totals --goods 854470 --first 2025 --last 2025-05")).Expect(1).ExpectSentence("is no span");
    }

    private async Task<Ran> RunAsync(string line) => await Program.RunAsync([.. line.Split(' '), "--home", lake.Home]);

    private static double Number(JsonElement amounts, string name) => amounts.GetProperty(name).GetDouble();
}
