using Weir.Desk.Files;
using Weir.Trade;

namespace Weir.Desk.Uses;

/// <summary>Reads one file of <c>uses/</c>.</summary>
internal static class UsesFile
{
    private static readonly (string Word, AmountKind Kind)[] Kinds =
    [
        ("supply", AmountKind.Supply), ("imports", AmountKind.Imports), ("production", AmountKind.Production), ("from-store", AmountKind.FromStore),
        ("into-store", AmountKind.IntoStore), ("exports", AmountKind.Exports), ("use", AmountKind.Use),
    ];

    /// <summary>The uses, or null where mistakes keep them from being any.</summary>
    public static UsesBook? Read(YamlMap file, string id, DeskNames names)
    {
        var before = file.Item.Mistakes.Count;
        var title = file.Need("title")?.Local();
        var goods = names.Goods(file.Need("goods"));
        var destination = file.Need("destination")?.Economy();
        var (first, last) = ReadPeriods(file.Need("period"));
        var measures = (file.Need("measures")?.List() ?? []).Select(ReadMeasure).OfType<UsesMeasure>().ToList();
        var measure = Measure(file.Need("measure"), measures);
        var conversions = (file.Find("conversions")?.List() ?? []).Select(c => ReadConversion(c, measures)).OfType<UsesConversion>().ToList();
        var amounts = (file.Need("amounts")?.List() ?? []).Select(a => ReadAmount(a, measures, first, last)).OfType<UsesAmount>().ToList();
        var note = file.Find("note")?.Local();
        file.Done();
        RefuseTwice(file.Find("measures"), measures.Select(m => m.Id));
        RefuseTwice(file.Find("amounts"), amounts.Select(a => a.Id));
        if (before != file.Item.Mistakes.Count)
            return null;
        if (amounts.TrueForAll(a => a.IsUse))
            return file.Find("amounts")!.Wrong<UsesBook>("amounts: nothing comes in; one of them must have the kind supply, imports, production or from-store");
        return amounts.Exists(a => a.Kind == AmountKind.Supply) && amounts.Exists(a => a is { IsUse: false, Kind: not AmountKind.Supply })
            ? file.Find("amounts")!.Wrong<UsesBook>("amounts: supply is all that comes in, so that imports, production and from-store beside it would be counted twice; leave one or the other out")
            : new UsesBook(id, title!, goods!.Id, destination!, first!.Value, last!.Value, measure!, measures, conversions, amounts, note, file.Item.File);
    }

    private static (Period? First, Period? Last) ReadPeriods(YamlItem? item)
    {
        if (item?.Kind != YamlKind.Map)
            return item?.Period() is { } one ? (one, one) : (null, null);
        var map = item.Map()!;
        var (first, last) = (map.Need("first")?.Period(), map.Need("last")?.Period());
        map.Done();
        if (first is { } f && last is { } l && (f.IsMonth != l.IsMonth || l < f))
            item.Mistake($"{item.What}: from {f} to {l} is no time; write two months or two years, the earlier first");
        return (first, last);
    }

    private static UsesMeasure? ReadMeasure(YamlItem item)
    {
        if (item.Map() is not { } map)
            return null;
        var (id, title, unit) = (map.Need("id")?.Id(), map.Need("title")?.Local(), map.Need("unit")?.Unit());
        map.Done();
        return id is null || title is null || unit is null ? null : new UsesMeasure(id, title, unit);
    }

    private static UsesConversion? ReadConversion(YamlItem item, List<UsesMeasure> measures)
    {
        if (item.Map() is not { } map)
            return null;
        var (from, to) = (Measure(map.Need("from"), measures), Measure(map.Need("to"), measures));
        var factor = Range(map.Need("factor"));
        var source = map.Need("source")?.Text();
        map.Done();
        if (factor is { Low: <= 0 })
            map.Find("factor")!.Mistake("factor: it must be above 0");
        if (from is not null && from == to)
            map.Find("to")!.Mistake($"to: {to.Id} is what is converted; write another measure");
        return from is null || to is null || factor is null || source is null ? null : new UsesConversion(from, to, factor.Value, source);
    }

