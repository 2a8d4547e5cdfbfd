namespace Weir.Screening.Scoring;

/// <summary>
/// What it costs to take one letter for another, in hundredths of an edit. Letters that hands, readers of print and romanisations confuse are near each other. Whole
/// numbers, so that every machine comes to the same.
/// </summary>
internal static class LetterCosts
{
    /// <summary>One edit.</summary>
    public const int Edit = 100;

    private const int Size = 128;

    private static readonly byte[] Swap = Build(Typed);
    private static readonly byte[] SwapOfSounds = Build(Typed + " " + Romanised);
    private static readonly byte[] SwapAcrossScripts = Build(Typed + " " + Romanised + " " + Transcribed);

    /// <summary>Pairs and their cost. Digits are those that are read for letters.</summary>
    private const string Typed =
        "0o:40 1l:40 1i:40 1t:70 5s:40 8b:40 9g:40 6g:60 6b:60 3e:40 4a:40 7t:50 2z:40 il:60 "
        + "sz:50 ck:50 vw:40 iy:30 ij:50 gq:60 dt:65 bp:65 gk:65 kq:30 mn:70 cs:60 fp:80 jy:40 uw:60 uv:70 xh:60 cq:50 xk:60";

    /// <summary>Upper-case letters are the sounds of <see cref="Sounds"/>: S sh, C ch, X kh, Z zh, J dzh.</summary>
    private const string Romanised =
        "Ss:50 SC:40 Ck:60 CX:30 Cc:40 Xk:30 Xh:20 Xg:50 XS:80 Zz:40 ZJ:20 Jj:20 Ji:50 JC:50 Jg:40 Zj:20 Zs:60 ZS:50 Jd:60 Jy:50 Zi:60 Cs:60 Ct:70 Jz:50 gh:60 hk:60 Sz:60 lr:90 Zg:50 ov:70";

    /// <summary>What scripts that lack a letter write for it: Arabic b for p, kana r for l, Hebrew v for b.</summary>
    private const string Transcribed =
        "bp:10 fv:10 bv:20 fp:20 lr:45 kg:15 kq:10 gq:15 gj:25 gJ:15 dt:20 sz:20 dz:40 tT:10 wv:5 wu:5 wo:10 uv:20 ov:30 yi:5 ye:10 jy:10 ji:15 jd:50 Jd:40 Jj:5 Zj:15 Jz:30 Ss:25 Cs:40 Ct:30 CS:20 Xh:10 Xk:10 XC:25 hk:40 Ck:40 ck:20 cs:30 ts:40 td:20 hf:50 ae:10 ai:10 ao:10 au:10 mn:60 gX:20 gh:40 ex:90";

    /// <summary>Costs of each letter for one, in one script.</summary>
    public static ReadOnlySpan<byte> OfSwaps(byte letter) => Swap.AsSpan((letter & 127) * Size, Size);

    /// <summary>Costs of each sound for one, after <see cref="Sounds"/>.</summary>
    public static ReadOnlySpan<byte> OfSoundSwaps(byte letter) => SwapOfSounds.AsSpan((letter & 127) * Size, Size);

    /// <summary>Costs of each sound for one where one side was written in a script without vowels or with fewer letters.</summary>
    public static ReadOnlySpan<byte> OfTranscribedSwaps(byte letter) => SwapAcrossScripts.AsSpan((letter & 127) * Size, Size);

    /// <summary>Cost of a letter too many.</summary>
    public static int OfLetter(byte letter, byte before) =>
        letter == before ? 30 : IsVowel(letter) ? 80 : letter == (byte)'h' ? 70 : Edit;

    /// <summary>Cost of a vowel too many where one side lacks vowels.</summary>
    public const int VowelLeftOut = 12;

    /// <summary>The same of y, w and h, which such a script mostly writes.</summary>
    public const int SoftLeftOut = 35;

    /// <summary>Cost of a letter too many where one side lacks vowels.</summary>
    public static int OfTranscribedLetter(byte letter, byte before) =>
        IsVowel(letter) ? VowelLeftOut : letter == before ? 10 : letter is (byte)'y' or (byte)'w' or (byte)'h' ? SoftLeftOut : Edit;

    /// <summary>a, e, i, o, u.</summary>
    public static bool IsVowel(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u';

    private static byte[] Build(string pairs)
    {
        var table = new byte[Size * Size];
        Array.Fill(table, (byte)Edit);
        for (var i = 0; i < Size; i++)
            table[(i * Size) + i] = 0;
        foreach (var a in "aeiou"u8)
        {
            foreach (var b in "aeiouy"u8)
                Set(a, b, 70);
        }
        foreach (var pair in pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Set((byte)pair[0], (byte)pair[1], byte.Parse(pair.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture));
        return table;

        void Set(byte a, byte b, byte cost)
        {
            if (a != b)
                table[(a * Size) + b] = table[(b * Size) + a] = cost;
        }
    }
}
