using Weir.Desk.Claims;

namespace Weir.Desk.Tests;

public class EurasianExampleTests
{
    [Fact]
    public async Task The_check_finds_the_two_figures_for_one_pair_of_months_and_no_row_or_claim_is_out_of_step()
    {
        using var home = new TemporaryDesk();
        await using var bench = await Workbench.OpenAsync(
            new WorkbenchOptions(Path.Combine(Repository.Root, "examples", "eurasian-routes"), home.Folder), TimeProvider.System, CancellationToken.None);
        await bench.IngestDeskAsync(null, CancellationToken.None);
        var report = await bench.CheckAsync(null, CancellationToken.None);
        var disagreement = Assert.Single(report.Findings, f => f.Kind == "disagreement");
        Assert.Equal(["sputnik-2024/cars-jan-feb-2023", "azernews/cars-jan-feb-2023"], disagreement.Claims);
        Assert.Equal((14_885m, 12_000m), (disagreement.Numbers["most"], disagreement.Numbers["printed"]));
        Assert.DoesNotContain(report.Findings, f => f.Kind is "no-row" or "no-claim");
        Assert.All(report.Claims, c => Assert.NotEqual(Verdict.Supported, c.Verdict));
    }
}