    private static UsesAmount? ReadAmount(YamlItem item, List<UsesMeasure> measures, Period? first, Period? last)
    {
        if (item.Map() is not { } map)
            return null;
        var (id, title) = (map.Need("id")?.Id(), map.Need("title")?.Local());
        var kind = ReadKind(map.Need("kind"));
        var measure = Measure(map.Need("measure"), measures);
        var unit = map.Has("unit") ? map.Find("unit")!.Unit() : measure?.Unit;
        if (unit is not null && measure is not null && !unit.ConvertsTo(measure.Unit))
            map.Find("unit")!.Mistake($"unit: {unit.Code} does not convert to {measure.Unit.Code}, the unit of {measure.Id}");
        var figures = new List<UsesFigure>();
        void Add(string name, bool isAmount)
        {
            if (map.Find(name) is { } found && Range(found) is { } range)
                figures.Add(new(name, isAmount && unit is not null && measure is not null && unit.ConvertsTo(measure.Unit) ? range.Convert(unit, measure.Unit) : range, null));
        }
        Add("amount", isAmount: true);
        Add("production", isAmount: false);
        Add("content", isAmount: true);
        if (map.Has("amount") == map.Has("production") || map.Has("production") != map.Has("content"))
            item.Mistake($"{item.What} has either an amount, or production (how many were made) and content (what one takes)");
        var (from, to) = ReadPeriods(map.Need("period"));
        var source = map.Need("source")?.Text();
        if (map.Find("times")?.Map() is { } times)
        {
            var (factor, why) = (Range(times.Need("factor")), times.Need("why")?.Text());
            times.Done();
            if (factor is { } f && why is not null)
                figures.Add(new("times", f, why));
        }
        else if (from is { } f && to is { } t && first is { } asked && last is { } until && (Start(f), End(t)) != (Start(asked), End(until)))
            map.Find("period")!.Mistake($"period: the figure is of {(f == t ? f.ToString() : $"{f} to {t}")}, the question of {(asked == until ? asked.ToString() : $"{asked} to {until}")}; say with times (factor, why) what it comes to in that time");
        map.Done();
        return id is null || title is null || kind is null || measure is null || source is null || from is null || to is null || figures.Count == 0
            ? null
            : new UsesAmount(id, title, kind.Value, measure, figures, from == to ? from.Value.ToString() : $"{from} – {to}", source);
    }

    private static AmountKind? ReadKind(YamlItem? item)
    {
        if (item?.Text() is not { } word)
            return null;
        foreach (var (known, kind) in Kinds)
        {
            if (known == word)
                return kind;
        }
        item.Mistake($"kind: {item.Shown} is none{Nearest.Hint(word, Kinds.Select(k => k.Word))}; there are {string.Join(", ", Kinds.Select(k => k.Word))}");
        return null;
    }

    /// <summary>A number, or two with the lower first; none below 0.</summary>
    private static Interval? Range(YamlItem? item)
    {
        if (item is null)
            return null;
        var range = item.Kind == YamlKind.List ? item.Bounds() : item.Number() is { } number ? Interval.Exactly(number) : null;
        return range is { Low: < 0 } ? item.Wrong<Interval?>($"{item.What} is below 0; what goes out has a kind of its own (use, exports, into-store)") : range;
    }

    private static UsesMeasure? Measure(YamlItem? item, List<UsesMeasure> measures)
    {
        if (item?.Text() is not { } id)
            return null;
        return measures.Find(m => m.Id == id)
            ?? item.Wrong<UsesMeasure>($"{item.What}: '{id}' is none of the measures{Nearest.Hint(id, measures.Select(m => m.Id))}; there are {(measures.Count == 0 ? "none" : string.Join(", ", measures.Select(m => m.Id)))}");
    }

    private static int Start(Period period) => period.IsMonth ? period.Number : (period.Year * 100) + 1;

    private static int End(Period period) => period.IsMonth ? period.Number : (period.Year * 100) + 12;

    private static void RefuseTwice(YamlItem? list, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1))
            list!.Mistake($"{list.What}: id '{twice.Key}' stands there {twice.Count().ToString(System.Globalization.CultureInfo.InvariantCulture)} times; ids must differ");
    }
}
