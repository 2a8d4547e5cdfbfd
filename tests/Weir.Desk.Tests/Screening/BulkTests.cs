using System.Text;
using System.Text.Json;
using CsCheck;
using Weir.Desk.Screening.Bulk;
using Weir.Desk.Screening.Tables;
using Weir.Screening;

namespace Weir.Desk.Tests.Screening;

public sealed class BulkTests(InventedLists invented) : IClassFixture<InventedLists>
{
    [Fact]
    public async Task A_file_of_pairs_comes_back_row_by_row_as_it_was_with_score_verdict_and_reasons()
    {
        const string pairs = "case_group,schema,name1,name2,is_match,notes\n"
            + "a,Person,Olaf Scholz,olaf SCHOLZ,true,\"with, comma\"\n"
            + "b,Person,Olaf Scholz,Amina Karimova,false,\n"
            + "\n"
            + "c,Company,ООО Изобретённая,Изобретенная ООО,true,\"two\nlines\"\n";
        var lines = Rows(await CompareAsync(pairs));
        Assert.Equal("case_group,schema,name1,name2,is_match,notes,score,verdict,reasons", lines[0]);
        Assert.StartsWith("a,Person,Olaf Scholz,olaf SCHOLZ,true,\"with, comma\",0.9", lines[1], StringComparison.Ordinal);
        Assert.Contains(",match,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",no,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("c,Company,ООО Изобретённая,Изобретенная ООО,true,\"two", lines[3], StringComparison.Ordinal);
        Assert.Contains(",match,", lines[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name1;name2\r\nA B;A B\r\n", "A B;A B;0.")]
    [InlineData("\uFEFFNAME1\tName2\tother\r\nA B\tA B\tx\r\n", "A B\tA B\tx\t0.")]
    public async Task Other_delimiters_capitals_and_a_byte_order_mark_are_understood(string pairs, string row) =>
        Assert.StartsWith(row, Rows(await CompareAsync(pairs))[1], StringComparison.Ordinal);

    [Fact]
    public async Task Utf_16_is_understood_by_its_mark()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name1,name2\r\nИван,Иван\r\n")];
        Assert.StartsWith("Иван,Иван,0.", Rows(await CompareAsync(bytes))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,B,C\n", "line 2 has 3 values")]
    [InlineData("A\n", "line 2 has 1 value ")]
    [InlineData("\"A,B\n", "line 2 has a double quote that opens")]
    [InlineData("\"A\"x,B\n", "line 2 has text behind")]
    [InlineData(",B\n", "line 2: name1: there is no name")]
    [InlineData("A,😀\n", "line 2: ")]
    public async Task A_row_that_can_not_be_compared_stays_with_its_line_and_the_reason_and_spoils_no_other(string row, string reason)
    {
        var lines = Rows(await CompareAsync("name1,name2\n" + row + "A B,A B\n"));
        Assert.Contains(",error,", lines[1], StringComparison.Ordinal);
        Assert.Contains(reason, lines[1], StringComparison.Ordinal);
        Assert.StartsWith("A B,A B,0.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_in_another_encoding_is_named()
    {
        byte[] bytes = [.. "name1,name2\n"u8, 0xC8, 0xE2, 0xE0, 0xED, .. ",Ivan\nA B,A B\n"u8];
        var lines = Rows(await CompareAsync(bytes));
        Assert.Contains("line 2 is not UTF-8 from its byte 1 on", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("A B,A B,0.", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name1,nam2\nA,B\n", "no column name2; did you mean 'nam2'")]
    [InlineData("name1,name2,name1\n", "twice")]
    [InlineData("name1,\"name2\nA,B\n", "the header can't be read")]
    [InlineData("n\0a\0", "UTF-16 without")]
    public async Task A_file_of_pairs_that_is_none_is_refused_with_what_to_do(string pairs, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<AskedFileException>(() => CompareAsync(pairs))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_same_bytes_come_out_with_any_number_of_threads_and_however_often_the_work_is_killed()
    {
        var text = new StringBuilder("id,name,country,birthDate\n");
        for (var i = 0; i < 6000; i++)
            text.Append(i % 97 == 0 ? $"q{i},Ivan Petrovich Sidorenko,ru,1971\n" : i % 89 == 0 ? $"q{i},\"broken,ru,\n" : i % 83 == 0 ? $"q{i},😀,,\n" : $"q{i},Nobody Number {i},Germany,\n");
        var path = invented.At("queries.csv");
        await File.WriteAllTextAsync(path, text.ToString());
        var whole = invented.At("whole.csv");
        await ScreenAsync(path, whole, hands: 1, stopAfter: int.MaxValue);
        var expected = await File.ReadAllBytesAsync(whole);
        Assert.Equal(6001, Rows(Encoding.UTF8.GetString(expected)).Count);

        var killed = invented.At("killed.csv");
        foreach (var stopAfter in new[] { 3, 20, 20 })
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => ScreenAsync(path, killed, hands: 3, stopAfter));
            Assert.False(File.Exists(killed));
            // What was written behind the last note is half a line.
            await File.AppendAllTextAsync(killed + ".partial", "q1,half a li");
        }
        Assert.True(await ScreenAsync(path, killed, hands: 4, stopAfter: int.MaxValue) > 0);
        Assert.Equal(expected, await File.ReadAllBytesAsync(killed));
        Assert.Equal(await File.ReadAllTextAsync(whole + ".about.json"), await File.ReadAllTextAsync(killed + ".about.json"));
        Assert.False(File.Exists(killed + ".partial"));
        Assert.False(File.Exists(killed + ".partial.json"));
    }

    [Fact]
    public async Task Work_that_was_begun_with_another_file_is_not_gone_on_with()
    {
        var path = invented.At("first.csv");
        await File.WriteAllTextAsync(path, "name\n" + string.Concat(Enumerable.Repeat("Nobody At All\n", 4000)));
        var output = invented.At("begun.csv");
        await Assert.ThrowsAsync<OperationCanceledException>(() => ScreenAsync(path, output, hands: 2, stopAfter: 20));
        await File.AppendAllTextAsync(path, "Somebody New\n");
        Assert.Contains("another input file", (await Assert.ThrowsAsync<BulkOutputException>(() => ScreenAsync(path, output, 2, int.MaxValue))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lists_and_reasons_say_is_no_formula_and_the_own_columns_come_back_as_they_were()
    {
        Assert.Contains("=A B,+A B,@own,0.", Rows(await CompareAsync("name1,name2,mine\n=A B,+A B,@own\n"))[1], StringComparison.Ordinal);
        Assert.DoesNotContain(",'", await CompareAsync("name1,name2,mine\n=A B,+A B,@own\nA,,-1\n"), StringComparison.Ordinal);

        var own = new InventedLists();
        await own.InitializeAsync();
        await using var _ = own;
        await InventedLists.WriteAsync(own.Lake, "formulas", InventedLists.Person("=1+1", "=HYPERLINK(1) Besedin", "1971", "ru"), InventedLists.Person("@a", "-Besedin Hyperlink", "1971", "ru"));
        using var lists = await own.Desk.OpenAsync(null, CancellationToken.None);
        var rows = await QueryRows.OpenAsync(new MemoryStream("id,name\n-7,=Hyperlink Besedin\n"u8.ToArray()), "queries.csv", CancellationToken.None);
        using var output = new MemoryStream();
        await new BulkScreening(lists, new() { Threshold = 0.5, Cutoff = 0.3 }, BulkForm.Csv).RunAsync(rows, 0, (bytes, _) => Write(output, bytes, () => { }), 1, CancellationToken.None);
        var answers = Rows(Encoding.UTF8.GetString(output.ToArray())).Skip(1).ToList();
        Assert.All(answers, a => Assert.StartsWith("2,-7,=Hyperlink Besedin,candidate,", a, StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Contains(",'=1+1,'=HYPERLINK(1) Besedin,Person,", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Contains(",'@a,'-Besedin Hyperlink,Person,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_lines_of_entities_are_asked_and_answered_one_by_one()
    {
        const string queries = "\uFEFF{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Amina Karimova\"],\"birthDate\":[\"1985-02-01\"]}}\n\n{\"name\":\"Invented Optics\",\"country\":\"Russia\"}\n{\"schema\":\"Person\"\n[1]\n{\"name\":\"\\ud800\"}\n";
        using var lists = await invented.Desk.OpenAsync(null, CancellationToken.None);
        var rows = await QueryRows.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(queries)), "queries.jsonl", CancellationToken.None);
        using var output = new MemoryStream();
        var count = new BulkCount();
        await new BulkScreening(lists, new(), BulkForm.JsonLines).RunAsync(rows, 0, (bytes, more) => Write(output, bytes, () => count += more), 2, CancellationToken.None);
        var answers = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal([1L, 3, 4, 5, 6], answers.Select(a => a.GetProperty("line").GetInt64()));
        Assert.Equal(["a", "3", "4", "5", "6"], answers.Select(a => a.GetProperty("id").GetString()));
        Assert.Equal("p-2", answers[0].GetProperty("candidates")[0].GetProperty("entity").GetProperty("id").GetString());
        Assert.StartsWith("m1-", answers[0].GetProperty("candidates")[0].GetProperty("matchId").GetString(), StringComparison.Ordinal);
        Assert.All(answers.Skip(2), a => Assert.Equal("error", a.GetProperty("status").GetString()));
        Assert.Equal((5, 3), (count.Rows, count.Errors));
    }

    [Theory]
    [InlineData("nme,country\nA,ru\n", "no column name; did you mean 'nme'")]
    [InlineData("a,b\n1,2\n", "no column name")]
    public async Task A_file_of_questions_without_names_is_refused(string text, string reason) => Assert.Contains(
        reason, (await Assert.ThrowsAsync<AskedFileException>(() => QueryRows.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "q.csv", CancellationToken.None))).Message, StringComparison.Ordinal);

    [Fact]
    public Task Whatever_bytes_a_table_holds_every_line_is_answered_or_named() => Gen.Byte[0, 127].Array[0, 200].SampleAsync(async bytes =>
    {
        byte[] all = [.. "name1,name2\n"u8, .. bytes];
        if (all.AsSpan(0, Math.Max(12, all.AsSpan().IndexOf((byte)'\n'))).Contains((byte)0))
            return;
        var answer = await CompareAsync(all);
        Assert.StartsWith("name1,name2,score,verdict,reasons\r\n", answer, StringComparison.Ordinal);
        Assert.True(answer.Split("\r\n").Length - 2 <= bytes.Count(b => b == '\n') + 1);
    }, iter: 200);

    private async Task<long> ScreenAsync(string path, string output, int hands, int stopAfter)
    {
        using var stop = new CancellationTokenSource();
        using var lists = await invented.Desk.OpenAsync(null, CancellationToken.None);
        var screening = new BulkScreening(lists, new(), BulkForm.Csv);
        await using var input = File.OpenRead(path);
        await using var file = await BulkOutput.OpenAsync(output, screening.Basis(await BulkOutput.HashAsync(input, CancellationToken.None)), CancellationToken.None);
        var rows = await QueryRows.OpenAsync(input, "queries.csv", CancellationToken.None);
        var written = 0;
        await screening.RunAsync(rows, file.Resumed, async (bytes, count) =>
        {
            if (++written > stopAfter)
                await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
            await file.WriteAsync(bytes, count, stop.Token);
        }, hands, stop.Token);
        await file.FinishAsync(CancellationToken.None);
        return file.Resumed;
    }

    private static Task<string> CompareAsync(string pairs) => CompareAsync(Encoding.UTF8.GetBytes(pairs));

    private static async Task<string> CompareAsync(byte[] pairs)
    {
        using var output = new MemoryStream();
        var comparison = await PairComparison.OpenAsync(new MemoryStream(pairs), "pairs.csv", new ScreeningOptions(), CancellationToken.None);
        await comparison.RunAsync(0, (bytes, _) => Write(output, bytes, () => { }), 2, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async ValueTask Write(Stream output, ReadOnlyMemory<byte> bytes, Action then)
    {
        await output.WriteAsync(bytes);
        then();
    }

    private static List<string> Rows(string text) => [.. text.TrimEnd('\r', '\n').Split('\n').Select(l => l.TrimEnd('\r'))];
}
