using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.JapanMeti;

/// <summary>
/// One numbered entry of the list as text: the name in Japanese, behind it in brackets other names (別称), the name in Latin letters, behind it its other names
/// ("a.k.a., the following two aliases:", each with a hyphen before), and the address (所在地).
/// </summary>
internal static partial class MetiEntry
{
    /// <summary>The entity, or why there is none.</summary>
    public static ReadRecord Read(int number, string text, long line, ListReading reading)
    {
        var address = Address().Match(text);
        var head = address.Success ? text[..address.Index] : text;
        var names = new List<(string Kind, string Name)>();
        if (OtherNames().Match(head) is { Success: true } others)
        {
            names.AddRange(others.Groups["names"].Value.Split([';', '；', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => ("alias", n)));
            head = head[..others.Index];
        }
        var (japanese, latin) = Parts(head, names);
        AddLatin(latin, names);
        if (japanese.Length > 0)
            names.Add(("name", japanese));
        if (!names.Exists(n => n.Kind == "name" && n.Name.Any(char.IsLetterOrDigit)))
            return new QuarantinedRow(line, "名称", string.Create(CultureInfo.InvariantCulture, $"entry {number} has no name"), text[..Math.Min(text.Length, 2000)]);
        var listed = new Listed(string.Create(CultureInfo.InvariantCulture, $"jp-meti-ru-{number}"), "LegalEntity", line, reading);
        foreach (var (kind, name) in names.Where(n => n.Name.Any(char.IsLetterOrDigit)))
            listed.Target.Add(kind, name);
        if (address.Success)
        {
            foreach (var place in Places().Split(OneLine(text[(address.Index + address.Length)..])))
                listed.Target.Add("address", place.Trim(' ', '.', ';'));
        }
        listed.Target.Add("country", "ru").Add("topics", "export.control").Add("program", Programme);
        listed.Act.Add("authority", "Ministry of Economy, Trade and Industry").Add("country", "jp").Add("program", Programme).Add("authorityId", number.ToString(CultureInfo.InvariantCulture));
        return listed;
    }

    private const string Programme = "Export ban on designated entities of the Russian Federation (MOFA Notice No. 82 of 2022)";

    /// <summary>Whether a text has a kana or a Chinese character.</summary>
    public static bool HasJapanese(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsJapanese(c))
                return true;
        }
        return false;
    }

    private static bool IsJapanese(char c) => c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff');

    /// <summary>Divides what stands before the address into the Japanese and the Latin name; other names in Japanese brackets go to <paramref name="names"/>.</summary>
    private static (string Japanese, string Latin) Parts(string head, List<(string Kind, string Name)> names)
    {
        var bracket = head.IndexOf("（別称", StringComparison.Ordinal);
        if (bracket >= 0)
        {
            var (end, depth) = (bracket, 0);
            for (; end < head.Length; end++)
            {
                depth += head[end] == '（' ? 1 : head[end] == '）' ? -1 : 0;
                if (depth == 0)
                    break;
            }
            var inside = head[(bracket + 3)..Math.Min(end, head.Length)].TrimStart('、', '，', ' ');
            names.AddRange(JapaneseAnd().Split(JoinJapanese(inside)).Where(n => n.Length > 0).Select(n => ("alias", n.Trim())));
            return (JoinJapanese(head[..bracket]), end < head.Length ? head[(end + 1)..] : "");
        }
        var last = head.Length - 1;
        while (last >= 0 && !IsJapanese(head[last]) && head[last] is not ('」' or '）' or '』'))
            last--;
        var lineEnd = head.IndexOf('\n', last + 1);
        // What stands behind the last Japanese character of its line is the end of that name, where the Latin name has lines of its own.
        return lineEnd >= 0 && head[lineEnd..].Any(char.IsLetter)
            ? (JoinJapanese(head[..lineEnd]), head[lineEnd..])
            : (JoinJapanese(head[..(last + 1)]), head[(last + 1)..]);
    }

    private static void AddLatin(string latin, List<(string Kind, string Name)> names)
    {
        var text = OneLine(latin);
        if (Known().Match(text) is not { Success: true } known)
        {
            if (text.Length > 0)
                names.Insert(0, ("name", text));
            return;
        }
        names.Insert(0, ("name", known.Groups["name"].Value.Trim(' ', ',')));
        names.AddRange(Hyphens().Split(known.Groups["aliases"].Value).Select(a => ("alias", a.Trim(' ', ';', '.'))).Where(a => a.Item2.Length > 0));
    }

    /// <summary>The Latin text's lines are broken between words.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The Japanese text's lines are broken anywhere; blanks between Latin words stay.</summary>
    private static string JoinJapanese(string text) => OneLine(text.Replace("\n", "", StringComparison.Ordinal));

    [GeneratedRegex(@"所\s*在\s*地\s*[：:]?\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Address();

    [GeneratedRegex(@"(?<=[\n\p{P}\p{L}])別称：(?<names>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherNames();

    [GeneratedRegex("、|及び|並びに", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JapaneseAnd();

    [GeneratedRegex(@"^(?<name>.+?),?\s*a\.?k\.?a\.?,?\s*the\s+follow(ing)?\s+[\w-]+\s+alias(es)?\s*:?\s*(?<aliases>.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Known();

    [GeneratedRegex(@"(^|;)\s*(and\s*)?[-—–]\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hyphens();

    [GeneratedRegex(@";\s*(and\s+)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Places();
}
