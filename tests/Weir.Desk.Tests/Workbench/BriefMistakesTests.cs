using Weir.Desk.Briefs;

namespace Weir.Desk.Tests.Bench;

/// <summary>What a brief may not do, and what its author is told.</summary>
public sealed class BriefMistakesTests
{
    private const string Front = """
        ---
        title: A test
        byline: The desk
        published: 2025-11-20
        language: en
        figures:
          august: { kind: reported, publication: caliber-az, goods: fibre-optic-cable, from: CHN, to: RUS, period: 2025-08, unit: km, digits: 3 }
        texts:
          when: { kind: period, period: 2025-08 }
        ---

        """;

    [Theory]
    [InlineData("It was 328,000 miles.", ":11:", "'328,000'", "make it a figure")]
    [InlineData("It was {{ agust }}.", ":11:", "'agust'", "did you mean 'august'?")]
    [InlineData("A list:\n\n1. {{ august }}\n2. About 5", ":14:", "'5'", "make it a figure")]
    [InlineData("![a picture](https://example.org/a.png)", ":11:", "picture", "charts only")]
    [InlineData("[a link](javascript:alert)", ":11:", "'javascript:alert'", "https, http and mailto")]
    [InlineData("{% if %}", "", "tags can't be read", "")]
    public async Task Mistakes_in_the_body_are_named_with_file_and_line(string body, string line, string what, string allowed)
    {
        var error = await FailAsync(Front + body);
        Assert.Contains("test.md" + line, error, StringComparison.Ordinal);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains(allowed, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("period: 2025-08", "period: 2025-07", ":7:", "what is not known is not printed")]
    [InlineData("publication: caliber-az", "publication: nobody", ":7:", "'nobody'")]
    [InlineData("goods: fibre-optic-cable", "goods: cable", ":7:", "neither goods of this desk")]
    [InlineData("unit: km", "unit: USD", ":7:", "USD")]
    [InlineData("kind: reported", "kind: reportd", ":7:", "did you mean 'reported'?")]
    [InlineData("digits: 3", "digitz: 3", ":7:", "unknown key 'digitz'")]
    [InlineData("digits: 3", "digits: 99", ":7:", "allowed are 1 to 15")]
    [InlineData("language: en", "language: xx", ":5:", "allowed are en, ru")]
    [InlineData("published: 2025-11-20", "published: today", ":4:", "'today' is no date")]
    [InlineData("title: A test", "titel: A test", ":2:", "unknown key 'titel'")]
    public async Task Mistakes_in_the_front_matter_are_named_with_file_and_line(string old, string @new, string line, string what)
    {
        Assert.Contains(old, Front, StringComparison.Ordinal);
        var error = await FailAsync(Front.Replace(old, @new, StringComparison.Ordinal) + "It was {{ august }}.");
        Assert.Contains("test.md" + line, error, StringComparison.Ordinal);
        Assert.Contains(what, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  b: { kind: ratio, of: august, to: nothing }", "there is no figure 'nothing'")]
    [InlineData("  b: { kind: ratio, of: b, to: august }", "in a circle: b → b")]
    [InlineData("  b: { kind: converted, of: august, unit: kg }", "does not convert to kg")]
    [InlineData("  b: { kind: printed, publication: caliber-az, printed: 7 miles }", "was printed \"7 miles\"")]
    [InlineData("  b: { kind: claim, claim: caliber-az/nothing, take: claimed }", "caliber-az has cable-tenfold")]
    [InlineData("  b: { kind: claim, claim: caliber-az/cable-august, take: computed }", "not checkable")]
    [InlineData("  b: { kind: finding, finding: nothing, number: x }", "no finding 'nothing'")]
    [InlineData("  b: { kind: implied, of: august, ratio: caliber-az/cable-august }", "states no ratio")]
    [InlineData("  b: { kind: official, source: gacc, goods: fibre-optic-cable, from: CHN, to: RUS, period: 2025-08 }", "'gacc' has no X")]
    public async Task A_figure_that_can_t_be_computed_stops_the_build(string figure, string why)
    {
        var error = await FailAsync(Front.Replace("texts:", figure + "\ntexts:", StringComparison.Ordinal) + "{{ b }}");
        Assert.Contains("test.md:8: figure 'b'", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_said_at_once()
    {
        var error = await FailAsync(Front.Replace("period: 2025-08, unit", "period: 2025-07, unit", StringComparison.Ordinal) + "1 and {{ nothing }}.\n\nAnd 2.");
        Assert.Equal(4, error.Split('\n').Length);
    }

    [Fact]
    public async Task Tags_addresses_codes_and_list_marks_may_have_digits_and_html_is_only_text()
    {
        using var desk = TempDesk.OfExample();
        desk.Write("briefs/test.md", Front + "1. In {{ when }}, `8544.70`, [source](https://example.org/2025/08)\n2. <https://example.org/1> {{ august }} <b>bold</b>\n");
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, TestContext.Current.CancellationToken);
        var built = await bench.BuildBriefAsync("test", null, TestContext.Current.CancellationToken);
        Assert.Contains("In August 2025, <code>8544.70</code>", built.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt;", built.Html, StringComparison.Ordinal);
        Assert.Contains(">528,000\u00A0km</a>", built.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_without_front_matter_and_one_that_is_not_there_are_refused()
    {
        Assert.Contains("test.md:1: a brief begins with front matter", await FailAsync("Only text"), StringComparison.Ordinal);
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var error = await Assert.ThrowsAsync<BriefException>(() => bench.BuildBriefAsync("nothing", null, TestContext.Current.CancellationToken));
        Assert.Contains("the desk has fibre-optic-drones", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<BriefException>(() => bench.VerifyBriefAsync("fibre-optic-drones", null, TestContext.Current.CancellationToken));
        Assert.Contains("no build of it is recorded", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(string brief)
    {
        using var desk = TempDesk.OfExample();
        desk.Write("briefs/test.md", brief);
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, TestContext.Current.CancellationToken);
        return (await Assert.ThrowsAsync<BriefException>(() => bench.BuildBriefAsync("test", null, TestContext.Current.CancellationToken))).Message;
    }
}
