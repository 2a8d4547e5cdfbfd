using CsCheck;
using static Weir.Store.Tests.LakeFixture;
using static Weir.Store.Tests.TextReading;

namespace Weir.Store.Tests;

public sealed class RebuildTests
{
    private static readonly Gen<string> AnyLine = Gen.Select(
        Gen.OneOf("85", "854470", "850760"), Gen.OneOf("2024-12", "2025-01", "2025-02"), Gen.OneOf<double?>(null, 0, 1, 2.5), Gen.OneOf(643, 804), Gen.OneOf(156, 643), Gen.Int[0, 9],
        (commodity, period, metres, partner, reporter, kind) => kind switch { 0 => "? bad", 1 => "all " + period, _ => Line(commodity, period, metres, 1000, partner, reporter) });

    // A file, and how far the clock goes on before it: it also stands still and is set back.
    private static readonly Gen<(string Text, int Minutes)> AnyFile = Gen.Select(AnyLine.Array[0, 12], Gen.OneOf(0, 1, 60, -30), (lines, minutes) => (string.Join('\n', lines), minutes));

    /// <summary>Some of the files that can be made again are lost, and in half of the cases the catalogue too.</summary>
    [Fact]
    public async Task A_lake_made_again_from_raw_is_equal_in_every_cell_of_every_vintage() =>
        await Gen.Select(AnyFile.Array[1, 5], Gen.Int[0, 100], Gen.Bool).SampleAsync(async (files, seed, withCatalogue) =>
        {
            await using var lake = await CreateAsync();
            for (var i = 0; i < files.Length; i++)
            {
                lake.Clock.Now += TimeSpan.FromMinutes(files[i].Minutes);
                await IngestAsync(lake.Lake, files[i].Text + $"\n? file {i}");
            }
            var before = await LakeState.OfAsync(lake.Lake);
            await lake.Lake.DisposeAsync();
            var random = new Random(seed);
            if (Directory.Exists(lake.At("flows")))
            {
                foreach (var file in Directory.GetFiles(lake.At("flows"), "*", SearchOption.AllDirectories).Where(_ => random.Next(3) > 0))
                    File.Delete(file);
            }
            if (withCatalogue)
            {
                foreach (var file in Directory.GetFiles(lake.Home, "catalog.db*"))
                    File.Delete(file);
            }

            var steps = await RepairTests.RepairAsync(lake);

            Assert.All(steps, s => Assert.Equal(RepairOutcome.Repaired, s.Outcome));
            Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
            Assert.Empty(await lake.Lake.InspectAsync(Ct));
        }, iter: 12, threads: 1);
}
