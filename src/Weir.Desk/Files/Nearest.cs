namespace Weir.Desk.Files;

/// <summary>What an author probably meant by a word that is not allowed.</summary>
internal static class Nearest
{
    /// <summary><c>; did you mean 'origins'?</c>, or nothing where no allowed word is near.</summary>
    public static string Hint(string found, IEnumerable<string> allowed)
    {
        var best = allowed
            .Select(word => (Word: word, Distance: Distance(found.ToLowerInvariant(), word.ToLowerInvariant())))
            .OrderBy(c => c.Distance).ThenBy(c => Distance(found, c.Word)).ThenBy(c => c.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        // A third of the letters may be wrong: none of two, one of three.
        return best.Word is not null && best.Distance <= Math.Max(found.Length, best.Word.Length) / 3
            ? $"; did you mean '{best.Word}'?"
            : "";
    }

    // Optimal string alignment: insertion, deletion, replacement and the swap of two neighbours count one each.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
