using System.Globalization;
using System.Text;
using Weir.Screening;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Bench.Screening;

/// <summary>Pairs of names of which people said whether they are the same (<c>name-pairs.csv</c>).</summary>
internal static class LabelledPairs
{
    private const int Folds = 5;

    /// <summary>What two names score, with nothing else stated: the best of their readings.</summary>
    public static double Score(string name, string other, NameBearer bearer)
    {
        var comparer = new NameComparer();
        var best = 0f;
        foreach (var a in ComparableName.Readings(name, bearer))
        {
            foreach (var b in ComparableName.Readings(other, bearer))
                best = Math.Max(best, comparer.Score(new PlainPair(a, b)) * EntityComparer.NameAloneAtMost);
        }
        return best;
    }

    public static void Report(string folder, StringBuilder report)
    {
        var path = Path.Combine(folder, "name-pairs.csv");
        if (!File.Exists(path))
            return;
        using var reader = File.OpenText(path);
        var cases = LabelledTable.Read(reader).Select(r => new Case(
            r["name1"], r["name2"], r["schema"], r["is_match"] == "true", r["quality"], r["category"], r["notes"],
            Score(r["name1"], r["name2"], FtmSchema.Bearer(r["schema"])),
            double.TryParse(r.GetValueOrDefault("logic_v2_score"), CultureInfo.InvariantCulture, out var logic) ? logic : null)).ToList();

        report.Head($"Labelled pairs of names ({cases.Count}), at {ScreeningAccuracy.Threshold.ToString(CultureInfo.InvariantCulture)}", "set", "pairs", "F1", "precision", "recall", "F1 of logic-v2 on the same");
        Line(report, "all", cases);
        foreach (var group in cases.GroupBy(c => c.Schema).OrderByDescending(g => g.Count()))
            Line(report, group.Key, [.. group]);
        var strong = cases.Where(c => c.Quality == "STRONG").ToList();
        report.Append(CultureInfo.InvariantCulture, $"\nCases marked STRONG that come out right: {strong.Count(c => c.IsRight)} of {strong.Count}.\n");
        foreach (var wrong in strong.Where(c => !c.IsRight))
            report.Append(CultureInfo.InvariantCulture, $"- {wrong.Name} / {wrong.Other}: {wrong.Score:0.000}\n");
        foreach (var wrong in cases.Where(c => !c.IsRight))
            Console.Error.WriteLine($"{wrong.Score:0.00} {(wrong.IsMatch ? "same" : "not")} {wrong.Schema}: {wrong.Name} | {wrong.Other}");
        var best = Enumerable.Range(40, 56).Select(t => t / 100.0).MaxBy(t => F1(cases, t));
        report.Append(CultureInfo.InvariantCulture, $"\nThe best threshold on these pairs would be {best:0.00} (F1 {F1(cases, best):0.000}); chosen on four fifths and measured on the last, five times: F1 {OutOfFold(cases):0.000}.\n");

        report.Head("By script", "scripts", "pairs", "F1", "right");
        foreach (var group in cases.GroupBy(c => c.Scripts).OrderByDescending(g => g.Count()))
            report.Row(group.Key, group.Count(), F1([.. group], ScreeningAccuracy.Threshold), ScreeningAccuracy.Share(group.Count(c => c.IsRight), group.Count()));
        report.Head("By kind of variation (as the set names it)", "kind", "pairs that are the same, found", "pairs that are not, rejected");
        foreach (var group in cases.GroupBy(c => c.Kind).Where(g => g.Count() > 2).OrderByDescending(g => g.Count()))
        {
            report.Row(group.Key, ScreeningAccuracy.Share(group.Count(c => c.IsMatch && c.IsRight), group.Count(c => c.IsMatch)),
                ScreeningAccuracy.Share(group.Count(c => !c.IsMatch && c.IsRight), group.Count(c => !c.IsMatch)));
        }
    }

