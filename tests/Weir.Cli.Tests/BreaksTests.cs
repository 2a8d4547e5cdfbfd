using System.Globalization;
using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary><c>weir breaks --file</c>: breaks in numbers of one's own.</summary>
public sealed class BreaksTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_break_is_printed_with_its_interval_and_levels_in_all_forms()
    {
        var file = scratch.Write("own.csv", Rows("cable", i => i < 12 ? 10 + (i % 3) : 30 + (i % 4)) + Rows("quiet", i => 10 + (i % 2), header: false));
        var text = (await Program.RunAsync("breaks", "--file", file)).Expect(0).Out;
        Assert.Matches(@"cable +2024-01 +2024-01 … 2024-01 ", text);
        Assert.Matches(@"quiet +no break", text);
        Assert.Contains("levels are geometric means", text, StringComparison.Ordinal);

        var csv = (await Program.RunAsync("breaks", "--file", file, "--csv")).Expect(0).Out.Split("\r\n");
        Assert.StartsWith("series,period,earliest,latest,before,beforeLow,beforeHigh,after,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("cable,2024-01,2024-01,2024-01,", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("quiet,,,,,", csv[2], StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await Program.RunAsync("breaks", "--file", file, "--json", "--log", "off", "--method", "binseg", "--penalty", "bic")).Expect(0).Out);
        var broken = json.RootElement.GetProperty("series")[0];
        Assert.Equal("2024-01", broken.GetProperty("breaks")[0].GetProperty("period").GetString());
        Assert.InRange(broken.GetProperty("breaks")[0].GetProperty("after").GetProperty("level").GetDouble(), 31, 32);
        Assert.False(broken.GetProperty("logarithms").GetBoolean());
        (await Program.RunAsync("breaks", "--file", file, "--exit-code")).Expect(3);
    }

    [Theory]
    [InlineData("a,2024-01,7\na,2024-02,7\na,2024-03,7\na,2024-04,7\na,2024-05,7\na,2024-06,7\n", "all known values are the same")]
    [InlineData("a,2024-01,0\na,2024-02,0\na,2024-03,0\na,2024-04,0\na,2024-05,0\na,2024-06,0\n", "all known values are the same")]
    [InlineData("a,2024-01,7\n", "only 1 values are known")]
    [InlineData("a,2024-01,\na,2024-02,NA\n", "only 0 values are known")]
    public async Task What_cannot_be_said_says_why(string rows, string because)
    {
        var answer = (await Program.RunAsync("breaks", "--file", scratch.Write("own.csv", "series,period,value\n" + rows))).Expect(4);
        Assert.Contains("a: cannot be said, because " + because, answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,2024-01,7\na,2024-01,8\n", "line 3: a has 2024-01 already, in line 2")]
    [InlineData("a,2024-01,7\na,2025,8\n", "line 3: period: '2025' is written otherwise")]
    [InlineData("a,2024-13,7\n", "line 2: period: '2024-13' is no period")]
    [InlineData("a,2024-01,seven\n", "line 2: value: 'seven' is no number")]
    [InlineData("", "there is no row")]
    public async Task Bad_files_are_refused_by_line(string rows, string error)
    {
        var answer = (await Program.RunAsync("breaks", "--file", scratch.Write("own.csv", "series,period,value\n" + rows))).Expect(1);
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_amendments_and_exponents_are_read_as_what_they_are()
    {
        var file = scratch.Write("own.csv", Rows("a", i => i == 5 ? "" : i == 7 ? "-2" : i < 12 ? "1e1" : string.Create(CultureInfo.InvariantCulture, $"{9 + (i % 3)}.0E1")));
        using var json = JsonDocument.Parse((await Program.RunAsync("breaks", "--file", file, "--json")).Expect(0).Out);
        var series = json.RootElement.GetProperty("series")[0];
        Assert.Equal((23, 1, false), (series.GetProperty("known").GetInt32(), series.GetProperty("notKnown").GetInt32(), series.GetProperty("logarithms").GetBoolean()));
        Assert.Equal("2024-01", series.GetProperty("breaks")[0].GetProperty("period").GetString());
        (await Program.RunAsync("breaks", "--file", file, "--log")).Expect(4);
    }

    [Theory]
    [InlineData("--method", "magic")]
    [InlineData("--penalty", "-1")]
    [InlineData("--change", "all")]
    [InlineData("--confidence", "1")]
    [InlineData("--min-segment", "0")]
    [InlineData("--noise", "0")]
    [InlineData("--log", "maybe")]
    public async Task Options_that_mean_nothing_are_wrong_usage(string option, string value) =>
        (await Program.RunAsync("breaks", "--file", scratch.Write("own.csv", Rows("a", i => i)), option, value)).Expect(2);

    [Fact]
    public async Task Without_a_file_it_asks_for_goods_and_places() =>
        Assert.Contains("weir breaks 854470 --from CHN --to RUS", (await Program.RunAsync("breaks")).Expect(2).Error, StringComparison.Ordinal);

    private static string Rows(string series, Func<int, object> value, bool header = true) => (header ? "series,period,value\n" : "") + string.Concat(
        Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"{series},{2023 + (i / 12)}-{(i % 12) + 1:00},{value(i)}\n")));
}
