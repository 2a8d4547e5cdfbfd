using System.Collections.Frozen;

namespace Weir.Screening.Names;

/// <summary>
/// A person's name in Chinese characters or Korean syllables without a space, cut into surname and given name and the characters read in Chinese (pinyin), Korean and Japanese. Characters do not say which language they are
/// to be read in: 金正恩 is Jin Zheng'en in Beijing and Kim Jong Un in Pyongyang.
/// </summary>
internal static class HanReadings
{
    private const int LongestName = 6;

    // 々, the first of what is read here.
    private const char FirstSign = '\u3005';

    private const string KoreanSurnames = "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허노로하곽성차주우민나진지엄원천방공현함변염리림렴";

    /// <summary>Chinese surnames of two characters.</summary>
    private static readonly FrozenSet<string> TwoSigns = new[]
    {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙", "長孫", "宇文", "南宫", "南宮", "西门", "西門", "端木", "独孤", "獨孤",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<(FrozenDictionary<string, string> Surnames, FrozenDictionary<string, string> Given)> Korean = new(() => Read("han-korean.txt"));
    private static readonly Lazy<(FrozenDictionary<string, string> Surnames, FrozenDictionary<string, string> Given)> Japanese = new(() => Read("han-japanese.txt"));

    /// <summary>The words as they are, or, where they are a person's name in Chinese characters, each way to read them.</summary>
    public static IReadOnlyList<IReadOnlyList<NameWord>> Of(IReadOnlyList<NameWord> words, NameBearer bearer)
    {
        if (bearer != NameBearer.Person || words[0].Text[0] < FirstSign)
            return [words];
        if (words is [var only] && only.Text.Length is 2 or 3 && KoreanSurnames.Contains(only.Text[0], StringComparison.Ordinal) && only.Text.All(WordScripts.IsHangul))
            return [[InLatin(only.Text[..1]), InLatin(only.Text[1..])]];
        if (words.Count > 2 || !words.All(w => w.Text.All(WordScripts.IsHan)))
            return [words];
        var name = string.Concat(words.Select(w => w.Text));
        if (name.Length is < 2 or > LongestName)
            return [words];
        var readings = new List<IReadOnlyList<NameWord>> { words.Count == 2 ? words : Chinese(name) };
        if (InKorean(name) is { } korean)
            readings.Add(korean);
        if (InJapanese(name) is { } japanese)
            readings.Add(japanese);
        return readings;
    }

    private static NameWord InLatin(string text) => new(text, Romanisation.Latin(text));

    private static NameWord[] Chinese(string name)
    {
        var surname = name.Length > 2 && TwoSigns.Contains(name[..2]) ? 2 : 1;
        return [InLatin(name[..surname]), InLatin(name[surname..])];
    }

    private static NameWord[]? InKorean(string name)
    {
        var (surnames, given) = Korean.Value;
        if (!surnames.TryGetValue(name[..1], out var surname))
            return null;
        var latin = "";
        foreach (var sign in name.AsSpan(1))
        {
            if (!given.TryGetValue(sign.ToString(), out var syllable) && !surnames.TryGetValue(sign.ToString(), out syllable))
                return null;
            latin += syllable;
        }
        return [new(name[..1], surname), new(name[1..], latin)];
    }

    private static NameWord[]? InJapanese(string name)
    {
        var (surnames, given) = Japanese.Value;
        for (var length = Math.Min(3, name.Length - 1); length > 0; length--)
        {
            if (surnames.TryGetValue(name[..length], out var surname) && given.TryGetValue(name[length..], out var first))
                return [new(name[..length], surname), new(name[length..], first)];
        }
        return null;
    }

    private static (FrozenDictionary<string, string> Surnames, FrozenDictionary<string, string> Given) Read(string table)
    {
        var (surnames, given) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in NameFacts.Lines(table))
        {
            var isSurnames = line.StartsWith("surnames:", StringComparison.Ordinal);
            foreach (var entry in line[(isSurnames ? line.IndexOf(':', StringComparison.Ordinal) + 1 : 0)..].Split(',', StringSplitOptions.TrimEntries))
            {
                var space = entry.IndexOf(' ', StringComparison.Ordinal);
                (isSurnames ? surnames : given).TryAdd(entry[..space], entry[(space + 1)..]);
            }
        }
        return (surnames.ToFrozenDictionary(StringComparer.Ordinal), given.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
