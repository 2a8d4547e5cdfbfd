using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

public sealed class ChangeGroupTests
{
    [Fact]
    public void Publications_that_print_nearly_the_same_stand_together_behind_the_one_in_the_middle()
    {
        var groups = ChangeGroup.Of([Change("a", 524_800), Change("b", 527_865), Change("c", 528_000)]);
        var group = Assert.Single(groups);
        Assert.Equal("b", group.Lead.Series.Publication);
        Assert.Equal(["a", "c"], group.Others.Select(o => o.Series.Publication));
    }

    [Fact]
    public void Different_statements_stay_apart()
    {
        Change[] changes =
        [
            Change("a", 528_000), Change("b", 600_000), Change("c", 528_000) with { Kind = "run" }, Change("d", 528_000) with { Period = Period.Month(2025, 7) },
            Change("e", 528_000) with { Base = 116 }, Change("a", 528_000) with { Text = new Phrase("site.value", ("value", "another")) },
        ];
        Assert.All(ChangeGroup.Of(changes), g => Assert.Empty(g.Others));
    }

    private static Change Change(string publication, double value) => new(
        "cable", Report.Key with { Publication = publication }, Units.Kilometre, Period.Month(2025, 8), "peak", new Phrase("site.value", ("value", publication)), value, null, null,
        ObservationStatus.Reported, []);
}
