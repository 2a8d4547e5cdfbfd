using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Screening.Names;
using Weir.Sources;
using Weir.Sources.Text;

namespace Weir.Bench.Screening;

/// <summary>Queries against real lists: people who are not on them, people who are, and names of theirs that were damaged on purpose.</summary>
internal static class ListAccuracy
{
    private static readonly ScreeningOptions Options = new() { Limit = 10 };

    public static async Task ReportAsync(string folder, int queries, StringBuilder report, CancellationToken cancellation)
    {
        var formats = Path.Combine(folder, "formats");
        var lists = new List<(string Id, List<Entity> Entities)>();
        await AddAsync(lists, "un-sc", Path.Combine(formats, "un-consolidated"), ["UN_consolidated-2026-02-27.xml"], cancellation);
        await AddAsync(lists, "us-ofac-sdn", Path.Combine(formats, "us-ofac-sdn-2021"), ["sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"], cancellation);
        await AddAsync(lists, "us-csl", Path.Combine(formats, "us-csl"), ["csl-2023-11.csv.gz"], cancellation);
        if (lists.Count == 0)
            return;
        var temporary = Directory.CreateTempSubdirectory("weir-accuracy");
        try
        {
            var indexes = new List<ScreeningIndex>();
            report.Head("Lists", "list", "entities", "names");
            foreach (var (id, entities) in lists)
            {
                var path = Path.Combine(temporary.FullName, id);
                var built = await ScreeningIndex.BuildAsync(entities.ToAsyncEnumerable(), path, new(id, "1", ""), progress: null, cancellation);
                report.Row(id, built.Entities, built.Names);
                indexes.Add(ScreeningIndex.Open(path));
            }
            var screener = new Screener(indexes);
            report.Head($"Against these lists, at {Options.Threshold}", "measure", "result", "aim");
            await NegativesAsync(Path.Combine(folder, "labelled", "negatives-us.csv.gz"), screener, queries, report, cancellation);
            if (lists.Find(l => l.Id == "un-sc") is { Entities: not null } un)
                Positives(Path.Combine(folder, "labelled", "positives-un-untreated.csv"), screener, un.Entities, report);
            Damaged([.. lists.SelectMany(l => l.Entities.Select(e => (l.Id, e)))], screener, report);
            indexes.ForEach(i => i.Dispose());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static async Task AddAsync(List<(string, List<Entity>)> lists, string id, string folder, string[] files, CancellationToken cancellation)
    {
        if (!Array.TrueForAll(files, f => File.Exists(Path.Combine(folder, f))) || ListSources.Find(id) is not { } source)
            return;
        var entities = new List<Entity>();
        var reading = new ListReading(files[0]);
        if (source is IPartedList parted && files.Length > 1)
        {
            await foreach (var entity in parted.ReadAsync(new Parts(folder, files), reading, cancellation))
                entities.Add(entity);
        }
        else
        {
            await using var file = await new Parts(folder, files).OpenAsync(files[0], cancellation);
            await foreach (var entity in source.ReadAsync(file, reading, cancellation))
                entities.Add(entity);
        }
        lists.Add((id, entities));
    }

    private static async Task NegativesAsync(string path, Screener screener, int queries, StringBuilder report, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return;
        await using var packed = File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var people = LabelledTable.Read(reader).Take(queries).ToList();
        var alarms = new ConcurrentBag<(string Name, Match Match)>();
        var (byName, byAll, exact) = (0, 0, 0);
        Parallel.ForEach(people, person =>
        {
            var alone = new EntityBuilder("query", "Person").Add("name", person["full_name"]);
            if (screener.Screen(alone.Build(), Options) is [{ Verdict: MatchVerdict.Match } match, ..])
            {
                Interlocked.Increment(ref byName);
                alarms.Add((person["full_name"], match));
                if (match.Reasons.Where(r => r.Kind is ReasonKind.QueryWordLeft or ReasonKind.ListedWordLeft).All(r => r.Contribution >= 0) && match.Score > 0.93)
                    Interlocked.Increment(ref exact);
            }
            alone.Add("birthDate", person["date_of_birth"]).Add("country", CountryNames.FindNameOrCode(person["nationality"]));
            if (screener.Screen(alone.Build(), Options) is [{ Verdict: MatchVerdict.Match }, ..])
                Interlocked.Increment(ref byAll);
        });
        report.Row($"{people.Count} invented people, name alone: some match", ScreeningAccuracy.Share(byName, people.Count), "≤ 1 %");
        report.Row("of these, the name of somebody listed letter for letter", ScreeningAccuracy.Share(exact, byName), "–");
        report.Row("the same with date of birth and country", ScreeningAccuracy.Share(byAll, people.Count), "≤ 0.1 %");
        foreach (var list in alarms.GroupBy(a => a.Match.List.List).OrderBy(g => g.Key, StringComparer.Ordinal))
            report.Row($"name alone: best match on {list.Key}", ScreeningAccuracy.Share(list.Count(), people.Count), "–");
        foreach (var script in people.GroupBy(p => LabelledPairs.ScriptOf(p["full_name"])).OrderByDescending(g => g.Count()))
            report.Row($"name alone: names in {script.Key} letters", ScreeningAccuracy.Share(alarms.Count(a => LabelledPairs.ScriptOf(a.Name) == script.Key), script.Count()), "–");
        foreach (var (name, match) in alarms.OrderBy(a => a.Match.Score).ThenBy(a => a.Name, StringComparer.Ordinal).Where((_, i) => i % Math.Max(1, alarms.Count / 25) == 0))
            await Console.Error.WriteLineAsync($"{match.Score:0.00} {name} | {match.Name.Text}");
    }

    /// <summary>
    /// The set gives no ids. Who is meant is who bears the name letter for letter on the list, case and signs aside, and, where several do, whose date of birth is the one given.
    /// People who are no longer on the list are left out and counted.
    /// </summary>
    private static void Positives(string path, Screener screener, List<Entity> entities, StringBuilder report)
    {
        if (!File.Exists(path))
            return;
        var bearers = entities.Where(e => e.IsPerson).SelectMany(e => e.AllNames().Select(n => (Key: NormalName.Of(n.Text, isPerson: true).Text, e.Id)).Distinct()).ToLookup(b => b.Key, b => b.Id, StringComparer.Ordinal);
        var byDate = entities.Where(e => e.IsPerson).SelectMany(e => e.BirthDates.Select(d => (d, e))).ToLookup(b => b.d, b => b.e, StringComparer.Ordinal);
        using var reader = File.OpenText(path);
        var (known, first, within, unknown) = (0, 0, 0, 0);
        foreach (var row in LabelledTable.Read(reader))
        {
            var meant = bearers[NormalName.Of(row["full_name"], isPerson: true).Text].ToHashSet(StringComparer.Ordinal);
            if (meant.Count == 0)
                meant = [.. byDate[row["date_of_birth"]].Where(e => e.Names.Any(n => LabelledPairs.Score(row["full_name"], n, NameBearer.Person) > 0.6)).Select(e => e.Id)];
            if (meant.Count == 0)
            {
                unknown++;
                continue;
            }
            known++;
            var query = new EntityBuilder("query", "Person").Add("name", row["full_name"]).Add("birthDate", row["date_of_birth"]).Add("country", row["nationality"]).Build();
            var ids = screener.Screen(query, Options with { Lists = ["un-sc"], Cutoff = 0.3 }).Select(m => m.Entity.Id).ToList();
            first += ids is [var best, ..] && meant.Contains(best) ? 1 : 0;
            if (ids.Exists(meant.Contains))
                within++;
            else
                Console.Error.WriteLine($"not found: {row["full_name"]}");
        }
        report.Row($"people of the UN list, the right one first ({unknown} more are not on the list of this date)", ScreeningAccuracy.Share(first, known), "–");
        report.Row("the right one among the first ten", ScreeningAccuracy.Share(within, known), "≥ 99 %");
    }

    private static void Damaged(List<(string List, Entity Entity)> entities, Screener screener, StringBuilder report)
    {
        report.Head("Listed names that were damaged on purpose (a seeded sample), looked up by name alone", "kind of damage", "the right one at the threshold", "the right one among the first ten");
        foreach (var (kind, damage) in Damage.Kinds)
        {
            var (all, found, ten) = (0, 0, 0);
            for (var i = 0; i < entities.Count; i += Math.Max(1, entities.Count / 400))
            {
                var (list, entity) = entities[i];
                if (!FtmSchema.IsMatched(entity.Schema) || entity.Names is not [var name, ..] || damage(name, new Random(i)) is not { } damaged || damaged == name)
                    continue;
                all++;
                var query = new EntityBuilder("query", entity.Schema).Add("name", damaged).Build();
                // Several lists may hold the same person, so names are compared, not ids.
                var matches = screener.Screen(query, Options).Where(m => m.Entity.AllNames().Any(n => n.Text == name)).ToList();
                ten += matches.Count > 0 ? 1 : 0;
                found += matches.Exists(m => m.Verdict == MatchVerdict.Match) ? 1 : 0;
            }
            report.Row(kind, ScreeningAccuracy.Share(found, all), ScreeningAccuracy.Share(ten, all));
        }
    }

    private sealed class Parts(string folder, string[] files) : IListParts
    {
        public IReadOnlyList<string> Names => files;

        public ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation)
        {
            Stream file = File.OpenRead(Path.Combine(folder, name));
            return ValueTask.FromResult(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
    }
}
