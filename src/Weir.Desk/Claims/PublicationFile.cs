using System.Globalization;
using Weir.Desk.Files;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>Reads one file of <c>claims/</c>.</summary>
internal static class PublicationFile
{
    /// <summary>The publication, or null where mistakes keep it from being one.</summary>
    public static Publication? Read(YamlMap file, string id, DeskNames names)
    {
        var before = file.Item.Mistakes.Count;
        var outlet = file.Need("outlet")?.Text();
        var title = file.Find("title")?.Text();
        var url = ReadUrl(file.Find("url"));
        var date = ReadDate(file.Need("date"));
        var after = file.Find("after")?.Id();
        var via = file.Find("via")?.Text();
        var claims = (file.Need("claims")?.List() ?? []).Select(item => ReadClaim(item, names)).ToList();
        file.Done();
        foreach (var twice in claims.OfType<Claim>().GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            file.Item.Mistakes.Add(file.Item.File, twice.Last().Line, string.Create(
                CultureInfo.InvariantCulture, $"claim id '{twice.Key}' was used on line {twice.First().Line} already; ids of a publication's claims differ"));
        }
        return before == file.Item.Mistakes.Count
            ? new Publication(id, outlet!, title ?? "", url, date!, after, via, [.. claims.Select(c => c!)], file.Item.File) { AfterLine = file.Find("after")?.Line ?? 1 }
            : null;
    }

    private static Claim? ReadClaim(YamlItem item, DeskNames names)
    {
        if (item.Map() is not { } map)
            return null;
        var id = map.Need("id")?.Id();
        var says = map.Need("says")?.Local();
        var by = map.Find("by")?.Text();
        var measure = ReadMeasure(map, names);
        map.Done();
        return id is null || says is null || measure is null ? null : new Claim(id, says, by, measure, item.Line);
    }

    // A claim without a measure is a statement. Each kind is asked for, so that a mistake lists them all as allowed.
    private static Measure? ReadMeasure(YamlMap claim, DeskNames names)
    {
        var found = MeasureFile.Kinds.Where(claim.Has).ToList();
        if (found.Count > 1)
        {
            claim.Find(found[1])!.Mistake($"a claim has one measure, and this one has {string.Join(" and ", found)}; make two claims of it");
            return null;
        }
        return found.Count == 0 ? new Statement() : claim.Find(found[0])!.Map() is { } map ? MeasureFile.Read(found[0], map, names) : null;
    }

    private static Uri? ReadUrl(YamlItem? item)
    {
        if (item?.Text() is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? url
            : item.Wrong<Uri>($"url: {item.Shown} is no address; it must begin with https:// or http://");
    }

    private static string? ReadDate(YamlItem? item)
    {
        if (item?.Text() is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || (text.Length is 4 or 7 && Period.TryParse(text, out _))
            ? text
            : item.Wrong<string>($"date: {item.Shown} is no date; write 2025-10-14, or 2025-10 or 2025 where no more is known");
    }
}
