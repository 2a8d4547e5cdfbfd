using System.Security.Cryptography;
using System.Text;

namespace Weir.Sources.Text;

/// <summary>Ids made of names, for lists whose records have no number.</summary>
internal static class EntityIds
{
    private const int LongestSlug = 80;

    /// <summary>
    /// The name's Latin letters and digits in lower case with hyphens between; where it has other letters, or is long, the beginning of its SHA-256
    /// in place of what is left out. The same name gives the same id everywhere.
    /// </summary>
    public static string OfName(string prefix, string name)
    {
        var slug = new StringBuilder();
        var complete = true;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
            complete &= char.IsAscii(c) || !char.IsLetterOrDigit(c);
        }
        var plain = slug.ToString().Trim('-');
        if (complete && plain.Length is > 0 and <= LongestSlug)
            return $"{prefix}-{plain}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12];
        return plain.Length == 0 ? $"{prefix}-{hash}" : $"{prefix}-{plain[..Math.Min(plain.Length, 40)].Trim('-')}-{hash}";
    }
}
