using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests;

/// <summary>The check of the example desk: everything that the nine outlets' figures say of each other, by computation.</summary>
public sealed class ExampleCheckTests
{
    private static async Task<CheckReport> CheckAsync(params Series[] official) =>
        await CheckText.CheckAsync(await DeskFiles.LoadAsync(Repository.Example, TestContext.Current.CancellationToken), official);

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task The_check_reads_as_kept(string language) =>
        await Golden.MatchesAsync($"fibre-optic-drones.check.{language}.txt", CheckText.Of(await CheckAsync(), language));

    [Fact]
    public async Task Nothing_about_an_amount_is_supported_by_what_publications_print()
    {
        var report = await CheckAsync();

        Assert.All(report.Claims.Where(c => c.Verdict != Verdict.NotCheckable), c => Assert.EndsWith("-in-km", c.Id, StringComparison.Ordinal));
        Assert.Equal(8, report.Claims.Count(c => c.Verdict == Verdict.Supported));
    }

    [Fact]
    public async Task Claims_and_reported_rows_are_in_step()
    {
        var report = await CheckAsync();

        Assert.DoesNotContain(report.Findings, f => f.Kind is "no-row" or "no-claim");
        Assert.All(report.Claims.Where(c => c.Printed.Count > 0), c => Assert.NotEmpty(c.Rows));
    }

    [Theory]
    [InlineData(55_000_000, 527_900_000, Verdict.Supported, Verdict.Supported)]
    [InlineData(209_000_000, 527_900_000, Verdict.Contradicted, Verdict.Supported)]
    [InlineData(55_000_000, 523_000_000, Verdict.Supported, Verdict.Contradicted)]
    public async Task With_official_metres_the_report_is_decided(double july, double august, Verdict tenfold, Verdict level)
    {
        var desk = await DeskFiles.LoadAsync(Repository.Example, TestContext.Current.CancellationToken);
        var need = ClaimChecker.Needs(desk).First(n => n.Claims.Contains("caliber-az/cable-tenfold"));

        // Invented metres, in the place where China Customs prints them.
        var report = await CheckAsync(CheckText.Official("gacc", need.Subject, Units.Metre, Period.Month(2025, 7), july, august));

        var claims = report.Claims.ToDictionary(c => c.Id, c => c.Verdict, StringComparer.Ordinal);
        Assert.Equal((tenfold, level), (claims["caliber-az/cable-tenfold"], claims["caliber-az/cable-august"]));
        Assert.Equal(Verdict.NotCheckable, claims["meduza/cable-may"]);
        Assert.Equal(Verdict.NotCheckable, claims["caliber-az/batteries-august"]);
    }
}
