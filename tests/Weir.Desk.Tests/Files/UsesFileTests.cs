using Weir.Desk.Uses;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Tests.Files;

/// <summary><c>uses/*.yaml</c>: read with every mistake, and worked out without mixing measures.</summary>
public sealed class UsesFileTests : IDisposable
{
    private const string Head = """
        title: Cable
        goods: cable
        destination: RUS
        period: 2025
        measure: cable
        measures:
          - { id: cable, title: kilometres of cable, unit: km }
          - { id: fibre, title: kilometres of fibre, unit: km }

        """;

    private readonly TemporaryDesk desk = new();

    public UsesFileTests()
    {
        desk.Write("desk.yaml", "title: T\n");
        desk.Write("watches/w.yaml", "title: W\ngoods: [{ id: cable, title: Cable, codes: [\"854470\"], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }\n");
    }

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Figures_are_converted_within_a_measure_and_the_remainder_is_an_interval()
    {
        var report = AbsorptionReport.Of(await ReadAsync(Head + """
            amounts:
              - { id: in, title: In, kind: imports, measure: cable, unit: m, amount: [900000, 1000000], period: 2025, source: S }
              - { id: houses, title: Houses, kind: use, measure: cable, production: [100, 150], content: [2, 4], period: { first: 2025-01, last: 2025-12 }, source: S }
            """));
        Assert.Null(report.Because);
        Assert.Equal(new Interval(300, 800), report.Finding!.Remainder);
        Assert.Equal("houses content", report.Finding.Swings[0].Factor.Id);
        Assert.Equal("Houses: what one takes", Words("en", report.Name(report.Finding.Swings[0])));
    }

    [Fact]
    public async Task Cable_and_fibre_are_not_mixed_without_a_conversion_and_are_with_one()
    {
        const string Amounts = """
            amounts:
              - { id: in, title: In, kind: imports, measure: cable, amount: 100, period: 2025, source: S }
              - { id: makers, title: Makers, kind: use, measure: fibre, amount: 240, period: 2025, source: S }

            """;
        var refused = AbsorptionReport.Of(await ReadAsync(Head + Amounts));
        Assert.Null(refused.Finding);
        Assert.Equal("cannot be said, because Makers is in kilometres of fibre and the answer in kilometres of cable; without a conversion that has a source the two are not mixed", Words("en", refused.Because!));
        var converted = AbsorptionReport.Of(await ReadAsync(Head + Amounts + "conversions: [{ from: fibre, to: cable, factor: [0.0625, 0.125], source: 8 to 16 fibres a cable }]\n"));
        Assert.Equal(new Interval(70, 85), converted.Finding!.Remainder);
        Assert.Equal("fibre-to-cable factor", Assert.Single(converted.Finding.Swings).Factor.Id);
    }

    [Theory]
    [InlineData("amounts: [{ id: u, title: U, kind: use, measure: cable, amount: 1, period: 2025, source: S }]", 9, "nothing comes in")]
    [InlineData("amounts: [{ id: u, title: U, kind: import, measure: cable, amount: 1, period: 2025, source: S }]", 9, "kind: 'import' is none; did you mean")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: wire, amount: 1, period: 2025, source: S }]", 9, "measure: 'wire' is none of the measures")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, amount: [2, 1], period: 2025, source: S }]", 9, "write the lower number first")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, amount: -1, period: 2025, source: S }]", 9, "amount is below 0")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, unit: kg, amount: 1, period: 2025, source: S }]", 9, "unit: kg does not convert to km")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, production: 1, period: 2025, source: S }]", 9, "either an amount, or production")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, amount: 1, period: 2025-06, source: S }]", 9, "say with times")]
    [InlineData("amounts: [{ id: u, title: U, kind: imports, measure: cable, amount: 1, period: 2025 }]", 9, "has no 'source'")]
    [InlineData("amounts: [{ id: a, title: U, kind: supply, measure: cable, amount: 1, period: 2025, source: S }, { id: b, title: U, kind: imports, measure: cable, amount: 1, period: 2025, source: S }]", 9, "counted twice")]
    public async Task Mistakes_are_told_by_line(string amounts, int line, string mistake)
    {
        desk.Write("uses/u.yaml", Head + amounts + "\n");
        var mistakes = await desk.MistakesAsync();
        Assert.Contains(mistakes, m => m.StartsWith($"uses/u.yaml:{line}: ", StringComparison.Ordinal) && m.Contains(mistake, StringComparison.Ordinal));
    }

    private static string Words(string language, Phrase phrase) => Desk.Words.Words.For(language).Say(phrase);

    private async Task<UsesBook> ReadAsync(string text)
    {
        desk.Write("uses/u.yaml", text);
        return Assert.Single((await DeskFiles.LoadAsync(desk.Folder, TestContext.Current.CancellationToken)).Uses);
    }
}
