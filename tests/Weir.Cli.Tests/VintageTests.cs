using System.Globalization;
using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>What was known at a moment, and what changed since.</summary>
public sealed class VintageTests
{
    private const string Header = "publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note\n";

    [Fact]
    public async Task Yesterday_s_number_is_given_after_today_s_revision_and_the_revision_is_told()
    {
        using var scratch = new Scratch();
        string[] home = ["--home", scratch.At("home")];
        string[] series = ["series", "--goods", "854470", "--from", "CHN", "--to", "RUS", "--unit", "km", "--csv", .. home];
        await IngestAsync(scratch, "528000", home);
        var yesterday = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        await IngestAsync(scratch, "530000", home);

        var now = (await Program.RunAsync(series)).Expect(0);
        Assert.Contains(",530000,km,", now.Out, StringComparison.Ordinal);
        Assert.Contains(",528000,km,", (await Program.RunAsync([.. series, "--as-of", yesterday])).Expect(0).Out, StringComparison.Ordinal);

        var told = (await Program.RunAsync(["revisions", "--since", yesterday, "--json", .. home])).Expect(0);
        using var document = JsonDocument.Parse(told.Out);
        var revision = Assert.Single(document.RootElement.GetProperty("revisions").EnumerateArray());
        Assert.Equal(("changed", "X"), (revision.GetProperty("kind").GetString(), revision.GetProperty("flow").GetString()));
        var amount = revision.GetProperty("amount");
        Assert.Equal((528000, 530000, 2000, "km"), (amount.GetProperty("was").GetDouble(), amount.GetProperty("now").GetDouble(), amount.GetProperty("change").GetDouble(), amount.GetProperty("unit").GetString()));

        (await Program.RunAsync(["revisions", "--since", yesterday, "--exit-code", .. home])).Expect(3);
        var none = (await Program.RunAsync(["revisions", "--since", yesterday, "--as-of", yesterday, "--exit-code", .. home])).Expect(0);
        Assert.Contains("0 cells changed, 0 added, 0 removed", none.Out, StringComparison.Ordinal);

        // The row that brought today's number was not there yesterday.
        var row = revision.GetProperty("now").GetProperty("row").GetString()!;
        (await Program.RunAsync(["trace", row, .. home])).Expect(0);
        (await Program.RunAsync(["trace", row, "--as-of", yesterday, .. home])).Expect(1).ExpectSentence("nothing that this lake had at");
    }

    [Fact]
    public async Task The_day_s_revisions_are_told_where_no_moment_is_given_and_a_limit_cuts_them()
    {
        using var scratch = new Scratch();
        string[] home = ["--home", scratch.At("home")];
        await IngestAsync(scratch, "528000", home);
        await IngestAsync(scratch, "530000", home);

        // Both files came on one day (or, rarely, on two): the cell is new, or it changed.
        Assert.Matches("(0 cells changed, 1 added|1 cell changed, 0 added), 0 removed", (await Program.RunAsync(["revisions", .. home])).Expect(0).Out);
        var cut = (await Program.RunAsync(["revisions", "--since", "2020-01-01", "--kind", "removed", .. home])).Expect(0);
        Assert.Contains("1 added", cut.Out, StringComparison.Ordinal);
        cut.ExpectSentence("0 of 1 are listed");
    }

    [Fact]
    public async Task Before_the_first_list_nothing_was_searched()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("screen", "Nobody", "--as-of", "2020-01-01", "--home", scratch.At("home"))).Expect(4).ExpectSentence("held no list at 2020-01-01T23:59:59Z");
    }

    [Fact]
    public void Every_command_that_reads_what_is_stored_takes_a_moment()
    {
        // These write, serve (there the address names the moment), look at the program itself or at a file of the desk, or take the lake as it lies there, with all its vintages.
        string[] without = ["up", "init", "ingest", "fetch", "serve", "sources", "absorption", "compare", "compact", "export", "import", "doctor"];
        var commands = CommandLine.Create().Subcommands.SelectMany(c => c.Subcommands.Count == 0 ? [c] : c.Subcommands.AsEnumerable());
        Assert.All(commands, c => Assert.Equal(!without.Contains(c.Name), c.Options.Any(o => o.Name == "--as-of")));
    }

    private static async Task IngestAsync(Scratch scratch, string kilometres, string[] home)
    {
        var file = scratch.Write("figures.csv", $"{Header}one,One,seen in a test,2025-10,,,CHN,RUS,X,cable,854470,2025-08,{kilometres},km,\"{kilometres} km\",reported,\n");
        (await Program.RunAsync(["ingest", file, .. home])).Expect(0);
    }
}
