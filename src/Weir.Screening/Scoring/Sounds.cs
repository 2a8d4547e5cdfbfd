namespace Weir.Screening.Scoring;

/// <summary>
/// Brings the spellings that romanisations and languages give one sound together: kh and ch, tsch and tch and ch, w and v, ou and u, doubled letters. Letters in, sounds
/// out; upper-case letters are sounds that Latin has two letters for (S sh, C ch, X kh, Z zh, J dzh).
/// </summary>
internal static class Sounds
{
    private static readonly (byte[] Letters, byte[] Sounds)[][] Rules = ByFirst(
        "shch:S schtsch:S tsch:C tch:C tsh:C tj:C cz:C ch:C sch:S sh:S sz:S sj:S stch:S zh:Z dzh:J dsch:J dj:J dz:z kh:X gh:g ph:f th:t dh:d ck:k cc:k q:k "
        + "x:ks w:v ts:z tz:z ou:u oo:u ee:i ie:i ij:i iy:i yi:i yy:i ii:i ey:e ei:e ej:e ea:e ay:ai ya:ia ja:ia yu:iu ju:iu yo:io jo:io ye:e je:e oe:o ae:e ue:u y:i aa:a eo:o eu:u gu:g qu:k "
        + "ca:ka co:ko cu:ku cr:kr cl:kl");

    // For each letter those that may follow it in a rule, a bit each, and what it is alone: most letters need no more.
    private static readonly uint[] Second = [.. Rules.Select(r => r.Where(l => l.Letters.Length > 1).Aggregate(0u, (all, l) => all | (1u << (l.Letters[1] & 31))))];
    private static readonly byte[] Alone = [.. Rules.Select((r, letter) => r.FirstOrDefault(l => l.Letters.Length == 1).Sounds is [var sound] ? sound : (byte)letter)];

    /// <summary>Writes the sounds of a word.</summary>
    /// <param name="word">Letters a–z and digits.</param>
    /// <param name="sounds">Room for twice as many.</param>
    /// <param name="keepDoubled">Whether a sound that stands twice stays so: a script without vowels writes haddad as hdd.</param>
    /// <returns>How many were written.</returns>
    public static int Of(ReadOnlySpan<byte> word, Span<byte> sounds, bool keepDoubled = false)
    {
        var written = 0;
        for (var at = 0; at < word.Length;)
        {
            var letter = word[at] & 127;
            if (at + 1 == word.Length || (Second[letter] & (1u << (word[at + 1] & 31))) == 0)
            {
                written = Append(sounds, written, Alone[letter], keepDoubled);
                at++;
                continue;
            }
            var matched = false;
            foreach (var (letters, to) in Rules[letter])
            {
                if (!word[at..].StartsWith(letters))
                    continue;
                foreach (var sound in to)
                    written = Append(sounds, written, sound, keepDoubled);
                at += letters.Length;
                matched = true;
                break;
            }
            if (!matched)
                written = Append(sounds, written, word[at++], keepDoubled);
        }
        return written;
    }

    private static int Append(Span<byte> sounds, int written, byte sound, bool keepDoubled)
    {
        if (!keepDoubled && written > 0 && sounds[written - 1] == sound && !char.IsAsciiDigit((char)sound))
            return written;
        sounds[written] = sound;
        return written + 1;
    }

    private static (byte[] Letters, byte[] Sounds)[][] ByFirst(string rules)
    {
        var byFirst = new List<(byte[], byte[])>[128];
        foreach (var rule in rules.Split(' ').Select(r => r.Split(':')).OrderByDescending(r => r[0].Length))
            (byFirst[rule[0][0]] ??= []).Add((System.Text.Encoding.ASCII.GetBytes(rule[0]), System.Text.Encoding.ASCII.GetBytes(rule[1])));
        return [.. byFirst.Select(r => r?.ToArray() ?? [])];
    }
}
