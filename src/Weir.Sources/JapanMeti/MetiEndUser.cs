using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.JapanMeti;

/// <summary>Where the columns of the End User List stand. Their names are printed in Japanese and English, in one cell.</summary>
/// <param name="Places">Where each column of <see cref="Needed"/> stands.</param>
/// <param name="Conventional">Where the column for conventional weapons stands; null in editions before 2025.</param>
/// <param name="Count">How many columns there are.</param>
internal sealed record MetiEndUserColumns(IReadOnlyList<int> Places, int? Conventional, int Count)
{
    public static readonly IReadOnlyList<string> Needed = ["No.", "Country or Region", "Company or Organization", "Also Known As", "Type of WMD"];

    private static readonly string[] Japanese = ["国名", "企業名", "別名", "懸念区分"];

    /// <summary>The columns that a row names; null where it names none.</summary>
    /// <exception cref="SourceFormatException">Its Japanese is in an encoding that was not told right.</exception>
    public static MetiEndUserColumns? Of(IReadOnlyList<string> cells, string fileName)
    {
        var names = cells.Select(MetiEndUser.OneLine).ToList();
        var places = Needed.Select(n => names.FindIndex(c => c.EndsWith(n, StringComparison.OrdinalIgnoreCase))).ToList();
        if (places.Contains(-1))
            return null;
        if (names.Exists(n => !System.Text.Ascii.IsValid(n)) && !Array.Exists(Japanese, j => names.Exists(n => n.Contains(j, StringComparison.Ordinal))))
            throw new SourceFormatException($"{fileName}: the Japanese names of the columns can't be read (\"{ReceivedText.Quote(string.Join(", ", names))}\"). Save the table as CSV in UTF-8.");
        var conventional = names.FindIndex(n => n.Contains("Conventional", StringComparison.OrdinalIgnoreCase));
        return new(places, conventional < 0 ? null : conventional, cells.Count);
    }
}

/// <summary>One entry of the End User List.</summary>
internal static partial class MetiEndUser
{
    private const string Programme = "End User List";

    private static readonly (string Code, string Japanese, string Concern)[] Concerns =
    [
        ("B", "生物", "biological weapons"), ("C", "化学", "chemical weapons"), ("M", "ミサイル", "missiles"), ("N", "核", "nuclear weapons"), ("CW", "通常", "conventional weapons"),
    ];

    /// <summary>The entity and its act, or why there is none.</summary>
    public static ReadRecord Read(IReadOnlyList<string> cells, MetiEndUserColumns columns, long line, string shown, HashSet<string> ids, ListReading reading)
    {
        var number = Number(cells, columns);
        if (number is null)
            return new QuarantinedRow(line, "No.", $"'{ReceivedText.Quote(Cell(cells, columns, 0))}' is no number of an entry; where a page ended, the row may be the rest of the one above", shown);
        if (cells.Count < MetiEndUserColumns.Needed.Count || (cells.Count > columns.Count && cells.Skip(columns.Count).Any(c => c.Length > 0)))
            return new QuarantinedRow(line, null, string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Count} cells where there are {columns.Count} columns"), shown);
        var names = Names(Cell(cells, columns, 2));
        if (names.Count == 0)
            return new QuarantinedRow(line, "Company or Organization", string.Create(CultureInfo.InvariantCulture, $"entry {number} has no name"), shown);
        var country = English(Cell(cells, columns, 1));
        var key = EntityIds.OfName("jp-meti-eul", $"{CountryNames.Find(country)} {names[0].Name}");
        var id = key;
        for (var again = 2; !ids.Add(id); again++)
            id = $"{key}-{again.ToString(CultureInfo.InvariantCulture)}";
        var listed = new Listed(id, "LegalEntity", line, reading);
        foreach (var (name, isAcronym) in names)
            listed.Target.Add(isAcronym ? "weakAlias" : "name", name);
        foreach (var (name, isAcronym) in Bullets().Split(Cell(cells, columns, 3)).SelectMany(Names))
            listed.Target.Add(isAcronym ? "weakAlias" : "alias", name);
        listed.Country("country", country, "Country or region");
        listed.Target.Add("topics", "export.control").Add("program", Programme);
        listed.Act.Add("authority", "Ministry of Economy, Trade and Industry").Add("country", "jp").Add("program", Programme).Add("authorityId", number.Value.ToString(CultureInfo.InvariantCulture));
        AddConcerns(listed, Cell(cells, columns, 4), columns.Conventional is { } place && place < cells.Count ? cells[place] : "");
        return listed;
    }

    /// <summary>The entry's number in this edition; null where the row has none.</summary>
    public static int? Number(IReadOnlyList<string> cells, MetiEndUserColumns columns) =>
        int.TryParse(Cell(cells, columns, 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>A text whose lines are broken between words.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cell(IReadOnlyList<string> cells, MetiEndUserColumns columns, int column) => columns.Places[column] < cells.Count ? cells[columns.Places[column]] : "";

    /// <summary>A name; where it ends in brackets with the same name in another script, each of them, and where with an acronym, that too.</summary>
    private static List<(string Name, bool IsAcronym)> Names(string cell)
    {
        var name = OneLine(cell.Replace('（', '(').Replace('）', ')'));
        if (!name.Any(char.IsLetterOrDigit))
            return [];
        if (BracketedName.Of(name) is not { } brackets)
            return [(name, false)];
        return brackets.IsOtherScript ? [(brackets.Before, false), (brackets.Inside, false)]
            : BracketedName.IsAcronym(brackets.Inside) ? [(name, false), (brackets.Inside, true)]
            : [(name, false)];
    }

    /// <summary>The country is printed in Japanese and below that in English; the Japanese alone, where there is no English.</summary>
    private static string English(string cell)
    {
        var last = cell.Length - 1;
        while (last >= 0 && !MetiEntry.HasJapanese(cell.AsSpan(last, 1)))
            last--;
        var english = OneLine(cell[(last + 1)..]).Trim(' ', '/', '(', ')');
        return english.Any(char.IsLetter) ? english : OneLine(cell);
    }

    private static void AddConcerns(Listed listed, string printed, string conventional)
    {
        var codes = Codes().Matches(printed).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        if (conventional.Any(c => !char.IsWhiteSpace(c) && c is not ('-' or '－' or '―' or '×')))
            codes.Add("CW");
        var concerns = Concerns.Where(c => codes.Contains(c.Code) || printed.Contains(c.Japanese, StringComparison.Ordinal)).ToList();
        if (concerns.Count == 0)
            listed.KeepAside("Type of WMD", printed.Length == 0 ? "(empty)" : OneLine(printed), "is no concern that the list has");
        else
            listed.Act.Add("reason", $"Concern: {string.Join(", ", concerns.Select(c => $"{c.Concern} ({c.Code})"))}");
    }

    /// <summary>Each other name has a dot before it, at the beginning of a line; a dot within a Japanese name has no blank before it.</summary>
    [GeneratedRegex(@"(?:^|\s)[・･•●]\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bullets();

    [GeneratedRegex("(?<![A-Za-z])(CW|[BCMN])(?![A-Za-z])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Codes();
}
