using System.Text;
using Weir.Screening.Scoring;

namespace Weir.Screening.Names;

/// <summary>
/// Legal forms of companies in several languages, by class, so that ООО, LLC and GmbH are known to say the same and OAO something else. Our own table of facts
/// (spellings as company laws and registers use them; the classes follow the ISO 20275 list of the GLEIF).
/// A form is recognised only at the beginning or the end of a name, and never where nothing else would be left.
/// </summary>
public static class LegalForms
{
    /// <summary>Written without a space before or after it, so that it has to be cut off a word.</summary>
    private static readonly (string Text, string Class)[] Joined =
        [.. LegalFormTable.All.SelectMany(t => t.Spellings.Where(IsJoined).Select(s => (s, t.Class))).OrderByDescending(j => j.s.Length)];

    private static readonly Dictionary<string, string> ByWords = Index();
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] WrittenOn = ["LLC", "Ltd", "LTD", "PLC", "Inc", "INC", "GmbH", "AG", "SA", "Corp", "LLP", "JSC", "BV", "NV"];

    private const char FirstJoined = '\u3400';
    private const int LongestText = 256;
    private const int ShortestMisspelt = 9;

    private static readonly Dictionary<(char First, char Last), byte[][]> Long =
        ByWords.Keys.Where(k => k.Length >= ShortestMisspelt && Ascii.IsValid(k)).GroupBy(k => (k[0], k[^1])).ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes).ToArray());

    private static readonly int LongestForm = ByWords.Keys.Max(k => k.Count(c => c == ' ') + 1);

    /// <summary>The name with a form that was written onto its last word cut off it: GrandlineLLC, RivetsGmbH.</summary>
    internal static string Apart(string name)
    {
        foreach (var form in WrittenOn)
        {
            var at = name.Length - form.Length;
            if (at > 2 && char.IsAsciiLetterLower(name[at - 1]) && name.EndsWith(form, StringComparison.Ordinal))
                return string.Concat(name.AsSpan(0, at), " ", form);
        }
        return name;
    }

    /// <summary>The group of a class; different classes have different groups.</summary>
    internal static uint Group(string @class) => WordGroup.Of(WordGroupKind.LegalForm, (uint)(Array.FindIndex(LegalFormTable.All, t => t.Class == @class) + 1));

    /// <summary>The words with those of a legal form marked.</summary>
    internal static List<NameWord> Mark(List<NameWord> words)
    {
        if (words.Exists(static w => w.Text.AsSpan().ContainsAnyInRange(FirstJoined, '\uFFFF')))
            words = [.. words.SelectMany(Cut)];
        var first = 0;
        var last = words.Count;
        while (AtEnd(words, first, last) is { } end)
        {
            MarkAs(words, end.From, last, end.Class);
            last = end.From;
        }
        while (AtBeginning(words, first, last) is { } beginning)
        {
            MarkAs(words, first, beginning.To, beginning.Class);
            first = beginning.To;
        }
        return words;
    }

    private static (int From, string Class)? AtEnd(List<NameWord> words, int first, int last)
    {
        for (var from = Math.Max(first + 1, last - LongestForm); from < last; from++)
        {
            if (FormOf(words, from, last) is { } found)
                return (from, found);
        }
        return null;
    }

    private static (int To, string Class)? AtBeginning(List<NameWord> words, int first, int last)
    {
        for (var to = Math.Min(last - 1, first + LongestForm); to > first; to--)
        {
            if (FormOf(words, first, to) is { } found)
                return (to, found);
        }
        return null;
    }

    private static string? FormOf(List<NameWord> words, int from, int to)
    {
        // Where a word was cut off as a form, it has its class already.
        if (to - from == 1 && words[from].LegalForm is { } known)
            return known;
        Span<char> room = stackalloc char[LongestText];
        var length = 0;
        for (var i = from; i < to; i++)
        {
            var word = words[i].Text;
            // No form is as long.
            if (length + 1 + word.Length > room.Length)
                return null;
            if (i > from)
                room[length++] = ' ';
            word.CopyTo(room[length..]);
            length += word.Length;
        }
        ReadOnlySpan<char> text = room[..length];
        return BySpan.TryGetValue(text, out var found) ? found : Ascii.IsValid(text) ? Misspelt(text) : null;
    }

    /// <summary>The class of a long form with a slip in it: Aktiengeselschaft, Joynt Stock Company.</summary>
    private static string? Misspelt(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestMisspelt || !Long.TryGetValue((text[0], text[^1]), out var forms))
            return null;
        Span<byte> ascii = stackalloc byte[LongestText];
        Encoding.ASCII.GetBytes(text, ascii);
        foreach (var form in forms)
        {
            if (Math.Abs(form.Length - text.Length) <= 1 && EditDistance.Of<TypedLetters>(form, ascii[..text.Length], LetterCosts.Edit) <= LetterCosts.Edit)
                return ByWords[Encoding.ASCII.GetString(form)];
        }
        return null;
    }

    private static void MarkAs(List<NameWord> words, int from, int to, string @class)
    {
        for (var i = from; i < to; i++)
            words[i] = words[i] with { LegalForm = @class };
    }

    private static IEnumerable<NameWord> Cut(NameWord word)
    {
        foreach (var (text, @class) in Joined)
        {
            if (word.Text.Length <= text.Length)
                continue;
            if (word.Text.EndsWith(text, StringComparison.Ordinal))
                return [.. NormalName.Split(word.Text[..^text.Length]), .. NormalName.Split(text).Select(w => w with { LegalForm = @class })];
            if (word.Text.StartsWith(text, StringComparison.Ordinal))
                return [.. NormalName.Split(text).Select(w => w with { LegalForm = @class }), .. NormalName.Split(word.Text[text.Length..])];
        }
        return [word];
    }

    private static bool IsJoined(string spelling) => spelling[0] is (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');

    private static Dictionary<string, string> Index()
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (@class, spellings) in LegalFormTable.All)
        {
            foreach (var spelling in spellings)
                index.TryAdd(string.Join(' ', NormalName.Split(spelling.Normalize(NormalizationForm.FormKC)).Select(w => w.Text)), @class);
        }
        return index;
    }
}
