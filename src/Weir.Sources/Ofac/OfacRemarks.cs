using System.Text.RegularExpressions;
using Weir.Screening;

namespace Weir.Sources.Ofac;

/// <summary>Takes the remarks of the Treasury's tables apart: statements between semicolons, each a label and a value, or plain words.</summary>
internal static partial class OfacRemarks
{
    /// <summary>Puts what remarks say into a party and the act that listed it.</summary>
    /// <param name="remarks">The whole remarks.</param>
    /// <param name="target">The party.</param>
    /// <param name="designation">The act that listed it.</param>
    /// <returns>The names of those that it is linked to.</returns>
    public static IReadOnlyList<string> Read(string remarks, EntityBuilder target, EntityBuilder designation)
    {
        var linked = new List<string>();
        foreach (var part in Parts(remarks))
        {
            var statement = part.StartsWith("alt. ", StringComparison.OrdinalIgnoreCase) ? part[5..] : part;
            if (Alias().Match(statement) is { Success: true } alias)
                target.Add(alias.Groups["kind"].Value is "f" or "F" ? "previousName" : "weakAlias", OfacNames.Natural(alias.Groups["name"].Value));
            else if (statement.StartsWith("Linked To:", StringComparison.OrdinalIgnoreCase))
                linked.Add(statement["Linked To:".Length..].Trim());
            else if (OfacDetails.IsMeasure(statement))
                designation.Add("provisions", statement);
            else if (OfacDetails.PropertyOf(statement) is { } found)
                AddValue(target, designation, statement, found.Property, found.Label);
            else
                target.Add("notes", part);
        }
        return linked;
    }

    /// <summary>The statements: semicolons divide them, but not inside quotes or brackets.</summary>
    private static IEnumerable<string> Parts(string remarks)
    {
        var text = remarks.Trim();
        if (text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal))
            text = text[..^1];
        var (start, brackets) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(')
                brackets++;
            else if (i < text.Length && text[i] == ')')
                brackets = Math.Max(0, brackets - 1);
            // A bracket that never closes must not swallow the rest: the next label ends it.
            if (i < text.Length && (text[i] != ';' || (brackets > 0 && text.IndexOf(')', i) is var close && close >= 0 && text.IndexOf('(', i, close - i) < 0)))
                continue;
            brackets = 0;
            var part = text[start..i].Trim();
            start = i + 1;
            if (part.Length > 0)
                yield return part;
        }
    }

    private static void AddValue(EntityBuilder target, EntityBuilder designation, string statement, string property, string label)
    {
        var rest = Lead().Replace(statement[label.Length..], "", 1).Trim();
        // 1084010 (Egypt) issued 23 Jun 1999 expires 05 Feb 2004
        var match = Issued().Match(rest);
        var country = match.Success ? match.Groups["country"].Value.Trim() : null;
        var hasPlace = property is not ("birthDate" or "birthPlace" or "nationality" or "citizenship" or "incorporationDate" or "serialNumber" or "phone");
        var value = hasPlace && match.Success ? match.Groups["value"].Value.Trim() : rest;
        if (property is "website" or "email")
            value = value.TrimEnd('.').Split(' ')[0];
        OfacDetails.Add(target, designation, label, value.Trim(), hasPlace && country is { Length: > 0 } ? country : null);
        if (hasPlace && match.Success && match.Groups["more"].Value.Trim() is { Length: > 0 } more)
            target.Add("notes", $"{label} {value}: {more}");
    }

    [GeneratedRegex(@"^(?<kind>[aAfFnN])\.?k\.?a\.? ['‘""](?<name>.+?)['’""]\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alias();

    // What stands between a label and its value: the rest of the label's words, "No.", "#", "Number", "(MSN)", "(also called …)".
    [GeneratedRegex(@"^[.:]?\s*((\(MSN\)|\(also called [^)]*\)|\(USCC\)|\(RU\)|\(NUIT\)|Address|Document|Number|Military|Militar Nacional|Mercantil|Code|umber|o\.|No\.?|Num\.?|Identification|Country|of|IMO|#|:|-)[.:]?\s*)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?<value>[^(]*?)\s*(\((?<country>[^()]*)\))?\s*(?<more>(issued|expires|exp\.|Date of Issue).*)?\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Issued();
}
