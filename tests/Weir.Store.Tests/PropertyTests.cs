using System.Globalization;
using CsCheck;
using Weir.Store.Tests.Specification;
using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>The lake on disk and the specification in memory take in the same random files and are asked the same random questions.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<(List<RandomFile> Files, List<(CellQuery Query, int Moment)> Questions)> Cases =
        Gen.Select(RandomLake.File.List[1, 5], Gen.Select(RandomLake.Query, Gen.Int[0, 30]).List[4, 8]);

    [Fact]
    public async Task The_lake_answers_what_the_specification_answers_at_every_vintage() =>
        await Cases.SampleAsync(async run =>
        {
            await using var lake = await CreateAsync();
            var specification = new RowLake();
            var moments = new List<DateTimeOffset?> { null, lake.Clock.Now.AddTicks(-1) };
            foreach (var file in run.Files)
            {
                moments.AddRange(await TakeInAsync(lake, specification, file));
                // Sometimes two files come in one tick of the clock, and sometimes the clock is set back.
                lake.Clock.Now += TimeSpan.FromHours((moments.Count % 3) - 1);
            }

            foreach (var moment in moments)
                await CellsAgreeAsync(lake, specification, new() { AsOf = moment, TotalsOnly = false });
            foreach (var (query, at) in run.Questions)
            {
                var asked = query with { AsOf = moments[at % moments.Count] };
                await CellsAgreeAsync(lake, specification, asked);
                Assert.Equal((await specification.CoverageAsync(asked, Ct)).Select(Said), (await lake.Lake.Flows.CoverageAsync(asked, Ct)).Select(Said));
                Assert.Equal(await specification.CompletenessAsync(asked, Ct), await lake.Lake.Flows.CompletenessAsync(asked, Ct));
                await SeriesAgreeAsync(lake, specification, new() { Cells = asked, Digits = at % 2 == 0 ? 6 : 8, Unit = (at % 3) switch { 0 => Units.UsDollar, 1 => Units.Kilogram, _ => Units.Kilometre }, PortionCells = 1 + (at % 7) });
                var since = moments[(at + run.Files.Count) % moments.Count] ?? moments[1]!.Value;
                if (asked.AsOf is null || since <= asked.AsOf)
                    await RevisionsAgreeAsync(lake, specification, new() { Since = since, Cells = asked, Limit = at % 4 == 0 ? at / 4 : null, Kinds = at % 5 == 0 ? [RevisionKind.Changed] : [] });
            }
        }, iter: 12, threads: 1);

    [Fact]
    public async Task Rows_that_go_and_sums_are_those_of_the_specification() =>
        await Gen.Select(RandomLake.WholeFile.List[2, 5], RandomLake.Totals.List[6, 12]).SampleAsync(async (files, questions) =>
        {
            await using var lake = await CreateAsync();
            var specification = new RowLake();
            foreach (var file in files)
                await TakeInAsync(lake, specification, file);

            await CellsAgreeAsync(lake, specification, new() { TotalsOnly = false });
            foreach (var query in questions)
                Assert.Equal((await specification.TotalsAsync(query, Ct)).Select(Said), (await lake.Lake.Flows.TotalsAsync(query, Ct)).Select(Said));
        }, iter: 15, threads: 1);

    /// <summary>Takes a file into both; gives the moment at which it became current, and the last one before.</summary>
    private static async Task<IEnumerable<DateTimeOffset?>> TakeInAsync(LakeFixture lake, RowLake specification, RandomFile file)
    {
        var outcome = await lake.IngestAsync(file);
        var sha256 = outcome.Snapshot.Sha256;
        var rows = file.Rows.Select((row, i) => row(new(sha256, i + 2))).ToList();
        var moment = await lake.Lake.MomentAsync(Ct);
        var taken = specification.Ingest(file.Source, sha256, moment, rows, file.Coverage, isReadable: file.Unreadable == 0);

        var leftOut = (int)outcome.Snapshot.Summary!.LeftOut.Values.Sum();
        Assert.Equal(taken, new(outcome.NewVersions, (int)outcome.Added, (int)outcome.Changed, (int)outcome.Removed, (int)outcome.Unchanged,
            (int)outcome.Snapshot.Accepted, leftOut, (int)outcome.Snapshot.Quarantined - file.Unreadable));
        return [moment, moment.AddTicks(-1)];
    }

    private static async Task SeriesAgreeAsync(LakeFixture lake, RowLake specification, MonthlyQuery query)
    {
        Assert.Equal(await SaidAsync(specification), await SaidAsync(lake.Lake.Flows));

        // In portions or in one, and in any order of the series.
        async Task<List<string>> SaidAsync(IFlowStore flows)
        {
            var said = new List<string>();
            await foreach (var portion in flows.MonthlyAsync(query, Ct))
            {
                Assert.All(portion.Flows, f => Assert.Equal(portion.Months, f.Values.Length));
                said.AddRange(portion.Flows.Select(f => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{portion.Source} {portion.Reporter} {portion.Unit.Code} {portion.First} {f.Commodity} {f.Partner} {f.Flow} {f.FirstEdition} {f.LastEdition} {f.Unmeasured} {portion.Latest[f.Flow]} {string.Join(' ', f.Values.Select(v => v.ToString("G12", CultureInfo.InvariantCulture)))}")));
            }
            said.Sort(StringComparer.Ordinal);
            return said;
        }
    }

    private static async Task CellsAgreeAsync(LakeFixture lake, RowLake specification, CellQuery query) =>
        Assert.Equal(await specification.CellsAsync(query, Ct), await lake.Lake.Flows.CellsAsync(query, Ct));

    private static string Said(SourceCoverage s) =>
        $"{s.Source} {s.Snapshot} {s.Coverage with { Commodities = [], Partners = [] }} {string.Join(',', s.Coverage.Commodities)} {string.Join(',', s.Coverage.Partners)}";

    private static string Said(TotalTable t) => string.Join('\n',
    [
        $"{t.Source} {t.Reporter} {t.Flow} {t.Edition} {t.Unit} {string.Join(' ', t.Periods)} {Said(t.Sum)} {t.CodesAddedUp} {t.PartnersAddedUp} {t.Unmeasured}",
        .. t.Lines.Select(l => $"  {l.Period} {l.Partner} {l.Commodity} {l.Residual} {l.IsGroup} {Said(l.Sum)}"),
        .. t.Lacks.Select(l => $"  lacks {l}"),
    ]);

    private static string Said(TotalSum s) =>
        $"{Rounded(s.Published)} {Rounded(s.Details)} [{string.Join(' ', s.Residuals.Select(r => $"{r.Key} {Rounded(r.Value)}"))}] {s.Cells} {s.AddsUp}";

    private static double? Rounded(double? amount) => amount is { } number ? Math.Round(number, 7) : null;

    private static async Task RevisionsAgreeAsync(LakeFixture lake, RowLake specification, RevisionQuery query)
    {
        var expected = await specification.RevisionsAsync(query, Ct);
        var found = await lake.Lake.Flows.RevisionsAsync(query, Ct);

        Assert.Equal((expected.Added, expected.Removed, expected.Changed), (found.Added, found.Removed, found.Changed));
        // Which of two equal changes comes first is left open.
        Assert.Equal(expected.Largest.Select(Size), found.Largest.Select(Size));
        if (query.Limit is null)
            Assert.Equal(expected.Largest.OrderBy(Key, StringComparer.Ordinal), found.Largest.OrderBy(Key, StringComparer.Ordinal));

        static (string?, double) Size(Revision r) => (r.Amount?.Unit, Math.Abs(r.Amount?.Change ?? 0));
        static string Key(Revision r) => $"{r.Was?.Id} {r.Now?.Id}";
    }
}
