using System.Globalization;
using CsCheck;
using MathNet.Numerics.Distributions;
using Weir.Signals.Tests.Breaks;
using Weir.Signals.UnitValues;
using Weir.Trade;

namespace Weir.Signals.Tests.UnitValues;

public class UnitValueTests(ITestOutputHelper output)
{
    private static readonly Period January = Period.Month(2024, 1);

    /// <summary>China's exports of graphite (250410, 380110) and gallium and germanium (811292) by partner, UN Comtrade; the publisher imputed every weight of 2017 and gave none for 811292.</summary>
    [Fact]
    public void The_imputed_quantities_of_2017_are_recognised_on_the_real_file()
    {
        var file = BreakSamples.Need("comtrade", "qennis+ChinaCriticalMineralComtrade", "deep_dive_hs6_monthly.csv");
        var cells = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).Select(c => new UnitValueCell(
            "CHN", string.Join(',', c[1..^4]), c[^4], Period.Month(int.Parse(c[0][..4], CultureInfo.InvariantCulture), int.Parse(c[0][5..7], CultureInfo.InvariantCulture)),
            double.Parse(c[^3], CultureInfo.InvariantCulture), double.Parse(c[^2], CultureInfo.InvariantCulture), "kg")).ToList();
        Assert.Equal(6442, cells.Count);
        var findings = UnitValueFinder.Find(cells);
        var of2017 = findings.Where(f => f.Cell.Period.Year == 2017).ToList();
        output.WriteLine(string.Join(' ', of2017.GroupBy(f => (f.Cell.Commodity, f.State)).Select(g => $"{g.Key}: {g.Count()}")));
        Assert.Equal(583, of2017.Count(f => f.Cell.Commodity != "811292"));
        Assert.All(of2017, f => Assert.Equal(f.Cell.Commodity == "811292" ? UnitValueState.NoUnitValue : UnitValueState.Imputed, f.State));
        var later = findings.Where(f => f.Cell.Period.Year > 2017).ToList();
        output.WriteLine(string.Join(' ', later.GroupBy(f => f.State).Select(g => $"{g.Key}: {g.Count()}")));
        Assert.True(later.Count(f => f.State == UnitValueState.Imputed) <= 0.001 * later.Count, "quantities that were weighed are called imputed");
        var judged = later.Where(f => f.State == UnitValueState.Judged).ToList();
        output.WriteLine(FormattableString.Invariant($"judged {judged.Count}, p < 0.05: {judged.Average(f => f.P < 0.05 ? 1.0 : 0):0.0000}, p < 0.01: {judged.Average(f => f.P < 0.01 ? 1.0 : 0):0.0000}, q < 0.05: {judged.Count(f => f.Q < 0.05)}"));
        foreach (var f in judged.OrderBy(f => f.P).Take(5))
            output.WriteLine(FormattableString.Invariant($"{f.Cell.Partner} {f.Cell.Commodity} {f.Cell.Period}: {f.Cell.UnitValue:0.##}, expected {f.Low:0.##} to {f.High:0.##}, p {f.P:0.0e+0}, {f.Odd}"));
    }

    [Fact]
    public void Cells_that_share_a_unit_value_to_the_last_digit_are_imputed_and_never_judged()
    {
        var random = new Random(7);
        var cells = World(random, 12, 30, 0.2);
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Period == January.AddMonths(20))
                cells[i] = cells[i] with { Quantity = Math.Round(cells[i].Value!.Value / 3.7251, 3) };
        }
        var findings = UnitValueFinder.Find(cells);
        Assert.All(findings, f => Assert.Equal(f.Cell.Period == January.AddMonths(20) ? UnitValueState.Imputed : UnitValueState.Judged, f.State));
        Assert.All(findings.Where(f => f.State == UnitValueState.Imputed), f => Assert.True(f is { P: null, Q: null, Expected: null }));
    }

    [Fact]
    public void What_the_source_calls_estimated_and_what_has_no_unit_value_is_said_so()
    {
        var cells = World(new Random(3), 8, 12, 0.2);
        cells[0] = cells[0] with { Estimated = true };
        cells[1] = cells[1] with { Quantity = 0 };
        cells[2] = cells[2] with { Quantity = null };
        cells[3] = cells[3] with { Value = -5 };
        var findings = UnitValueFinder.Find(cells);
        Assert.Equal([UnitValueState.Estimated, UnitValueState.NoUnitValue, UnitValueState.NoUnitValue, UnitValueState.NoUnitValue], findings.Take(4).Select(f => f.State));
    }

    [Fact]
    public void Few_pieces_prove_no_imputation()
    {
        UnitValueCell[] cells = [.. new[] { (100.0, 1.0), (104, 1), (210, 2), (98, 1), (305, 3) }.Select((c, i) => new UnitValueCell("CHN", $"P{i}", "847130", January, c.Item1, c.Item2, "u"))];
        Assert.DoesNotContain(true, ImputedQuantities.Among(cells));
        Assert.All(UnitValueFinder.Find(cells), f => Assert.NotEqual(UnitValueState.Imputed, f.State));
    }

    [Fact]
    public void A_tenth_of_the_price_is_found_with_its_interval_and_the_odd_number()
    {
        var cells = World(new Random(11), 15, 36, 0.15);
        var wrong = cells.FindIndex(c => c.Partner == "P3" && c.Period == January.AddMonths(30));
        cells[wrong] = cells[wrong] with { Quantity = cells[wrong].Quantity * 30 };
        var findings = UnitValueFinder.Find(cells);
        var found = findings[wrong];
        Assert.True(found is { State: UnitValueState.Judged, Q: < 0.05, Deviation: < -5, Odd: OddNumber.Quantity });
        Assert.True(found.Cell.UnitValue < found.Low && found.Low < found.Expected && found.Expected < found.High);
        Assert.Equal(found.P, findings.Min(f => f.P));
    }

    [Fact]
    public void Units_currencies_and_editions_are_never_mixed()
    {
        var cells = World(new Random(5), 8, 24, 0.1);
        var other = cells.ConvertAll(c => c with { Value = c.Value * 150, Currency = "JPY" });
        var pieces = cells.ConvertAll(c => c with { Quantity = Math.Round(c.Quantity!.Value / 40, 2), Unit = "u" });
        var edition = cells.ConvertAll(c => c with { Value = c.Value * 2, Edition = "HS2017" });
        var alone = UnitValueFinder.Find(cells).Select(f => f.P).ToList();
        Assert.Equal(alone, UnitValueFinder.Find([.. cells, .. other, .. pieces, .. edition]).Take(cells.Count).Select(f => f.P));
    }

    [Fact]
    public void A_route_whose_unit_changes_is_told()
    {
        UnitValueCell Cell(int month, string unit) => new("CHN", "RUS", "854470", January.AddMonths(month), 100, 10, unit);
        var change = Assert.Single(UnitValueFinder.UnitChanges([Cell(0, "kg"), Cell(1, "kg"), Cell(3, "km"), Cell(4, "km")]));
        Assert.Equal((January.AddMonths(3), "kg", "km"), (change.Period, change.Before, change.After));
        Assert.Empty(UnitValueFinder.UnitChanges([Cell(0, "kg"), Cell(0, "u"), Cell(1, "u"), Cell(2, "kg")]));
    }

    [Fact]
    public void Too_few_cells_give_no_judgement() => Assert.All(
        UnitValueFinder.Find([.. Enumerable.Range(0, 4).Select(i => new UnitValueCell("CHN", "RUS", "854470", January.AddMonths(i), 100 + i, 10, "kg"))]),
        f => Assert.True(f is { State: UnitValueState.TooFew, P: null }));

    /// <summary>How many clean cells fall below a bound of p, with normal, heavy and very heavy tails, and routes of unlike spread.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(4)]
    [InlineData(2)]
    public void Clean_cells_are_called_outliers_about_as_often_as_stated(int freedom)
    {
        var random = new Random(20261123);
        int cells = 0, five = 0, one = 0, worlds = 0, alarmed = 0;
        for (var world = 0; world < 40; world++)
        {
            var findings = UnitValueFinder.Find(World(random, 20, 48, 0.25, freedom)).Where(f => f.State == UnitValueState.Judged).ToList();
            cells += findings.Count;
            five += findings.Count(f => f.P < 0.05);
            one += findings.Count(f => f.P < 0.01);
            worlds++;
            alarmed += findings.Exists(f => f.Q < 0.05) ? 1 : 0;
        }
        output.WriteLine(FormattableString.Invariant($"t({freedom}): {cells} cells, p < 0.05: {five / (double)cells:0.0000}, p < 0.01: {one / (double)cells:0.0000}, worlds with q < 0.05: {alarmed} of {worlds}"));
        Assert.InRange(five / (double)cells, 0.035, 0.065);
        Assert.InRange(one / (double)cells, 0.004, 0.018);
    }

    [Fact]
    public void The_answer_does_not_depend_on_money_or_measure() => Gen.Int[1, 1000].Sample(seed =>
    {
        var cells = World(new Random(seed), 8, 10, 0.3);
        var scaled = cells.ConvertAll(c => c with { Value = c.Value * 4, Quantity = c.Quantity * 1024 });
        foreach (var (one, other) in UnitValueFinder.Find(cells).Zip(UnitValueFinder.Find(scaled)))
        {
            Assert.Equal(one.State, other.State);
            Assert.Equal(one.P ?? 0, other.P ?? 0, 1e-6);
        }
    }, iter: 10);

    /// <summary>Prices that drift, routes with levels and spreads of their own, deviations from Student's distribution.</summary>
    private static List<UnitValueCell> World(Random random, int partners, int months, double spread, int freedom = 30)
    {
        var cells = new List<UnitValueCell>();
        var price = 1.0;
        var levels = Enumerable.Range(0, partners).Select(_ => Normal.Sample(random, 0, 0.3)).ToArray();
        var spreads = Enumerable.Range(0, partners).Select(_ => spread * Math.Exp(Normal.Sample(random, 0, 0.3))).ToArray();
        var sizes = Enumerable.Range(0, partners).Select(_ => Math.Exp(Normal.Sample(random, 9, 1))).ToArray();
        for (var month = 0; month < months; month++)
        {
            price += Normal.Sample(random, 0, 0.03);
            for (var p = 0; p < partners; p++)
            {
                var quantity = Math.Round(sizes[p] * Math.Exp(Normal.Sample(random, 0, 0.4)), 1) + 1;
                cells.Add(new("CHN", $"P{p}", "854470", January.AddMonths(month), Math.Round(quantity * Math.Exp(price + levels[p] + (spreads[p] * StudentT.Sample(random, 0, 1, freedom))), 2) + 0.01, quantity, "kg"));
            }
        }
        return cells;
    }
}
