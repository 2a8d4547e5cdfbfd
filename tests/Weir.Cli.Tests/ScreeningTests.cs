using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary><c>weir screen</c>, <c>weir compare</c> and <c>weir explain</c> of a match, as a user's shell runs them.</summary>
public sealed class ScreeningTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Two_names_are_compared_without_a_lake_and_a_file_of_pairs_comes_back_with_scores()
    {
        var two = (await Program.RunAsync("compare", "Иванов Иван", "Ivan Ivanov", "--schema", "person", "--json", "--exit-code")).Expect(3);
        using var document = JsonDocument.Parse(two.Out);
        Assert.Equal("match", document.RootElement.GetProperty("verdict").GetString());
        Assert.NotEmpty(document.RootElement.GetProperty("reasons").EnumerateArray());

        var pairs = scratch.Write("pairs.csv", "name1,name2,own\nA Name,A Name,x\nA Name,,y\n");
        var file = (await Program.RunAsync("compare", "--file", pairs, "--out", scratch.At("out.csv"))).Expect(4);
        Assert.Contains("1 row could not be asked", file.Error, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(scratch.At("out.csv"));
        Assert.Equal("name1,name2,own,score,verdict,reasons", lines[0]);
        Assert.StartsWith("A Name,A Name,x,0.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("A Name,,y,,error,line 3: name2: ", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare", "A")]
    [InlineData("compare", "A", "B", "--schema", "Persn")]
    [InlineData("screen")]
    [InlineData("screen", "A", "--threshold", "2")]
    [InlineData("screen", "A", "--born", "yesterday")]
    public async Task A_wrong_question_says_what_is_allowed(params string[] args) =>
        Assert.Contains("weir: ", (await Program.RunInAsync(scratch.Folder, null, args)).Expect(2).ExpectSentence("").Error, StringComparison.Ordinal);
}
