using System.CommandLine;

namespace Weir.Cli.Tests;

/// <summary>Help, version and wrong usage.</summary>
public sealed class HelpTests
{
    /// <summary>Every command as typed, such as <c>brief build</c>.</summary>
    public static TheoryData<string> Commands => [.. Typed(CommandLine.Create(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_that_says_what_each_option_does(string typed)
    {
        var ran = (await Program.RunAsync([.. typed.Split(' '), "--help"])).Expect(0);
        Assert.Contains("Usage:", ran.Out, StringComparison.Ordinal);
        Assert.Empty(ran.Error);
        foreach (var option in Find(typed).Options)
        {
            Assert.Contains(option.Name, ran.Out, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(option.Description), $"weir {typed} {option.Name} has no description");
        }
    }

    [Fact]
    public async Task The_version_is_printed_alone()
    {
        var ran = (await Program.RunAsync("--version")).Expect(0);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\s*$", ran.Out);
        Assert.Empty(ran.Error);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("check --nonsense")]
    [InlineData("series --goods 854470")]
    [InlineData("series --goods 854470 --from CHN --to Atlantis")]
    [InlineData("series --goods 854470 --from CHN --to RUS --flow sideways")]
    [InlineData("series --goods 854470 --from CHN --to RUS --unit furlong")]
    [InlineData("series --goods 854470 --from CHN --to RUS --as-of yesterday")]
    [InlineData("series --goods 854470 --from CHN --to RUS --first 2025-13")]
    [InlineData("revisions --since 2999-01-01")]
    [InlineData("revisions --since 2025-10-14 --as-of 2025-10-13")]
    [InlineData("revisions --kind corrected")]
    [InlineData("revisions --limit many")]
    [InlineData("revisions --source nobody")]
    [InlineData("totals --by colour")]
    [InlineData("totals --level 4")]
    [InlineData("totals --by commodity --level much")]
    [InlineData("totals --unit furlong")]
    [InlineData("coverage --reporter Atlantis")]
    [InlineData("coverage --source nobody")]
    [InlineData("sources --json --csv")]
    [InlineData("sources nobody")]
    [InlineData("explain nothing")]
    [InlineData("serve --port 70000")]
    [InlineData("compact --keep 400")]
    [InlineData("compact --keep -1d")]
    [InlineData("fetch . --address nowhere")]
    [InlineData("ingest")]
    [InlineData("sql FROM/**/flows --file query.sql")]
    [InlineData("sql FROM/**/flows --timeout never")]
    [InlineData("sql FROM/**/flows --memory 1TB")]
    [InlineData("sql FROM/**/flows --memory 1MB")]
    [InlineData("sql FROM/**/flows --max-rows 0")]
    [InlineData("")]
    public async Task Wrong_usage_exits_with_2_and_says_what_is_allowed(string line)
    {
        using var scratch = new Scratch();
        var ran = (await Program.RunInAsync(scratch.Folder, null, line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Expect(2);
        Assert.Empty(ran.Out);
        Assert.NotEmpty(ran.Error);
        ran.ExpectSentence("weir");
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task A_mistyped_command_is_told_the_nearest_one() =>
        (await Program.RunAsync("chek")).Expect(2).ExpectSentence("check");

    [Fact]
    public async Task A_command_that_needs_a_desk_says_how_to_get_one()
    {
        using var scratch = new Scratch();
        (await Program.RunInAsync(scratch.Folder, null, "check")).Expect(2).ExpectSentence("weir init");
    }

    private static IEnumerable<string> Typed(Command command, string before) =>
        from sub in command.Subcommands
        let typed = before.Length == 0 ? sub.Name : $"{before} {sub.Name}"
        from each in Typed(sub, typed).Prepend(typed)
        select each;

    private static Command Find(string typed) =>
        typed.Split(' ').Aggregate((Command)CommandLine.Create(), (command, name) => command.Subcommands.Single(s => s.Name == name));
}
