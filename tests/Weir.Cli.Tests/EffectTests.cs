using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary><c>weir effect</c> on a table of one's own. The figures are R 4.2.2's (glm with dummies, the sandwich from its formula).</summary>
public sealed class EffectTests
{
    private const string Table = """
        i,t,x,z,y
        1,1,0.22,1,3
        1,2,-0.54,1,4
        1,3,0.89,0,0
        1,4,0.6,1,10
        2,1,1.64,1,5
        2,2,0.69,0,4
        2,3,-1.28,0,2
        2,4,-0.21,1,5
        3,1,1.9,1,26
        3,2,1.78,1,0
        3,3,0.57,1,7
        3,4,0.02,0,4
        4,1,0.38,1,18
        4,2,-0.05,0,7
        4,3,0.03,1,23
        4,4,0.17,0,4
        5,1,1.17,0,0
        5,2,-0.04,0,4
        5,3,-0.1,1,42
        5,4,-0.28,0,9
        6,1,1.54,1,31
        6,2,0.17,0,10
        6,3,1.31,0,40
        6,4,1.29,0,32

        """;

    [Fact]
    public async Task Coefficients_errors_and_what_was_dropped()
    {
        using var scratch = new Scratch();
        scratch.Write("panel.csv", Table);
        string[] question = ["effect", "--file", scratch.At("panel.csv"), "--y", "y", "--x", "x,z,i", "--fe", "i,t", "--cluster", "i", "--ssc", "none"];
        var run = (await Program.RunAsync([.. question, "--json"])).Expect(0);
        using var json = JsonDocument.Parse(run.Out);
        var terms = json.RootElement.GetProperty("terms");
        Assert.Equal(2, terms.GetArrayLength());
        Assert.Equal(.2142030596, terms[0].GetProperty("coefficient").GetDouble(), 1e-9);
        Assert.Equal(.4095429141, terms[1].GetProperty("se").GetDouble(), 1e-9);
        Assert.Equal(83.4342425014, json.RootElement.GetProperty("deviance").GetDouble(), 1e-8);
        Assert.Equal("absorbed", json.RootElement.GetProperty("dropped")[0].GetProperty("reason").GetString());
        var csv = (await Program.RunAsync([.. question, "--csv"])).Expect(0).Out;
        Assert.StartsWith("term,coefficient,se,z,p,lower,upper,percent,", csv, StringComparison.Ordinal);
        Assert.Contains("the effects absorb it", csv, StringComparison.Ordinal);
        var text = (await Program.RunAsync(question)).Expect(0).Out;
        Assert.Contains("i was dropped: the effects absorb it", text, StringComparison.Ordinal);
        Assert.Contains("only 6 clusters", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--x", "x", "--fe", "i^t", "the effects absorb every regressor")]
    [InlineData("--x", "x", "--cluster", "one", "there is one cluster only")]
    public async Task What_cannot_be_said_says_why(string a, string b, string c, string d, string why)
    {
        using var scratch = new Scratch();
        scratch.Write("panel.csv", Table.Replace("\r", "", StringComparison.Ordinal).Replace("\n", ",1\n", StringComparison.Ordinal).Replace("z,y,1", "z,y,one", StringComparison.Ordinal).Replace("\n,1\n", "\n", StringComparison.Ordinal));
        var run = await Program.RunAsync("effect", "--file", scratch.At("panel.csv"), "--y", "y", a, b, c, d);
        Assert.Contains(why, run.Out, StringComparison.Ordinal);
        Assert.Contains("cannot be said", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_cells_are_named_by_line()
    {
        using var scratch = new Scratch();
        scratch.Write("panel.csv", "i,x,y\n1,2,3\n1,,4\n2,1,-5\n2,a,1\n");
        (await Program.RunAsync("effect", "--file", scratch.At("panel.csv"), "--y", "y", "--x", "x")).Expect(1)
            .ExpectSentence("line 3: 'x' is not known").ExpectSentence("line 4: y: -5").ExpectSentence("line 5: x: 'a' is no number");
        (await Program.RunAsync("effect", "--file", scratch.At("panel.csv"), "--y", "y", "--x", "w")).Expect(1).ExpectSentence("the column 'w' is missing");
        (await Program.RunAsync("effect", "--file", scratch.At("panel.csv"), "--y", "y")).Expect(2).ExpectSentence("--x");
        (await Program.RunAsync("effect", "--file", scratch.At("panel.csv"), "--y", "y", "--x", "x", "--vcov", "cluster")).Expect(2).ExpectSentence("--cluster");
    }
}
