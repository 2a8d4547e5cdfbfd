using System.Text;

namespace Weir.Screening;

/// <summary>Says how well two names that hold the same words meet, and why.</summary>
internal static class NameScoring
{
    private const double Transliteration = -0.05;
    private const double OtherOrder = -0.05;
    private const double FormMissing = -0.05;
    private const double FormDiffers = -0.15;
    private const double OneWord = -0.15;
    private const double Shared = -0.05;
    private const double MatchFrom = 0.85;
    private const double ReviewFrom = 0.5;

    public static MatchVerdict Verdict(double score) =>
        score >= MatchFrom ? MatchVerdict.Match : score >= ReviewFrom ? MatchVerdict.Review : MatchVerdict.Weak;

    /// <summary>The reasons for two names, or null where they do not meet in full.</summary>
    public static List<Reason>? Compare(NormalName query, NormalName name, NameKind kind, int bearers)
    {
        var asWritten = query.Text == name.Text;
        var sameForms = query.LegalForms.SequenceEqual(name.LegalForms, StringComparer.Ordinal);
        var ownScript = asWritten || SameWords(query, name, w => w.Text);
        if (!ownScript && !SameWords(query, name, w => w.Latin))
            return null;

        var reasons = new List<Reason>();
        void Add(ReasonKind why, double contribution, string text) => reasons.Add(new(why, query.Original, name.Original, contribution, text));

        Add(ReasonKind.NameMet, Worth(kind), $"\"{query.Original}\" meets the {Called(kind)} \"{name.Original}\"");
        if (!ownScript)
            Add(ReasonKind.Transliterated, Transliteration, $"they meet in Latin letters only: \"{query.Latin}\" and \"{name.Latin}\"");
        else if (!string.Equals(query.Original, name.Original, StringComparison.Ordinal))
            Add(ReasonKind.Folded, 0, $"both read \"{string.Join(' ', name.Proper.Select(w => w.Text))}\" once case, accents and punctuation are folded");
        if (!SameOrder(query, name, ownScript))
            Add(ReasonKind.WordOrder, OtherOrder, "the same words stand in another order");
        if (!asWritten || query.LegalForms.Count > 0)
            AddLegalForms(query, name, sameForms, Add);
        if (name.Proper is [var only] && !IsWrittenWithoutSpaces(only.Text))
            Add(ReasonKind.SingleWord, OneWord, "the name is a single word");
        if (bearers > 1)
            Add(ReasonKind.SharedName, Shared, $"{bearers} entities of the list bear this name");
        Add(ReasonKind.NameAlone, 0, "nothing but the name was compared, and an exact name alone is no certainty");
        return reasons;
    }

    private static void AddLegalForms(NormalName query, NormalName name, bool same, Action<ReasonKind, double, string> add)
    {
        var (asked, listed) = (string.Join(", ", query.LegalForms), string.Join(", ", name.LegalForms));
        if (same && asked.Length > 0)
            add(ReasonKind.SameLegalForm, 0, $"both have the legal form {asked}");
        else if (!same && (asked.Length == 0 || listed.Length == 0))
            add(ReasonKind.LegalFormMissing, FormMissing, $"only {(asked.Length == 0 ? "the listed name" : "the query")} has a legal form ({asked}{listed})");
        else if (!same)
            add(ReasonKind.OtherLegalForm, FormDiffers, $"the legal forms differ: {asked} and {listed}");
    }

    private static bool SameWords(NormalName query, NormalName name, Func<NameWord, string> by) =>
        query.Proper.Select(by).Order(StringComparer.Ordinal).SequenceEqual(name.Proper.Select(by).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static bool SameOrder(NormalName query, NormalName name, bool ownScript) => ownScript
        ? query.Proper.Select(w => w.Text).SequenceEqual(name.Proper.Select(w => w.Text), StringComparer.Ordinal)
        : query.Proper.Select(w => w.Latin).SequenceEqual(name.Proper.Select(w => w.Latin), StringComparer.Ordinal);

    /// <summary>Chinese, Japanese, Korean, Thai and their neighbours: a whole name of them looks like one word.</summary>
    private static bool IsWrittenWithoutSpaces(string word) => Rune.GetRuneAt(word, 0).Value is (>= 0xE00 and < 0x1100) or (>= 0x1780 and < 0x1800) or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7B0) or (>= 0x20000 and < 0x32000);

    private static double Worth(NameKind kind) => kind switch
    {
        NameKind.Primary => 0.8,
        NameKind.Alias or NameKind.Previous => 0.75,
        _ => 0.5,
    };

    private static string Called(NameKind kind) => kind switch
    {
        NameKind.Primary => "primary name",
        NameKind.Alias => "alias",
        NameKind.Previous => "former name",
        _ => "weak alias",
    };
}
