using System.Globalization;
using Weir.Desk.Files;
using Weir.Trade;

namespace Weir.Desk.Controls;

/// <summary>Reads one file of <c>controls/</c>.</summary>
internal static class ControlFile
{
    private static readonly string[] Editions = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"];

    /// <summary>The control, or null where mistakes keep it from being one.</summary>
    public static Control? Read(YamlMap file, string id)
    {
        var before = file.Item.Mistakes.Count;
        var title = file.Need("title")?.Local();
        var by = ReadBy(file.Need("by"));
        var measure = ReadMeasure(file.Need("measure"));
        var codes = (file.Find("codes")?.List() ?? []).Select(ReadCodes).OfType<ControlledCodes>().ToList();
        var list = file.Find("list")?.Text();
        var announced = Day(file.Need("announced"));
        var inForce = Day(file.Need("in-force"));
        var suspended = Day(file.Find("suspended"));
        var repealed = Day(file.Find("repealed"));
        var destinations = file.Find("destinations").EconomyList();
        var comparators = (file.Find("comparators")?.List() ?? []).Select(c => c.Code()).OfType<string>().ToList();
        var source = ReadSource(file.Need("source"));
        var note = file.Find("note")?.Local();
        file.Done();
        if (announced is { } a && inForce is { } f && f < a)
            file.Find("in-force")!.Mistake($"in-force: {f:yyyy-MM-dd} is before announced, which is {a:yyyy-MM-dd}; a control without notice has the same day for both");
        if (announced is { } said && repealed is { } gone && gone < said)
            file.Find("repealed")!.Mistake($"repealed: {gone:yyyy-MM-dd} is before announced, which is {said:yyyy-MM-dd}");
        if (codes.Count == 0 && list is null && before == file.Item.Mistakes.Count)
            file.Item.Mistake("a control has codes, or the name of the list that it controls under 'list'");
        foreach (var code in comparators.Where(c => codes.Exists(g => g.Codes.Any(o => o.StartsWith(c, StringComparison.Ordinal) || c.StartsWith(o, StringComparison.Ordinal)))))
            file.Find("comparators")!.Mistake($"comparators: {code} is controlled, or holds what is; leave it out");
        return before != file.Item.Mistakes.Count
            ? null
            : new(id, title!, by!, measure!.Value, announced!.Value, inForce!.Value, source!, file.Item.File)
            {
                Codes = codes,
                List = list,
                Suspended = suspended,
                Repealed = repealed,
                Destinations = destinations,
                Comparators = comparators,
                Note = note,
            };
    }

    private static string? ReadBy(YamlItem? item)
    {
        if (item is null)
            return null;
        return item.Raw == Control.Eu ? Control.Eu : item.Economy()?.Alpha3;
    }

    private static ControlMeasure? ReadMeasure(YamlItem? item)
    {
        switch (item?.Text())
        {
            case null:
                return null;
            case "licence":
                return ControlMeasure.Licence;
            case "ban":
                return ControlMeasure.Ban;
            case "no-reexport":
                return ControlMeasure.NoReexport;
            default:
                item.Mistake($"measure: {item.Shown} is not known; allowed are licence, ban and no-reexport");
                return null;
        }
    }

    private static ControlledCodes? ReadCodes(YamlItem item)
    {
        if (item.Map() is not { } map)
            return null;
        var edition = map.Find("edition")?.Text();
        var codes = (map.Need("codes")?.List() ?? []).Select(c => c.Code()).OfType<string>().ToList();
        map.Done();
        if (edition is not null && !Editions.Contains(edition))
            map.Find("edition")!.Mistake($"edition: '{edition}' is not known; allowed are {string.Join(", ", Editions)}");
        if (codes.Count == 0 && map.Find("codes") is { Kind: YamlKind.List } empty && empty.List().Count == 0)
            empty.Mistake("codes is an empty list; it needs at least one");
        return new(edition, codes);
    }

    private static ControlSource? ReadSource(YamlItem? item)
    {
        if (item?.Map() is not { } map)
            return null;
        var act = map.Need("act")?.Text();
        var date = Day(map.Need("date"));
        var url = map.Find("url")?.Text();
        map.Done();
        if (url is not null && !url.StartsWith("https://", StringComparison.Ordinal) && !url.StartsWith("http://", StringComparison.Ordinal))
            map.Find("url")!.Mistake($"url: '{url}' is no address; it begins with https://");
        return act is null || date is null ? null : new(act, date.Value, url);
    }

    private static DateOnly? Day(YamlItem? item)
    {
        if (item?.Text() is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        item.Mistake($"{item.What}: {item.Shown} is no day; write it as 2023-12-01");
        return null;
    }
}
