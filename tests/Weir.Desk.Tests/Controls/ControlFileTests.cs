namespace Weir.Desk.Tests;

public sealed class ControlFileTests
{
    private const string Valid = """
        title: Test
        by: CHN
        measure: licence
        announced: 2023-10-20
        in-force: 2023-12-01
        codes:
          - { codes: ["2504.10"] }
        source: { act: Test, date: 2023-10-20 }
        """;

    [Fact]
    public async Task A_control_of_the_desk_goes_before_one_that_Weir_knows()
    {
        using var desk = new TemporaryDesk();
        desk.Write("controls/cn-graphite-2023.yaml", Valid);
        desk.Write("controls/mine.yaml", Valid.Replace("by: CHN", "by: EU", StringComparison.Ordinal));
        var folder = await DeskFiles.LoadAsync(desk.Folder, TestContext.Current.CancellationToken);
        Assert.False(folder.FindControl("cn-graphite-2023").Known);
        Assert.True(folder.FindControl("cn-drones-2023").Known);
        Assert.Equal(27, folder.FindControl("mine").Reporters.Count);
        Assert.Contains("there is no control 'cn-graphit'", Assert.Throws<DeskException>(() => folder.FindControl("cn-graphit")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graphite_is_natural_and_artificial()
    {
        var graphite = DeskFolder.Empty(".").FindControl("cn-graphite-2023");
        Assert.Equal(["250410", "380110"], graphite.AllCodes);
        Assert.Equal((new DateOnly(2023, 10, 20), new DateOnly(2023, 12, 1)), (graphite.Announced, graphite.InForce));
        Assert.Equal("CHN", Assert.Single(graphite.Reporters).Alpha3);
        Assert.Empty(graphite.Destinations);
        Assert.All(DeskFolder.Empty(".").Controls, c => Assert.True(c.AllCodes.Count > 0 || c.List is not null, c.Id));
    }

    [Theory]
    [InlineData("in-force: 2023-12-01", "in-force: 2023-10-01", "is before announced")]
    [InlineData("in-force: 2023-12-01", "in-force: December 2023", "is no day")]
    [InlineData("measure: licence", "measure: tax", "allowed are licence, ban and no-reexport")]
    [InlineData("by: CHN", "by: China", "unknown economy")]
    [InlineData("codes: [\"2504.10\"]", "codes: []", "it needs at least one")]
    [InlineData("codes: [\"2504.10\"]", "codes: [\"2504.10\"], edition: HS6", "'HS6' is not known")]
    [InlineData("title: Test", "title: Test\ncomparators: [\"2504\"]", "2504 is controlled, or holds what is")]
    [InlineData("title: Test", "titel: Test", "unknown key 'titel'")]
    [InlineData("codes:\n  - { codes: [\"2504.10\"] }", "", "a control has codes, or the name of the list")]
    public async Task Mistakes_are_named_with_their_line(string from, string to, string sentence)
    {
        using var desk = new TemporaryDesk();
        desk.Write("controls/mine.yaml", Valid.ReplaceLineEndings("\n").Replace(from, to, StringComparison.Ordinal));
        var mistakes = await DeskFiles.ValidateAsync(desk.Folder, TestContext.Current.CancellationToken);
        Assert.Contains(mistakes, m => m.Contains("controls/mine.yaml:", StringComparison.Ordinal) && m.Contains(sentence, StringComparison.Ordinal));
    }
}
