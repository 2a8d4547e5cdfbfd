using Weir.Desk.Files;
using Weir.Trade;

namespace Weir.Desk.Watches;

/// <summary>Reads one file of <c>watches/</c>.</summary>
internal static class WatchFile
{
    /// <summary>The watch, or null where mistakes keep it from being one. Goods are made known to the desk even then.</summary>
    public static Watch? Read(YamlMap file, string id, DeskNames names)
    {
        var before = file.Item.Mistakes.Count;
        var title = file.Need("title")?.Local();
        var goods = (file.Need("goods")?.List() ?? []).Select(item => ReadGoods(item, names)).ToList();
        var origins = file.Need("origins").EconomyList();
        var destinations = file.Need("destinations").EconomyList();
        var comparators = file.Find("comparators").EconomyList();
        var routes = file.Find("routes").EconomyList();
        var months = file.Need("months")?.Map();
        var first = months?.Need("first")?.Month();
        var last = months?.Find("last")?.Month();
        months?.Done();
        file.Done();
        if (first is { } f && last is { } l && l < f)
            months!.Item.Mistake($"months: last is {l}, before first, which is {f}");
        RefuseEmpty(file, "goods", goods.Count);
        RefuseEmpty(file, "origins", origins.Count);
        RefuseEmpty(file, "destinations", destinations.Count);
        foreach (var (key, list) in (ReadOnlySpan<(string, IReadOnlyList<Economy>)>)[("comparators", comparators), ("routes", routes)])
        {
            foreach (var twice in list.Where(e => destinations.Contains(e) || origins.Contains(e)))
                file.Find(key)!.Mistake($"{key}: {twice.Alpha3} is an origin or a destination of this watch already; leave one out");
        }
        return before == file.Item.Mistakes.Count
            ? new Watch(id, title!, [.. goods.Select(g => g!)], origins, destinations, comparators, routes, first!.Value, last, file.Item.File)
            : null;
    }

    private static void RefuseEmpty(YamlMap file, string key, int count)
    {
        if (count == 0 && file.Find(key) is { Kind: YamlKind.List, Node: YamlDotNet.RepresentationModel.YamlSequenceNode { Children.Count: 0 } } item)
            item.Mistake($"{key} is an empty list; it needs at least one");
    }

    private static Goods? ReadGoods(YamlItem item, DeskNames names)
    {
        if (item.Map() is not { } map)
            return null;
        var id = map.Need("id")?.Id();
        if (id is not null)
            names.AddGoods(id, map.Find("id")!);
        var title = map.Need("title")?.Local();
        var codes = ReadCodes(map.Need("codes"));
        var unit = map.Need("unit")?.Unit();
        var note = map.Find("note")?.Local();
        var equivalents = (map.Find("equivalents")?.List() ?? []).Select(e => ReadEquivalent(e, unit)).ToList();
        var readings = (map.Find("readings")?.List() ?? []).Select(ReadReading).ToList();
        var official = (map.Find("official")?.List() ?? []).Select(o => ReadOfficial(o, readings, names)).ToList();
        map.Done();
        RefuseTwice(map.Find("equivalents"), equivalents.Select(e => e?.Id));
        RefuseTwice(map.Find("readings"), readings.Select(r => r?.Id));
        if (readings.Count == 1)
            map.Find("readings")!.Mistake("readings has one entry; a unit that can mean one thing only needs none");
        if (id is null || title is null || unit is null || codes.Count == 0)
            return null;
        var goods = new Goods(id, title, codes, unit, [.. equivalents.OfType<Equivalent>()], note)
        {
            Readings = [.. readings.OfType<UnitReading>()],
            Official = [.. official.OfType<OfficialSource>()],
        };
        names.Describe(goods);
        return goods;
    }

    private static List<string> ReadCodes(YamlItem? list)
    {
        var codes = new List<string>();
        foreach (var item in list?.List() ?? [])
        {
            if (item.Code() is not { } code)
                continue;
            var over = codes.Find(c => new Commodity(Classification.Hs, code).IsUnder(c) || new Commodity(Classification.Hs, c).IsUnder(code));
            if (over is null)
                codes.Add(code);
            else
                item.Mistake($"{item.What}: {code} and {over} are the same goods or one lies under the other, and would be counted twice; leave one out");
        }
        if (list is { Kind: YamlKind.List } && list.List().Count == 0)
            list.Mistake("codes is an empty list; it needs at least one");
        return codes;
    }

    private static Equivalent? ReadEquivalent(YamlItem item, Unit? goodsUnit)
    {
        if (item.Map() is not { } map)
            return null;
        var id = map.Need("id")?.Id();
        var title = map.Need("title")?.Local();
        var content = map.Need("content")?.Bounds();
        var unit = map.Need("unit")?.Unit();
        var source = map.Need("source")?.Text();
        map.Done();
        if (content is { Low: <= 0 })
            map.Find("content")!.Mistake("content: one of them must contain more than 0");
        if (unit is not null && goodsUnit is not null && !unit.ConvertsTo(goodsUnit))
            map.Find("unit")!.Mistake($"unit: {unit.Code} does not convert to {goodsUnit.Code}, the unit of the goods");
        return id is null || title is null || content is null || unit is null || source is null
            ? null
            : new Equivalent(id, title, content.Value, unit, source);
    }

    private static UnitReading? ReadReading(YamlItem item)
    {
        if (item.Map() is not { } map)
            return null;
        var id = map.Need("id")?.Id();
        var title = map.Need("title")?.Local();
        map.Done();
        return id is null || title is null ? null : new UnitReading(id, title);
    }

    private static OfficialSource? ReadOfficial(YamlItem item, List<UnitReading?> readings, DeskNames names)
    {
        if (item.Map() is not { } map)
            return null;
        var source = names.Source(map.Need("source"));
        var reporter = map.Need("reporter")?.Economy();
        var units = (map.Need("units")?.List() ?? []).Select(u => u.Unit()).ToList();
        var per = map.Find("per")?.Text();
        var reading = map.Find("reading")?.Text();
        map.Done();
        if (reading is not null && !readings.Exists(r => r?.Id == reading))
            map.Find("reading")!.Mistake($"reading: '{reading}' is none of the goods' readings; allowed are {(readings.Count == 0 ? "none, for they have none" : string.Join(", ", readings.OfType<UnitReading>().Select(r => r.Id)))}");
        return source is null || reporter is null ? null : new OfficialSource(source, reporter, [.. units.OfType<Unit>()], per) { Reading = reading };
    }

    private static void RefuseTwice(YamlItem? list, IEnumerable<string?> ids)
    {
        foreach (var twice in ids.OfType<string>().GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1))
            list!.Mistake($"{list.What}: id '{twice.Key}' stands there {twice.Count().ToString(System.Globalization.CultureInfo.InvariantCulture)} times; ids must differ");
    }
}
