using Weir.Desk.Files;
using Weir.Desk.Watches;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>Reads the measure of a claim. Each method gives null exactly where it (or a part of it) added a mistake.</summary>
internal static class MeasureFile
{
    private const decimal MostTolerance = 0.5m;

    private static readonly Dictionary<string, Func<YamlMap, DeskNames, Measure?>> Readers = new(StringComparer.Ordinal)
    {
        ["level"] = ReadLevel,
        ["ratio"] = ReadRatio,
        ["peak"] = ReadPeak,
        ["share"] = ReadShare,
        ["conversion"] = ReadConversion,
        ["content"] = ReadContent,
        ["made-from"] = ReadMadeFrom,
        ["count"] = ReadCount,
    };

    /// <summary>The kinds of measure, as keys of a claim.</summary>
    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    /// <summary>Reads a measure of one of <see cref="Kinds"/>.</summary>
    public static Measure? Read(string kind, YamlMap map, DeskNames names)
    {
        var measure = Readers[kind](map, names);
        map.Done();
        return measure;
    }

    private static Measure? ReadLevel(YamlMap map, DeskNames names)
    {
        var (goods, subject) = ReadSubject(map, names);
        var period = ReadPeriod(map.Need("period"), mayBeUnstated: true);
        var each = map.Find("each-month")?.Boolean() ?? false;
        // Goods that are counted are counted by their name: "57,000 cars".
        var forms = ReadForms(map.Need("printed"), ofThings: goods?.Unit.Dimension == Dimension.Count);
        var tolerance = map.Find("tolerance")?.Number() ?? 0;
        var reading = ReadReading(map.Find("reading"), goods);
        if (tolerance is < 0 or > MostTolerance)
            map.Find("tolerance")!.Mistake("tolerance is a share of the amount from 0 to 0.5; write 0.02 for 2 %");
        RefuseMixedUnits(map, forms);
        return subject is null || period is null || forms is null ? null : new Level(subject, period, each, forms, tolerance, reading);
    }

    private static Measure? ReadRatio(YamlMap map, DeskNames names)
    {
        var (_, subject) = ReadSubject(map, names);
        var period = ReadPeriod(map.Need("period"), mayBeUnstated: false);
        var against = ReadPeriod(map.Need("base"), mayBeUnstated: false);
        var words = map.Need("printed")?.Text();
        var bounds = ReadBounds(map, words, PrintedForm.TryReadRatio);
        if (bounds is { Low: < 0 })
            map.Find("bounds")?.Mistake("bounds of a ratio are not below 0; tenfold is 10, a fall by a quarter is 0.75");
        return subject is null || period is null || against is null || words is null || bounds is not { } b ? null : new Ratio(subject, period, against, words, b);
    }

    private static Measure? ReadPeak(YamlMap map, DeskNames names)
    {
        var (_, subject) = ReadSubject(map, names);
        var at = map.Need("period")?.Period();
        var since = map.Find("since")?.Period();
        var until = map.Find("until")?.Period();
        var forms = ReadForms(map.Need("printed"));
        RefuseMixedUnits(map, forms);
        foreach (var (key, end, wrong) in (ReadOnlySpan<(string, Period?, bool)>)[("since", since, since > at), ("until", until, until < at)])
        {
            if (end is { } e && at is { } a && (wrong || e.IsMonth != a.IsMonth))
                map.Find(key)!.Mistake($"{key}: {e} does not lie on its side of the record's period {a}");
        }
        return subject is null || at is null || forms is null ? null : new Peak(subject, at.Value, since, until, forms);
    }

    private static Measure? ReadShare(YamlMap map, DeskNames names)
    {
        var (_, part) = ReadSubject(map, names);
        Subject? whole = null;
        if (map.Need("of")?.Map() is { } of)
        {
            whole = part is null ? null : ReadOther(of, part, names);
            of.Done();
        }
        var period = ReadPeriod(map.Need("period"), mayBeUnstated: true);
        var words = map.Need("printed")?.Text();
        var bounds = ReadBounds(map, words, PrintedForm.TryReadShare);
        return part is null || whole is null || period is null || words is null || bounds is not { } b ? null : new Share(part, whole, period, words, b);
    }

