using System.Globalization;
using System.Text;
using Weir.Desk.OwnData;
using Weir.Signals.Surges;
using Weir.Sources.OwnData;

namespace Weir.Desk.Tests.OwnData;

public sealed class OwnSurgesTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"weir-surges-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task The_last_month_of_each_series_is_judged_and_q_is_over_these()
    {
        var text = new StringBuilder("series,period,value\n");
        for (var t = 0; t < 36; t++)
        {
            text.Append(CultureInfo.InvariantCulture, $"b,{2020 + (t / 12)}-{(t % 12) + 1:00},{1000 + (t * 37 % 101)}.5\n");
            text.Append(CultureInfo.InvariantCulture, $"a,{2020 + (t / 12)}-{(t % 12) + 1:00},{(t == 35 ? 5.1e3 : 1000 + (t * 53 % 103))}\n");
        }
        var surges = await Read(text.ToString());
        Assert.Equal(["b", "a"], surges.Found.Select(f => f.Series));
        Assert.Equal([false, true], surges.Found.Select(f => f.Finding.IsSurge));
        Assert.Equal("2022-12", surges.Found[1].Period.ToString());
        Assert.Equal(5100, surges.Found[1].Finding.Value);
        Assert.Equal(2 * surges.Found[1].Finding.P, surges.Found[1].Q, 12);
        var all = await Read(text.ToString(), SurgeScope.All);
        Assert.Equal(72, all.Found.Count);
        Assert.Equal(SurgeObstacle.HistoryTooShort, all.Found[0].Finding.Obstacle);
        Assert.True(double.IsNaN(all.Found[0].Q));
    }

    [Theory]
    [InlineData("a,2024-01,1\na,2024-02,2\na,2024-01,3\n", "line 4", "2024-01 already in line 2")]
    [InlineData("a,2024-01,1\na,202402,2\n", "line 3", "written otherwise")]
    [InlineData("a,2024,1\n", "line 2", "is a year")]
    [InlineData("a,2024-13,1\n", "line 2", "is no period")]
    [InlineData("a,2024-01,many\n", "line 2", "is no number")]
    [InlineData("a,2024-01\n", "line 2", "has 2 columns")]
    [InlineData(",2024-01,1\n", "line 2", "'series' is empty")]
    [InlineData("a,2024-01,1\na,9999-01,1\n", "line 3", "at most 2400")]
    [InlineData("", "no row", "below the header")]
    public async Task Mistakes_are_named_with_file_and_line(string rows, string line, string what)
    {
        var error = await Assert.ThrowsAsync<OwnDataException>(() => Read("series,period,value\n" + rows));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_negatives_and_series_without_an_answer_are_told()
    {
        var text = new StringBuilder("series,period,value\none,2024-01,5\n");
        for (var t = 0; t < 40; t++)
        {
            var month = $"{2020 + (t / 12)}-{(t % 12) + 1:00}";
            text.Append(CultureInfo.InvariantCulture, $"constant,{month},5\nzeros,{month},0\n");
            if (t % 9 != 4)
                text.Append(CultureInfo.InvariantCulture, $"gaps,{month},{(t == 20 ? -3 : 100 + (t * 7 % 31))}\n");
        }
        var surges = await Read(text.ToString());
        Assert.Equal(1, surges.Negative);
        Assert.Equal(
            [SurgeObstacle.HistoryTooShort, SurgeObstacle.HistoryIsConstant, SurgeObstacle.HistoryIsZero, SurgeObstacle.None],
            surges.Found.Select(f => f.Finding.Obstacle));
    }

    private async Task<OwnSurges> Read(string text, SurgeScope scope = SurgeScope.Last)
    {
        await File.WriteAllTextAsync(file, text);
        return await OwnSurges.OfFileAsync(file, SurgeMethods.Default, scope, TestContext.Current.CancellationToken);
    }
}
