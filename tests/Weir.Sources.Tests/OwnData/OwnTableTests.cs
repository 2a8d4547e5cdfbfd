using System.IO.Compression;
using System.Text;
using Weir.Sources.OwnData;
using Weir.Trade;

namespace Weir.Sources.Tests.OwnData;

public sealed class OwnTableTests : IDisposable
{
    private static readonly string[] Columns = ["series", "period", "value"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("weir-own-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("series,period,value\na,2025-08,1.5\na,2025-09,\n", 1.5, null)]
    [InlineData("\ufeffSeries;Period;Value\r\na;202508;1e3\r\na;202509;NA", 1000.0, null)]
    [InlineData("series\tperiod\tvalue\na\t2025M08\t-2\na\t2025M09\tnan\n", -2.0, null)]
    [InlineData("value,series,period\n0,\"a\",2025-08-01\n1.25E-2,a,2025-09-01\n", 0.0, 0.0125)]
    public async Task Tables_as_people_write_them_are_read(string text, double? first, double? second)
    {
        var rows = await ReadAsync(Write(text));
        Assert.Equal([(Period.Month(2025, 8), first), (Period.Month(2025, 9), second)], rows);
    }

    [Fact]
    public async Task A_packed_file_is_unpacked()
    {
        var path = Path.Combine(folder.FullName, "own.csv.gz");
        await using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            await packed.WriteAsync("series,period,value\na,2025-08,7\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal([(Period.Month(2025, 8), 7.0)], await ReadAsync(path));
    }

    [Theory]
    [InlineData("series,period\na,2025-08\n", "line 1: the column 'value' is missing (found: series, period)")]
    [InlineData("series,period,value,price\n", "line 1: 'price' is no column of this table; the columns are series, period, value")]
    [InlineData("series,period,value,value\n", "line 1: the column 'value' stands twice")]
    [InlineData("series,period,value\na,08/2025,1\n", "line 2: period: '08/2025' is no period; write months as 2025-08")]
    [InlineData("series,period,value\na,2025-08,1\na,202509,1\n", "line 3: period: '202509' is written otherwise than '2025-08' before it")]
    [InlineData("series,period,value\na,2025-08,\"1,000\"\n", "line 2: value: '1,000' is no number; write it without thousands separators")]
    [InlineData("series,period,value\na,2025-08,1e999\n", "line 2: value: '1e999' is not finite")]
    [InlineData("series,period,value\na,2025-08\n", "line 2: the row has 2 columns where the header has 3")]
    [InlineData("series,period,value\na,,1\n", "line 2: 'period' is empty")]
    [InlineData("<html><title>Sorry</title></html>", "is a web page (\"Sorry\")")]
    [InlineData("", "is empty")]
    public async Task Mistakes_are_named_with_file_and_line(string text, string expected)
    {
        var error = await Assert.ThrowsAsync<OwnDataException>(() => ReadAsync(Write(text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("own.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_up_to_twenty()
    {
        var two = await Assert.ThrowsAsync<OwnDataException>(() => ReadAsync(Write("series,period,value\na,x,1\na,2025-08,1\na,2025-09,y\n")));
        Assert.Equal(2, two.Mistakes.Count);
        var text = new StringBuilder("series,period,value\n");
        for (var i = 0; i < 1000; i++)
            text.Append("a,x,1\n");
        var many = await Assert.ThrowsAsync<OwnDataException>(() => ReadAsync(Write(text.ToString())));
        Assert.Equal(OwnTable.MostMistakes + 1, many.Mistakes.Count);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_missing() =>
        Assert.Contains("there is no such file", (await Assert.ThrowsAsync<OwnDataException>(() => ReadAsync(Path.Combine(folder.FullName, "none.csv")))).Message, StringComparison.Ordinal);

    private static async Task<List<(Period Period, double? Value)>> ReadAsync(string path)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var table = await OwnTable.OpenAsync(path, Columns, [], cancellation);
        var rows = new List<(Period, double?)>();
        while (await table.ReadAsync(cancellation))
        {
            Assert.True(table.Text("series") is "a");
            if (table.Period("period") is { } period)
                rows.Add((period, table.Number("value")));
            else
                table.Number("value");
        }
        return rows;
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "own.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
