using System.Globalization;
using Weir.Screening;
using Weir.Screening.Indexing;

namespace Weir.Bench.Screening;

/// <summary>
/// Of the entities that score enough when the query is compared with everything, with the same scorer and the same rarities: how many the index finds too.
/// Against an invented list, or against any list of entities in FollowTheMoney JSON lines.
/// </summary>
internal static class ScreeningRecall
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var queryCount = args is [_, var asked, ..] ? int.Parse(asked, CultureInfo.InvariantCulture) : 400;
        var list = new List<Entity>();
        var isInvented = args is [] || int.TryParse(args[0], CultureInfo.InvariantCulture, out _);
        if (isInvented)
        {
            await foreach (var entity in new InventedList(1).Take(args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 5000).WithCancellation(cancellation))
                list.Add(entity);
        }
        else
        {
            await using var stream = File.OpenRead(args[0]);
            await foreach (var entity in FtmJsonLines.ReadAsync(stream, cancellation: cancellation))
                list.Add(entity);
        }
        var folder = Directory.CreateTempSubdirectory("weir-recall-");
        try
        {
            await MeasureAsync(list, folder.FullName, queryCount, args.Contains("--show", StringComparer.Ordinal), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task MeasureAsync(List<Entity> list, string folder, int queryCount, bool isShown, CancellationToken cancellation)
    {
        var edition = new ListEdition("list", "1", "");
        var path = Path.Combine(folder, "list.idx");
        await ScreeningIndex.BuildAsync(list.ToAsyncEnumerable(), path, edition, null, cancellation);
        using var index = ScreeningIndex.Open(path);
        var screener = new Screener([index]);
        var exhaustive = await ExhaustiveScreener.OfAsync(edition, list.ToAsyncEnumerable(), cancellation, index.Rarity);
        var named = list.Where(e => FtmSchema.IsMatched(e.Schema) && e.AllNames().Any()).ToList();
        var queries = new InventedList(5).Queries(named, queryCount).ToList();
        var options = new ScreeningOptions { Limit = 500 };
        ReadOnlyMemory<double> from = new[] { 0.9, 0.8, options.Threshold, options.Cutoff };
        var (all, found) = (new int[from.Length], new int[from.Length]);
        var (firsts, sameFirsts) = (0, 0);
        Parallel.ForEach(queries, new() { MaxDegreeOfParallelism = 2, CancellationToken = cancellation }, query =>
        {
            var (wanted, got) = (exhaustive.Screen(query, options), screener.Screen(query, options).Select(m => m.Entity.Id).ToList());
            lock (queries)
            {
                var hasFirst = wanted is [{ Verdict: MatchVerdict.Match }, ..];
                firsts += hasFirst ? 1 : 0;
                sameFirsts += hasFirst && got.Count > 0 && got[0] == wanted[0].Entity.Id ? 1 : 0;
                foreach (var match in wanted)
                {
                    var has = got.Contains(match.Entity.Id, StringComparer.Ordinal);
                    var band = 0;
                    while (band < from.Length - 1 && match.Score < from.Span[band])
                        band++;
                    all[band]++;
                    found[band] += has ? 1 : 0;
                    if (!has && isShown && match.Verdict == MatchVerdict.Match)
                        Console.WriteLine(FormattableString.Invariant($"missed {match.Score:0.000} \"{match.QueryName}\" \"{match.Name.Text}\" {query.Schema} {match.Entity.Schema}: {string.Join("; ", match.Reasons.Where(r => r.Kind == ReasonKind.WordMet).Select(r => $"{r.Query}~{r.Entity} {r.How}"))}"));
                }
            }
        });
        Console.WriteLine(FormattableString.Invariant($"| {named.Count:N0} entities, {queries.Count:N0} queries | compared with everything | found by the index | share |"));
        Console.WriteLine("|---|---|---|---|");
        for (var band = 0; band < from.Length; band++)
            Console.WriteLine(FormattableString.Invariant($"| score from {from.Span[band]:0.0}{(band > 0 ? $" to under {from.Span[band - 1]:0.0}" : "")} | {all[band]} | {found[band]} | {100.0 * found[band] / Math.Max(1, all[band]):0.00} % |"));
        Console.WriteLine(FormattableString.Invariant($"| best of a query, where that is a match | {firsts} | {sameFirsts} | {100.0 * sameFirsts / Math.Max(1, firsts):0.00} % |"));
    }
}
