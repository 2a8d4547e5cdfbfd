using System.Buffers;
using System.Globalization;
using System.Text;

namespace Weir.Screening.Names;

/// <summary>A word of a name.</summary>
/// <param name="Text">The word in its own script, folded: no case, accents or punctuation.</param>
/// <param name="Latin">The same in Latin letters a–z and digits; as <paramref name="Text"/> where nothing is known of its script.</param>
/// <param name="LegalForm">The legal form it belongs to, or null where it is part of the name proper.</param>
public readonly record struct NameWord(string Text, string Latin, string? LegalForm = null);

/// <summary>
/// A name made comparable. Unicode NFKC; case folded; accents taken off Latin, Greek, Cyrillic, Arabic and Hebrew letters; apostrophes
/// dropped; other punctuation turned into word breaks; letters with full stops between them joined ("L.L.C." is "llc"); control, format and emoji characters
/// dropped. Beside each word in its own script stands its transliteration (AnyAscii). Words of a legal form are marked and
/// kept. Normalising the result again changes nothing.
/// </summary>
public sealed class NormalName
{
    private NormalName(string original, IReadOnlyList<NameWord> words)
    {
        Original = original;
        Words = words;
        Proper = [.. words.Where(w => w.LegalForm is null)];
        LegalForms = [.. words.Select(w => w.LegalForm).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Text = string.Join(' ', words.Select(w => w.Text));
        Latin = string.Join(' ', words.Select(w => w.Latin));
    }

    /// <summary>The name as it was given.</summary>
    public string Original { get; }

    /// <summary>All words, in order.</summary>
    public IReadOnlyList<NameWord> Words { get; }

    /// <summary>The words that belong to no legal form. Never empty where <see cref="Words"/> is not.</summary>
    public IReadOnlyList<NameWord> Proper { get; }

    /// <summary>The legal forms in it, by their class (<see cref="Names.LegalForms"/>), each once, sorted.</summary>
    public IReadOnlyList<string> LegalForms { get; }

    /// <summary>All words in their own scripts, one space between them.</summary>
    public string Text { get; }

    /// <summary>All words in Latin letters.</summary>
    public string Latin { get; }

    /// <summary>Whether nothing is left to find it by (no letter or digit in any script).</summary>
    public bool IsEmpty => Words.Count == 0;

    /// <summary>Normalises a name.</summary>
    /// <param name="name">Any text: broken surrogates and control characters are dropped.</param>
    /// <param name="isPerson">A person's name has no legal form: every word is one of the name.</param>
    public static NormalName Of(string name, bool isPerson = false) => new(name, WordsOf(name, isPerson));

    /// <summary>The same, where only the words are wanted.</summary>
    internal static List<NameWord> WordsOf(string name, bool isPerson)
    {
        var words = Split(WithoutBrokenSurrogates(name).Normalize(NormalizationForm.FormKC));
        return isPerson ? words : Names.LegalForms.Mark(words);
    }

    /// <summary>The words of a text, with no legal form marked.</summary>
    internal static List<NameWord> Split(string text)
    {
        var words = new List<NameWord>();
        var room = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            if (Ascii.IsValid(text))
                SplitAscii(text, room, words);
            else
                SplitRunes(text, room, words);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(room);
        }
        return words;
    }

    /// <summary>Adds a word as it is written; nothing where nothing is left of it.</summary>
    private static void Add(List<NameWord> words, ReadOnlySpan<char> written)
    {
        if (written.IsEmpty)
            return;
        if (!WordCache.TryGet(written, out var word))
        {
            var raw = written.ToString();
            word = Prepared(raw);
            WordCache.Keep(raw, word);
        }
        if (word.Text.Length > 0)
            words.Add(word);
    }

    /// <summary>A word made comparable; of no text where nothing is left of it.</summary>
    private static NameWord Prepared(string written)
    {
        var raw = Homoglyphs.InOneScript(written);
        if (Ascii.IsValid(raw))
        {
            var lower = raw.ToLowerInvariant();
            return new(lower, lower);
        }
        // Accents hide a likeness, so it is looked for again once they are off.
        var folded = Homoglyphs.InOneScript(Fold(raw));
        if (folded.Length == 0)
            return new("", "");
        var latin = Romanisation.Latin(raw == written && folded != Fold(raw) ? folded : raw);
        return new(folded, latin.Length == 0 ? folded : latin);
    }

