using System.Text.RegularExpressions;
using Weir.Screening;
using Weir.Sources.Ofac;
using Weir.Sources.Text;

namespace Weir.Sources.UsConsolidated;

/// <summary>
/// Names as the lists of Commerce and State print them: with other names, acronyms and whom the listing reaches in the same field. What stands before all
/// that is the name.
/// </summary>
internal static partial class CslNames
{
    /// <summary>Adds a name and those that stand in it.</summary>
    public static void Add(EntityBuilder target, string property, string printed, bool isPerson)
    {
        if (isPerson)
        {
            OfacNames.AddPerson(target, property, printed);
            return;
        }
        var name = Successors().Replace(printed, "");
        target.Add("notes", name.Length == printed.Length ? null : $"Listed as: {printed}");
        var others = Others().Match(name);
        if (others.Success)
        {
            var (before, kind) = (name[..others.Index].TrimEnd(' ', ',', '('), others.Groups["kind"].Value);
            // The bracket of "Name (f.k.a. Old Name)" ends with the other name.
            var rest = name[(others.Index + others.Length)..].Trim(' ', ':', '"', '“', '”');
            if (rest.EndsWith(')') && name[..others.Index].TrimEnd().EndsWith('('))
                rest = rest[..^1];
            if (before.Length > 0 && rest.Length > 0)
            {
                AddOne(target, property, before);
                AddOne(target, kind is "f" or "F" ? "previousName" : "alias", rest);
                return;
            }
        }
        AddOne(target, property, name);
    }

    private static void AddOne(EntityBuilder target, string property, string name)
    {
        target.Add(property, name);
        if (BracketedName.Of(name) is not { } brackets)
            return;
        // Example Works (EW) is called Example Works, and by its acronym; (HK) Co. is part of a name and does not stand at its end.
        if (BracketedName.IsAcronym(brackets.Inside))
            target.Add(property == "name" ? "alias" : property, brackets.Before).Add("weakAlias", brackets.Inside);
        else if (brackets.IsOtherScript)
            target.Add(property == "name" ? "alias" : property, [brackets.Before, brackets.Inside]);
    }

    [GeneratedRegex(@"[;,]?\s+and any successor[s]?,.*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Successors();

    [GeneratedRegex(@"(?<=[\s,(])(?<kind>[afn])\.k\.a\.?,?\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
