using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>Lists of people and companies on the command line: taken in, listed, fetched.</summary>
public sealed class ListsTests
{
    private const string Entity = "{\"id\":\"a\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Invented Trading\"]},\"datasets\":[\"one\",\"two\"]}\n";

    [Fact]
    public async Task A_dataset_is_taken_in_by_name_and_lists_says_how_old_it_is()
    {
        using var scratch = new Scratch();
        scratch.Write("entities.ftm.json", Entity);
        var home = scratch.At("home");
        (await Program.RunAsync("lists", "--home", home, "--exit-code")).Expect(4);
        (await Program.RunAsync("ingest", scratch.At("entities.ftm.json"), "--home", home)).Expect(1).ExpectSentence("--source ftm:NAME");
        (await Program.RunAsync("ingest", scratch.At("entities.ftm.json"), "--source", "ftm:invented", "--home", home)).Expect(0);
        using var said = JsonDocument.Parse((await Program.RunAsync("lists", "--home", home, "--exit-code", "--json")).Expect(0).Out);
        var list = Assert.Single(said.RootElement.GetProperty("lists").EnumerateArray());
        Assert.Equal(("ftm-invented", 1, false), (list.GetProperty("list").GetString(), list.GetProperty("entities").GetInt32(), list.GetProperty("stale").GetBoolean()));
        (await Program.RunAsync("lists", "--home", home, "--exit-code", "--as-of", "2999-01-01")).Expect(4).ExpectSentence("weir fetch ftm-invented");
        Assert.DoesNotContain("ftm-invented", (await Program.RunAsync("lists", "--home", home, "--csv", "--as-of", "1999-01-01")).Expect(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_fetched_is_said()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("fetch", "ftm", "--home", scratch.At("home"))).Expect(2).ExpectSentence("write ftm:NAME");
        (await Program.RunAsync("fetch", "lists", "--home", scratch.At("home"))).Expect(1).ExpectSentence("the lake holds no list yet");
        (await Program.RunAsync("fetch", "un-sc", "--plan", "--home", scratch.At("home"))).Expect(2).ExpectSentence("--plan is for a desk");
    }
}