    /// <summary>The same as <see cref="SplitRunes"/> says of text that is all ASCII, without asking Unicode.</summary>
    private static void SplitAscii(string text, Span<char> word, List<NameWord> words)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c))
                word[length++] = c;
            else if (c is not ('\'' or '`' or '"') && !(c == '.' && length > 0 && IsSingleLetter(text, i - 1) && IsSingleLetter(text, i + 1)))
            {
                Add(words, word[..length]);
                length = 0;
                if (c == '&')
                    Add(words, "and");
            }
        }
        Add(words, word[..length]);
    }

    private static bool IsSingleLetter(string text, int at) =>
        at >= 0 && at < text.Length && char.IsAsciiLetter(text[at])
        && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
        && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]));

    private static void SplitRunes(string text, Span<char> word, List<NameWord> words)
    {
        var all = new Rune[text.Length];
        var count = 0;
        // What cannot be seen goes first, so that it hides no full stop between initials.
        foreach (var rune in text.EnumerateRunes())
        {
            if (!CannotBeSeen(rune))
                all[count++] = rune;
        }
        var runes = all.AsSpan(0, count);
        var length = 0;
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (IsPartOfWord(rune))
                length += rune.EncodeToUtf16(word[length..]);
            else if (!IsInvisibleInWord(rune) && !JoinsInitials(length, runes, i))
            {
                Add(words, word[..length]);
                length = 0;
                if (rune.Value == '&')
                    Add(words, "and");
            }
        }
        Add(words, word[..length]);
    }

    /// <summary>A full stop with one letter on its left, or already joined ones, and a single letter on its right: L.L.C., S.A.</summary>
    private static bool JoinsInitials(int length, ReadOnlySpan<Rune> runes, int at) =>
        runes[at].Value == '.' && at > 0 && at + 1 < runes.Length
        && IsSingleLetter(runes, at - 1) && IsSingleLetter(runes, at + 1) && length > 0;

    private static bool IsSingleLetter(ReadOnlySpan<Rune> runes, int at) =>
        Rune.IsLetter(runes[at])
        && (at == 0 || !IsPartOfWord(runes[at - 1]))
        && (at + 1 == runes.Length || !IsPartOfWord(runes[at + 1]));

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Apostrophes of all kinds: they stand inside a word without breaking it.</summary>
    private static bool IsInvisibleInWord(Rune rune) =>
        rune.Value is '\'' or '’' or '‘' or '`' or '´' or '"' or '״' or '׳'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.EnclosingMark;

    private static bool CannotBeSeen(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || (rune.Value is >= 0x80 and < 0xA0 && !Rune.IsWhiteSpace(rune));

    private static string Fold(string word)
    {
        // Folding case can uncover a mark and taking off a mark can uncover case, so it is done until nothing changes.
        for (var round = 0; round < 4; round++)
        {
            var folded = CaseFold(WithoutMarks(word)).Normalize(NormalizationForm.FormKC);
            if (folded == word)
                break;
            word = folded;
        }
        return word;
    }

    private static string CaseFold(string text) => text.ToUpperInvariant().ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Replace('ı', 'i').Replace('ς', 'σ');

    private static string WithoutMarks(string text)
    {
        var kept = new StringBuilder(text.Length);
        var takeOff = true;
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                if (takeOff)
                    continue;
            }
            else
                takeOff = LosesMarks(rune);
            // Modifier letters that stand for an apostrophe, and the Arabic stroke that only lengthens a word.
            if (rune.Value is not ((>= 0x2B0 and <= 0x2FF) or 0x640))
                kept.Append(rune.ToString());
        }
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Latin, Greek, Cyrillic, Hebrew and Arabic; elsewhere (Indic scripts, Thai, kana) a mark is a sound of its own.</summary>
    private static bool LosesMarks(Rune rune) => rune.Value is < 0x530 or (>= 0x590 and < 0x780) or (>= 0x1E00 and < 0x2000);

    private static string WithoutBrokenSurrogates(string text)
    {
        var sound = true;
        for (var i = 0; i < text.Length && sound; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                sound = char.IsSurrogatePair(text, i);
                i++;
            }
        }
        if (sound)
            return text;
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                kept.Append(text[i]);
            else if (char.IsSurrogatePair(text, i))
                kept.Append(text[i]).Append(text[++i]);
        }
        return kept.ToString();
    }
}