    private static Measure? ReadConversion(YamlMap map, DeskNames names)
    {
        var printed = map.Need("printed");
        var forms = ReadForms(printed);
        RefuseMixedUnits(map, forms);
        if (forms is null)
            return null;
        if (forms.Count >= 2 && forms.Select(f => f.Unit).Distinct().Count() == forms.Count)
            return new Conversion(forms);
        return printed!.Wrong<Measure>("printed: a conversion has two forms or more, each in a unit of its own: [\"328,000 miles\", \"528,000 km\"]");
    }

    private static Measure? ReadContent(YamlMap map, DeskNames names)
    {
        var goods = names.Goods(map.Need("goods"));
        var what = map.Need("in")?.Local();
        var forms = ReadForms(map.Need("printed"));
        RefuseMixedUnits(map, forms);
        return goods is null || what is null || forms is null ? null : new Content(goods.Id, what, forms);
    }

    private static Measure? ReadMadeFrom(YamlMap map, DeskNames names)
    {
        var (_, subject) = ReadSubject(map, names);
        var period = ReadPeriod(map.Need("period"), mayBeUnstated: true);
        var made = ReadForm(map.Need("printed"), ofThings: true);
        var amount = ReadForm(map.Find("amount"));
        var each = ReadForm(map.Find("each"));
        if (amount is not null && each is not null && !amount.Unit.ConvertsTo(each.Unit))
            map.Find("each")!.Mistake($"each: {each.Unit.Code} does not convert to {amount.Unit.Code}, the unit of the amount");
        if (each is { Amount: <= 0 })
            map.Find("each")!.Mistake("each: one thing takes more than 0");
        return subject is null || period is null || made is null ? null : new MadeFrom(subject, period, made, amount, each);
    }

    private static Measure? ReadCount(YamlMap map, DeskNames names)
    {
        var what = map.Need("what")?.Local();
        var form = ReadForm(map.Need("printed"), ofThings: true);
        var since = map.Find("since")?.Period();
        var until = map.Find("until")?.Period();
        var register = map.Need("register")?.Local();
        if (since is { } s && until is { } u && u < s)
            map.Find("until")!.Mistake($"until: {u} is before since, which is {s}");
        return what is null || form is null || register is null ? null : new Count(what, form, since, until, register);
    }

    private static (Goods? Goods, Subject? Subject) ReadSubject(YamlMap map, DeskNames names)
    {
        var goods = names.Goods(map.Need("goods"));
        var from = map.Need("from")?.Economy();
        var to = map.Need("to")?.Economy();
        var flow = ReadFlow(map, Flow.Export);
        return goods is null || from is null || to is null || flow is null ? (goods, null) : (goods, new Subject(goods.Id, from, to, flow.Value));
    }

    // The whole that a part is a share of differs from it in what is written; the rest is the same.
    private static Subject? ReadOther(YamlMap of, Subject part, DeskNames names)
    {
        var goods = of.Find("goods") is { } g ? names.Goods(g)?.Id : part.Goods;
        var from = of.Find("from") is { } f ? f.Economy() : part.From;
        var to = of.Find("to") is { } t ? t.Economy() : part.To;
        var flow = ReadFlow(of, part.Flow);
        if (goods is null || from is null || to is null || flow is null)
            return null;
        var whole = new Subject(goods, from, to, flow.Value);
        return whole == part ? of.Item.Wrong<Subject>("of names the same cell as the part; write what differs in the whole: { to: RUS }") : whole;
    }

    private static Flow? ReadFlow(YamlMap map, Flow otherwise) => map.Find("flow") is { } item ? item.Flow() : otherwise;

