namespace Weir.Cli.Tests;

/// <summary><c>weir sql</c> as a user types it.</summary>
public sealed class SqlCommandTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    [Fact]
    public async Task A_query_comes_as_an_argument_from_a_file_or_from_a_pipe()
    {
        using var scratch = new Scratch();
        const string query = "SELECT source, count(*) > 0 AS has_rows FROM flows GROUP BY ALL";
        const string answer = "source,has_rows\r\nreported,true\r\n";

        Assert.Equal(answer, (await AskAsync(query, "--csv")).Expect(0).Out);
        Assert.Equal(answer, (await AskAsync("--file", scratch.Write("query.sql", query), "--csv")).Expect(0).Out);
        using var piped = Program.StartWith(query, scratch.Folder, null, ["sql", "--desk", fixture.Desk, "--csv"]);
        Assert.Equal(answer, await piped.StandardOutput.ReadToEndAsync());
        await piped.WaitForExitAsync();
    }

    [Fact]
    public async Task What_is_too_wide_for_a_table_is_printed_row_by_row()
    {
        var ran = (await AskAsync("FROM flows LIMIT 1")).Expect(0);
        Assert.Contains("row 1", ran.Out, StringComparison.Ordinal);
        Assert.Contains("  snapshot_row ", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_asked_for_are_said_and_exit_with_4()
    {
        var ran = (await AskAsync("FROM range(100)", "--max-rows", "2", "--csv")).Expect(4).ExpectSentence("there are more rows than the 2 printed");
        Assert.Equal("range\r\n0\r\n1\r\n", ran.Out);
    }

    [Theory]
    [InlineData("DROP VIEW flows", "The lake is only read here")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')", "no other file, address or setting")]
    [InlineData("SELECT valu FROM flows", "Candidate bindings")]
    [InlineData("SELECT\n x\nFROM flow", "(line 3)")]
    public async Task What_can_not_be_answered_is_said_in_one_sentence(string query, string part)
    {
        var ran = (await AskAsync(query)).Expect(1).ExpectSentence(part);
        Assert.Empty(ran.Out);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }

    /// <summary>The engine does not count the texts that a query makes up; the bound that the system holds does.</summary>
    [Fact]
    public async Task A_query_that_makes_up_endless_text_takes_no_more_than_its_memory()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("only Linux bounds what one process allocates");
        var ran = await AskAsync("SELECT max(length(repeat(i::VARCHAR, 100000000))) FROM range(10, 60) r(i)", "--memory", "64MB");
        ran.Expect(1).ExpectSentence("needs more than the 64 MB of memory");
    }

    private Task<Ran> AskAsync(params string[] arguments) => Program.RunAsync(["sql", .. arguments, "--desk", fixture.Desk]);
}
