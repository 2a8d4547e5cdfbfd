using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Screening;

/// <summary>What kind of number it is, and so how it is written and checked.</summary>
public enum IdentifierKind : byte
{
    /// <summary>Any other number: passport, registration, tax.</summary>
    Other,

    /// <summary>Russia's taxpayer number, 10 digits for companies and 12 for people, with check digits (order MMV-7-6/435 of the tax service).</summary>
    Inn,

    /// <summary>Russia's state registration number, 13 digits for companies and 15 for sole traders, the last a remainder.</summary>
    Ogrn,

    /// <summary>Legal Entity Identifier, 20 characters, ISO 17442, check digits of ISO 7064 MOD 97-10.</summary>
    Lei,

    /// <summary>Ship number of the International Maritime Organization, 7 digits, the last a weighted sum (resolution A.1117(30)).</summary>
    Imo,

    /// <summary>Maritime Mobile Service Identity, 9 digits (Recommendation ITU-R M.585).</summary>
    Mmsi,

    /// <summary>Business identifier code of a bank, 8 or 11 characters, ISO 9362; the branch is left out.</summary>
    Bic,
}

/// <summary>An identifier in the one form in which it can be compared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Letters and digits only, upper case.</param>
/// <param name="IsValid">Whether its length and check digits are right; true where the kind has none.</param>
public readonly record struct IdentifierValue(IdentifierKind Kind, string Text, bool IsValid)
{
    // Two entities of two countries easily have the same number of five digits.
    private const int ShortestOther = 6;

    private static readonly FrozenDictionary<string, IdentifierKind> Kinds = new Dictionary<string, IdentifierKind>(StringComparer.Ordinal)
    {
        ["innCode"] = IdentifierKind.Inn,
        ["ogrnCode"] = IdentifierKind.Ogrn,
        ["leiCode"] = IdentifierKind.Lei,
        ["imoNumber"] = IdentifierKind.Imo,
        ["mmsi"] = IdentifierKind.Mmsi,
        ["swiftBic"] = IdentifierKind.Bic,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// A number to compare by. A tax number that is a valid INN, and a registration number that is a valid OGRN, have the key of these, for lists and invoices call
    /// them either; other kinds that may be confused (passport, registration, tax) share one space of numbers.
    /// </summary>
    public ulong Key => (BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind} {Text}"))) >> 8) | ((ulong)Kind << 56);

    /// <summary>The kind of the identifier that a <see cref="Key"/> stands for.</summary>
    public static IdentifierKind KindOf(ulong key) => (IdentifierKind)(key >> 56);

    /// <summary>The identifier, or null where it holds too little to tell two entities apart.</summary>
    public static IdentifierValue? Of(Identifier identifier)
    {
        // Russia's KPP says which tax office and why; thousands of companies share one.
        if (identifier.Property == "kppCode")
            return null;
        var text = Clean(identifier.Value);
        var kind = Kinds.GetValueOrDefault(identifier.Property);
        // Lists that have one column for all numbers print "IMO 9074729" in it.
        if (text.StartsWith("IMO", StringComparison.Ordinal) && (kind == IdentifierKind.Imo || (kind == IdentifierKind.Other && IsImo(text[3..]))))
            (kind, text) = (IdentifierKind.Imo, text[3..]);
        if (kind == IdentifierKind.Other)
            kind = Recognised(text);
        if (kind == IdentifierKind.Bic && text.Length == 11)
            text = text[..8];
        if (text.Length < ShortestOther || !text.Any(char.IsAsciiDigit) && kind != IdentifierKind.Bic)
            return null;
        var valid = IsRight(kind, text);
        // A number that is wrong for its kind may still stand on two lists in the same way.
        return new(valid ? kind : IdentifierKind.Other, text, valid || kind == IdentifierKind.Other);
    }

    private static IdentifierKind Recognised(string text) =>
        text.Length is 10 or 12 && IsRight(IdentifierKind.Inn, text) ? IdentifierKind.Inn
        : text.Length is 13 or 15 && IsRight(IdentifierKind.Ogrn, text) ? IdentifierKind.Ogrn
        : text.Length == 20 && IsRight(IdentifierKind.Lei, text) ? IdentifierKind.Lei
        : IdentifierKind.Other;

    private static string Clean(string value)
    {
        Span<char> kept = value.Length <= 256 ? stackalloc char[value.Length] : new char[value.Length];
        var length = 0;
        foreach (var c in value)
        {
            if (char.IsLetterOrDigit(c))
                kept[length++] = char.ToUpperInvariant(c);
        }
        return new(kept[..length]);
    }

    private static bool IsRight(IdentifierKind kind, string text) => kind switch
    {
        IdentifierKind.Inn => IsInn(text),
        IdentifierKind.Ogrn => IsOgrn(text),
        IdentifierKind.Lei => IsLei(text),
        IdentifierKind.Imo => IsImo(text),
        IdentifierKind.Mmsi => text.Length == 9 && AllDigits(text),
        IdentifierKind.Bic => text.Length == 8 && text.AsSpan(0, 6).ContainsAnyExceptInRange('A', 'Z') is false,
        IdentifierKind.Other => true,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static bool IsInn(string text)
    {
        if (!AllDigits(text))
            return false;
        return text.Length switch
        {
            10 => Weighted(text, [2, 4, 10, 3, 5, 9, 4, 6, 8]) == text[9] - '0',
            12 => Weighted(text, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == text[10] - '0' && Weighted(text, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == text[11] - '0',
            _ => false,
        };

        static int Weighted(string digits, ReadOnlySpan<int> weights)
        {
            var sum = 0;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * (digits[i] - '0');
            return sum % 11 % 10;
        }
    }

    private static bool IsOgrn(string text) =>
        text.Length is 13 or 15 && AllDigits(text)
        && (long)(ulong.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) % (ulong)(text.Length - 2) % 10) == text[^1] - '0';

    private static bool IsLei(string text)
    {
        if (text.Length != 20 || !char.IsAsciiDigit(text[18]) || !char.IsAsciiDigit(text[19]))
            return false;
        var remainder = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                remainder = ((remainder * 10) + c - '0') % 97;
            else if (char.IsAsciiLetterUpper(c))
                remainder = ((remainder * 100) + c - 'A' + 10) % 97;
            else
                return false;
        }
        return remainder == 1;
    }

    private static bool IsImo(string text)
    {
        if (text.Length != 7 || !AllDigits(text))
            return false;
        var sum = 0;
        for (var i = 0; i < 6; i++)
            sum += (7 - i) * (text[i] - '0');
        return sum % 10 == text[6] - '0';
    }

    private static bool AllDigits(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
