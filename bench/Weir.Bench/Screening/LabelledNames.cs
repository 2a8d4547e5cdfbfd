using System.Globalization;
using System.Text;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Bench.Screening;

/// <summary>Names that belong together: across scripts, aliases of one person, companies that were perturbed, and what OFAC's own search scored.</summary>
internal static class LabelledNames
{
    private const int HighOfOfac = 85;

    public static void Report(string folder, StringBuilder report)
    {
        report.Head("Names that belong together", "measure", "result", "aim");
        Read(folder, "cross-script-pairs.csv", ["Query", "Expected"], rows => report.Row(
            "pairs across scripts at the threshold", ScreeningAccuracy.Share(rows.Count(r => LabelledPairs.Score(r[0], r[1], NameBearer.Person) >= ScreeningAccuracy.Threshold), rows.Count), "≥ 90 %"));
        Aliases(Path.Combine(folder, "aliases-one-person.txt"), report);
        Companies(folder, report);
        OfacScores(folder, report);
    }

    private static void Read(string folder, string file, string[] columns, Action<List<string[]>> then)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return;
        // This set has its head in a comment, so the columns are named here.
        using var reader = new StringReader(string.Join(',', columns) + "\n" + File.ReadAllText(path));
        then([.. LabelledTable.Read(reader).Select(r => columns.Select(c => r[c]).ToArray())]);
    }

    private static void Aliases(string path, StringBuilder report)
    {
        if (!File.Exists(path))
            return;
        var names = File.ReadAllLines(path).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var (pairs, together, alone) = (0, 0, 0);
        foreach (var name in names)
        {
            var best = 0.0;
            foreach (var other in names.Where(n => n != name))
            {
                var score = LabelledPairs.Score(name, other, NameBearer.Person);
                best = Math.Max(best, score);
                pairs++;
                together += score >= ScreeningAccuracy.Threshold ? 1 : 0;
            }
            alone += best >= ScreeningAccuracy.Threshold ? 1 : 0;
        }
        report.Row("aliases of one person: each pair of them at the threshold", ScreeningAccuracy.Share(together, pairs), "–");
        report.Row("aliases of one person: each found by the others", ScreeningAccuracy.Share(alone, names.Length), "all");
    }

    private static void Companies(string folder, StringBuilder report)
    {
        var (original, perturbed) = (Path.Combine(folder, "companies-original.csv"), Path.Combine(folder, "companies-perturbed.csv"));
        if (!File.Exists(original) || !File.Exists(perturbed))
            return;
        var names = Companies(original);
        var readings = names.ToDictionary(n => n.Key, n => ComparableName.Readings(n.Value, NameBearer.Organisation), StringComparer.Ordinal);
        var comparer = new NameComparer();
        var (found, all) = (0, 0);
        foreach (var (index, name) in Companies(perturbed))
        {
            var query = ComparableName.Readings(name, NameBearer.Organisation);
            var best = readings.Select(n => (n.Key, Score: Best(comparer, query, n.Value))).OrderByDescending(n => n.Score).ThenBy(n => n.Key, StringComparer.Ordinal).First();
            // Two of the companies may bear one name: either is right.
            found += best.Score > 0 && (best.Key == index || names[best.Key] == names[index]) ? 1 : 0;
            all++;
            if (best.Key != index && names[best.Key] != names[index])
                Console.Error.WriteLine($"{best.Score:0.00} {name} | {names[best.Key]}, not {names[index]}");
        }
        report.Row("perturbed companies found first among all", ScreeningAccuracy.Share(found, all), "≥ 97 %");

        static Dictionary<string, string> Companies(string path)
        {
            using var reader = File.OpenText(path);
            return LabelledTable.Read(reader).ToDictionary(r => r[""], r => r["company_name"], StringComparer.Ordinal);
        }
    }

    private static float Best(NameComparer comparer, IReadOnlyList<ComparableName> names, IReadOnlyList<ComparableName> others)
    {
        var best = 0f;
        foreach (var name in names)
        {
            foreach (var other in others)
                best = Math.Max(best, comparer.Score(new PlainPair(name, other)));
        }
        return best;
    }

    private static void OfacScores(string folder, StringBuilder report)
    {
        var path = Path.Combine(folder, "ofac-search-scores.csv");
        if (!File.Exists(path))
            return;
        using var reader = File.OpenText(path);
        var rows = LabelledTable.Read(reader).Select(r => (Query: r["query_name"], Result: r["result_name"], Ofac: int.Parse(r["ofac_score"], CultureInfo.InvariantCulture), Ours: LabelledPairs.Score(r["query_name"], r["result_name"], NameBearer.Person)))
            .DistinctBy(r => (r.Query, r.Result)).ToList();
        var high = rows.Where(r => r.Ofac >= HighOfOfac).ToList();
        report.Row($"results that OFAC's own search gave {HighOfOfac} or more, at the threshold here", ScreeningAccuracy.Share(high.Count(r => r.Ours >= ScreeningAccuracy.Threshold), high.Count), "see below");
        report.Head($"Results to which OFAC's own search gave {HighOfOfac} or more and Weir less than {ScreeningAccuracy.Threshold.ToString(CultureInfo.InvariantCulture)}", "query", "result", "OFAC", "Weir");
        foreach (var row in high.Where(r => r.Ours < ScreeningAccuracy.Threshold).OrderByDescending(r => r.Ofac).ThenBy(r => r.Query, StringComparer.Ordinal))
            report.Row(row.Query, row.Result, row.Ofac, row.Ours);
    }
}