    /// <summary>The script of most letters.</summary>
    internal static string ScriptOf(string name) => name.Where(char.IsLetter).Select(c => c switch
    {
        < '\u0250' => "Latin",
        >= '\u0370' and < '\u0400' => "Greek",
        >= '\u0400' and < '\u0530' => "Cyrillic",
        >= '\u0530' and < '\u0590' => "Armenian",
        >= '\u0590' and < '\u0600' => "Hebrew",
        >= '\u0600' and < '\u0780' => "Arabic",
        >= '\u0900' and < '\u0E00' => "Indian",
        >= '\u0E00' and < '\u0E80' => "Thai",
        >= '\u10A0' and < '\u1100' => "Georgian",
        >= '\u1200' and < '\u1400' => "Ethiopic",
        >= '\u1780' and < '\u1800' => "Khmer",
        >= '\u3040' and < '\u3130' => "Kana",
        >= '\u3400' and < '\uA000' => "Chinese",
        >= '\uAC00' and < '\uD7B0' => "Hangul",
        _ => "other",
    }).GroupBy(s => s).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault() ?? "none";

    private static void Line(StringBuilder report, string name, List<Case> cases)
    {
        var (hits, alarms, misses) = Count(cases, c => c.Score, ScreeningAccuracy.Threshold);
        var known = cases.Where(c => c.LogicV2 is not null).ToList();
        var (theirHits, theirAlarms, theirMisses) = Count(known, c => c.LogicV2!.Value, ScreeningAccuracy.Threshold);
        report.Row(name, cases.Count, F1(hits, alarms, misses), (double)hits / Math.Max(1, hits + alarms), (double)hits / Math.Max(1, hits + misses), F1(theirHits, theirAlarms, theirMisses));
    }

    private static (int Hits, int Alarms, int Misses) Count(List<Case> cases, Func<Case, double> score, double threshold) =>
        (cases.Count(c => c.IsMatch && score(c) >= threshold), cases.Count(c => !c.IsMatch && score(c) >= threshold), cases.Count(c => c.IsMatch && score(c) < threshold));

    private static double F1(int hits, int alarms, int misses) => hits == 0 ? 0 : 2.0 * hits / ((2 * hits) + alarms + misses);

    private static double F1(List<Case> cases, double threshold)
    {
        var (hits, alarms, misses) = Count(cases, c => c.Score, threshold);
        return F1(hits, alarms, misses);
    }

    private static double OutOfFold(List<Case> cases)
    {
        var (hits, alarms, misses) = (0, 0, 0);
        for (var fold = 0; fold < Folds; fold++)
        {
            var rest = cases.Where((_, i) => i % Folds != fold).ToList();
            var threshold = Enumerable.Range(40, 56).Select(t => t / 100.0).MaxBy(t => F1(rest, t));
            var (h, a, m) = Count([.. cases.Where((_, i) => i % Folds == fold)], c => c.Score, threshold);
            (hits, alarms, misses) = (hits + h, alarms + a, misses + m);
        }
        return F1(hits, alarms, misses);
    }

    private sealed record Case(string Name, string Other, string Schema, bool IsMatch, string Quality, string Category, string Notes, double Score, double? LogicV2)
    {
        public bool IsRight => Score >= ScreeningAccuracy.Threshold == IsMatch;

        public string Scripts => string.Join(" / ", new[] { ScriptOf(Name), ScriptOf(Other) }.Distinct().Order(StringComparer.Ordinal));

        // The set's notes begin with a country or are long; what stands before the bracket or comma tells the kind.
        public string Kind => Category is "" ? "(none given)" : Category != "LLM-proposed deviation" ? Category : KindOfNotes(Notes);

        private static string KindOfNotes(string notes)
        {
            var text = notes.Split('(')[0].Split(':')[0].Trim();
            var words = text.Split(' ');
            return words.Length > 1 && words[0].Length == 2 && words[0].All(char.IsUpper) ? string.Join(' ', words[1..]) : text;
        }
    }
}
