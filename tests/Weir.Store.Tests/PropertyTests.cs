using CsCheck;
using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class PropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf("", "a", "328,000 miles", "528 тысяч км", "it's; \"quoted\"\n\t", "公里", "'; DROP TABLE x; --");
    private static readonly Gen<double?> Amount = Gen.OneOf(
        Gen.Const((double?)null), Gen.Double.Where(double.IsFinite).Select(d => (double?)d), Gen.OneOf<double?>(0, -1, 0.1, double.MaxValue, double.Epsilon));

    private static readonly Gen<PublishedQuantity> Quantity =
        Gen.Select(Amount, Gen.OneOf(null, "kg", "m", "u", "mile"), Gen.Bool, (amount, unit, estimated) => new PublishedQuantity(amount, unit, estimated));

    // Few values for what makes a cell, so that files overlap; many for what it says.
    private static readonly Gen<Func<ObservationId, Observation>> AnyCell = Gen.Select(
        Gen.Select(Gen.OneOf(156, 643, 4), Gen.OneOf(0, 643, 804), Gen.OneOf(0, 398), Gen.Enum<Flow>(), Gen.Enum<Classification>()),
        Gen.Select(Gen.OneOf("TOTAL", "85", "854470", "8544700010", "01"), Gen.OneOf(202408, 202500, 202501, 202512), Gen.OneOf("C00", "C04"), Gen.OneOf(0, 3), Gen.OneOf("", "meduza")),
        Gen.Select(Amount, Gen.OneOf(null, "USD", "CNY"), Gen.Enum<ValueBasis>(), Amount, Gen.Bool),
        Gen.Select(Quantity, Quantity, Gen.Enum<ObservationStatus>(), Text),
        (cell, code, value, rest) => (Func<ObservationId, Observation>)(id => new Observation
        {
            Source = Source,
            Reporter = cell.Item1,
            Partner = cell.Item2,
            Partner2 = cell.Item3,
            Flow = cell.Item4,
            Commodity = new(cell.Item5, code.Item1),
            Period = Period.FromNumber(code.Item2),
            Procedure = code.Item3,
            Transport = code.Item4,
            Publication = code.Item5,
            Value = value.Item1,
            Currency = value.Item2,
            Basis = value.Item3,
            NetWeightKg = value.Item4,
            NetWeightEstimated = value.Item5,
            Quantity = rest.Item1,
            SecondQuantity = rest.Item2,
            Status = rest.Item3,
            Printed = rest.Item4,
            Id = id,
        }));

    /// <summary>What the lake should hold, said in a few lines: per file, cells said once; over files, the last word on each cell.</summary>
    [Fact]
    public async Task What_is_stored_is_what_is_read_back_at_every_vintage() =>
        await AnyCell.List[0, 25].List[1, 4].SampleAsync(async files =>
        {
            await using var lake = await CreateAsync();
            var model = new Dictionary<object, Observation>();
            var vintages = new List<(DateTimeOffset At, List<Observation> Cells)>();
            foreach (var file in files)
            {
                var outcome = await lake.IngestAsync([.. file]);
                var rows = file.Select((cell, i) => cell(new(outcome.Snapshot.Sha256, i + 2))).ToList();
                var clear = rows.GroupBy(Cell).Where(g => g.Select(Content).Distinct().Count() == 1).Select(g => g.First()).ToList();
                var changed = clear.Count(o => model.TryGetValue(Cell(o), out var old) && Content(old) != Content(o));
                var added = clear.Count(o => !model.ContainsKey(Cell(o)));
                foreach (var o in clear.Where(o => !model.TryGetValue(Cell(o), out var old) || Content(old) != Content(o)))
                    model[Cell(o)] = o;
                vintages.Add((await lake.Lake.MomentAsync(Ct), [.. model.Values]));

                Assert.Equal((added, changed, clear.Count - added - changed), ((int)outcome.Added, (int)outcome.Changed, (int)outcome.Unchanged));
                Assert.Equal(clear.Count, outcome.Snapshot.Accepted);
                Assert.Equal(rows.Count, outcome.Snapshot.Accepted + outcome.Snapshot.Quarantined + outcome.Snapshot.Summary!.LeftOut.Values.Sum());
            }
            foreach (var (at, cells) in vintages)
                Assert.Equal(cells.OrderBy(Key, StringComparer.Ordinal), (await lake.AllAsync(at)).OrderBy(Key, StringComparer.Ordinal));
            foreach (var (was, now) in vintages.SelectMany((was, i) => vintages.Skip(i).Select(now => (was, now))))
                await RevisionsAgreeAsync(lake, was, now);
        }, iter: 15, threads: 1);

    private static async Task RevisionsAgreeAsync(LakeFixture lake, (DateTimeOffset At, List<Observation> Cells) was, (DateTimeOffset At, List<Observation> Cells) now)
    {
        var (before, after) = (was.Cells.ToDictionary(Cell), now.Cells.ToDictionary(Cell));
        var expected = before.Keys.Union(after.Keys)
            .Select(c => (Was: before.GetValueOrDefault(c), Now: after.GetValueOrDefault(c)))
            .Where(c => c.Was is null || c.Now is null || Content(c.Was) != Content(c.Now)).ToList();

        var found = await lake.Lake.Flows.RevisionsAsync(new() { Since = was.At, Cells = new() { AsOf = now.At, TotalsOnly = false } }, Ct);

        Assert.Equal(expected.Select(c => $"{c.Was?.Id} {c.Now?.Id}").Order(StringComparer.Ordinal), found.Largest.Select(r => $"{r.Was?.Id} {r.Now?.Id}").Order(StringComparer.Ordinal));
        Assert.Equal((expected.Count(c => c.Was is null), expected.Count(c => c.Now is null)), ((int)found.Added, (int)found.Removed));
        Assert.Equal(expected.Count, found.Total);
        foreach (var unit in found.Largest.GroupBy(r => r.Amount?.Unit))
            Assert.Equal(unit.OrderByDescending(Size).Select(Size), unit.Select(Size));

        static double Size(Revision r) => Math.Abs(r.Amount?.Change ?? 0);
    }

    private static string Key(Observation o) => o.Id.ToString();

    private static object Cell(Observation o) => (o.Reporter, o.Flow, o.Commodity, o.Partner, o.Partner2, o.Period, o.Procedure, o.Transport, o.Publication,
        o.Status == ObservationStatus.Reported ? (o.Quantity.Unit ?? "") + "/" + (o.Currency ?? "") : "");

    private static Observation Content(Observation o) => o with { Id = default };
}