    private static string? ReadReading(YamlItem? item, Goods? goods)
    {
        if (item?.Text() is not { } id || goods is null)
            return null;
        var allowed = goods.Readings.Select(r => r.Id).ToList();
        return allowed.Contains(id)
            ? id
            : item.Wrong<string>(allowed.Count == 0
                ? $"reading: goods '{goods.Id}' have no readings; leave the key out, or add readings to the goods"
                : $"reading: {item.Shown} is no reading of '{goods.Id}'{Nearest.Hint(id, allowed)}; allowed are {string.Join(", ", allowed)}");
    }

    private static PeriodReading? ReadPeriod(YamlItem? item, bool mayBeUnstated)
    {
        if (item is null)
            return null;
        if (item.Kind != YamlKind.Map)
        {
            if (mayBeUnstated && item.Raw == "unstated")
                return new PeriodReading([]);
            return item.Period() is { } period ? PeriodReading.At(period) : null;
        }
        var map = item.Map()!;
        if (!map.Has("either"))
        {
            var span = ReadSpan(map);
            var said = map.Find("words")?.Text();
            map.Done();
            return span is null ? null : new PeriodReading([span.Value], said);
        }
        var spans = map.Find("either")!.List().Select(ReadSpan).ToList();
        var words = map.Find("words")?.Text();
        map.Done();
        if (spans.Count == 1)
            map.Find("either")!.Mistake("either has one reading; write two or more, or the period alone");
        return spans.Count > 1 && spans.TrueForAll(s => s is not null) ? new PeriodReading([.. spans.Select(s => s!.Value)], words) : null;
    }

    private static PeriodSpan? ReadSpan(YamlItem item)
    {
        if (item.Kind != YamlKind.Map)
            return item.Period() is { } period ? new PeriodSpan(period, period) : null;
        var map = item.Map()!;
        var span = ReadSpan(map);
        map.Done();
        return span;
    }

    private static PeriodSpan? ReadSpan(YamlMap map)
    {
        if (map.Need("first")?.Period() is not { } first || map.Need("last")?.Period() is not { } last)
            return null;
        if (first.IsMonth == last.IsMonth && first <= last)
            return new PeriodSpan(first, last);
        map.Find("last")!.Mistake($"last: {last} does not follow first, {first}; write two months or two years, the earlier first");
        return null;
    }

    private delegate bool RatioReader(string text, out Interval bounds);

    private static Interval? ReadBounds(YamlMap map, string? words, RatioReader read)
    {
        if (map.Find("bounds") is { } item)
            return item.Bounds();
        if (words is null)
            return null;
        if (read(words, out var bounds))
            return bounds;
        map.Find("printed")!.Mistake($"printed: Weir does not read '{words}' as a ratio; say what the words allow with bounds: [low, high]");
        return null;
    }

    private static IReadOnlyList<PrintedForm>? ReadForms(YamlItem? item, bool ofThings = false)
    {
        if (item is null)
            return null;
        if (item.Kind != YamlKind.List)
            return ReadForm(item, ofThings) is { } one ? [one] : null;
        var forms = item.List().Select(f => ReadForm(f, ofThings)).ToList();
        if (forms.Count == 0)
            item.Mistake("printed is an empty list; write the number as it was printed");
        return forms.Count > 0 && forms.TrueForAll(f => f is not null) ? [.. forms.Select(f => f!)] : null;
    }

    private static PrintedForm? ReadForm(YamlItem? item, bool ofThings = false)
    {
        if (item?.Text() is not { } text)
            return null;
        return PrintedForm.TryRead(text, ofThings, out var form, out var why) ? form : item.Wrong<PrintedForm>($"{item.What}: {why}");
    }

    private static void RefuseMixedUnits(YamlMap map, IReadOnlyList<PrintedForm>? forms)
    {
        if (forms?.FirstOrDefault(f => !f.Unit.ConvertsTo(forms[0].Unit)) is { } other)
            map.Find("printed")!.Mistake($"printed: '{other.Text}' and '{forms[0].Text}' measure different things; make two claims of them");
    }
}
