using System.Text.RegularExpressions;
using Weir.Desk.Files;
using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>Reads the definitions of figures, texts and charts from a brief's front matter.</summary>
internal sealed partial class BriefDefinitions
{
    private static readonly string[] FigureKinds =
        ["reported", "official", "printed", "claim", "finding", "ratio", "change", "difference", "converted", "implied", "equivalent", "count"];

    private static readonly string[] TextKinds = ["period", "date", "findings", "verdicts", "sources"];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly string file;

    /// <param name="file">The brief, for messages.</param>
    public BriefDefinitions(string file) => this.file = file;

    /// <summary>Reads <c>figures:</c>.</summary>
    public IReadOnlyList<FigureDefinition> Figures(YamlItem? item) => Read(item, (name, map) => Figure(map) is { } figure ? figure with { Name = name, Form = Form(map), Line = map.Item.Line } : null);

    /// <summary>Reads <c>texts:</c>.</summary>
    public IReadOnlyList<TextDefinition> Texts(YamlItem? item) => Read(item, (name, map) => Text(map) is { } text ? text with { Name = name, Line = map.Item.Line } : null);

    /// <summary>Reads <c>charts:</c>.</summary>
    public IReadOnlyList<ChartDefinition> Charts(YamlItem? item) => Read(item, Chart);

    private List<T> Read<T>(YamlItem? item, Func<string, YamlMap, T?> read)
        where T : class
    {
        var found = new List<T>();
        foreach (var (name, value) in item?.Map()?.Entries() ?? [])
        {
            if (!NamePattern().IsMatch(name))
                value.Mistake($"'{name}' is no name for {{{{ … }}}}; use small Latin letters, digits and _, beginning with a letter");
            else if (!names.Add(name))
                value.Mistake($"'{name}' is defined twice in {file}; names must differ");
            else if (value.Map() is { } map)
            {
                if (read(name, map) is { } definition)
                    found.Add(definition);
                map.Done();
            }
        }
        return found;
    }

    private static FigureForm Form(YamlMap map) =>
        new(Digits(map.Find("digits")), map.Find("bare")?.Boolean() ?? false, map.Find("percent")?.Boolean() ?? false);

    private static FigureDefinition? Figure(YamlMap map)
    {
        var kind = Choice(map.Need("kind"), FigureKinds);
        return kind switch
        {
            "reported" => Cell(map, ReportedSource.Id, map.Need("publication")?.Text()),
            "official" => Cell(map, map.Need("source")?.Text(), ""),
            "printed" => new PrintedFigure(Text(map, "publication"), Text(map, "printed")),
            "claim" => new ClaimFigure(Text(map, "claim"), Choice(map.Need("take"), ["claimed", "computed", "difference"]) ?? ""),
            "finding" => new FindingFigure(Text(map, "finding"), map.Find("claim")?.Text(), Text(map, "number"), map.Find("to")?.Text(), map.Find("unit")?.Unit()),
            "ratio" or "change" or "difference" => new ArithmeticFigure(kind, Text(map, "of"), Text(map, kind == "difference" ? "minus" : "to")),
            "converted" => map.Need("unit")?.Unit() is { } unit ? new ConvertedFigure(Text(map, "of"), unit, map.Find("factor")?.Text()) : null,
            "implied" => new ImpliedFigure(Text(map, "of"), Text(map, "ratio")),
            "equivalent" => new EquivalentFigure(Text(map, "of"), Text(map, "goods"), Text(map, "equivalent")),
            "count" => new CountFigure(
                Choice(map.Need("what"), ["claims", "publications", "findings", "official-cells"]) ?? "",
                Choice(map.Find("verdict"), ["supported", "contradicted", "partly", "not-checkable"]), map.Find("finding")?.Text(), map.Find("after")?.Text()),
            _ => null,
        };
    }

    private static CellFigure? Cell(YamlMap map, string? source, string? publication)
    {
        var cell = CellOf(map);
        var period = map.Need("period")?.Period();
        var unit = map.Find("unit")?.Unit();
        return cell is var (goods, from, to, flow) && period is { } p && source is not null && publication is not null
            ? new(source, publication, goods, from, to, flow, p, unit)
            : null;
    }

    private static (string Goods, Economy From, Economy To, Flow Flow)? CellOf(YamlMap map)
    {
        var goods = map.Need("goods")?.Text();
        var from = map.Need("from")?.Economy();
        var to = map.Need("to")?.Economy();
        var flow = map.Find("flow") is { } item ? item.Flow() : Flow.Export;
        return goods is not null && from is not null && to is not null && flow is { } f ? (goods, from, to, f) : null;
    }

    private static TextDefinition? Text(YamlMap map)
    {
        switch (Choice(map.Need("kind"), TextKinds))
        {
            case "period":
                var period = map.Need("period")?.Period();
                var form = Choice(map.Find("case"), ["of", "in"]) ?? "";
                var withoutYear = map.Find("without-year")?.Boolean() ?? false;
                return period is { } p ? new PeriodText(p, form, withoutYear) : null;
            case "date":
                return new DateText(Text(map, "publication"));
            case "findings":
                return new FindingsText(map.Find("finding")?.Text(), map.Find("claim")?.Text());
            case "verdicts":
                return new VerdictsText(map.Find("publication")?.Text());
            case "sources":
                return new SourcesText();
            default:
                return null;
        }
    }

    private static ChartDefinition? Chart(string name, YamlMap map)
    {
        var title = map.Need("title")?.Text();
        var unit = map.Need("unit")?.Unit();
        var at = map.Find("at")?.Period();
        var lines = (map.Need("series")?.List() ?? []).Select(ChartLine).ToList();
        return title is not null && unit is not null ? new(name, map.Item.Line, title, unit, [.. lines.OfType<ChartLineDefinition>()], at) : null;
    }

    private static ChartLineDefinition? ChartLine(YamlItem item)
    {
        if (item.Map() is not { } map)
            return null;
        var label = map.Need("label")?.Text();
        var publication = map.Find("publication")?.Text();
        var source = publication is null ? map.Need("source")?.Text() : ReportedSource.Id;
        var cell = CellOf(map);
        var first = map.Find("first")?.Period();
        var last = map.Find("last")?.Period();
        map.Done();
        return cell is var (goods, from, to, flow) && label is not null && source is not null
            ? new(label, source, publication ?? "", goods, from, to, flow, first, last, item.Line)
            : null;
    }

    private static string Text(YamlMap map, string key) => map.Need(key)?.Text() ?? "";

    private static string? Choice(YamlItem? item, string[] allowed)
    {
        if (item?.Text() is not { } text)
            return null;
        return allowed.Contains(text)
            ? text
            : item.Wrong<string>($"{item.What}: unknown {item.Shown}{Nearest.Hint(text, allowed)}; allowed are {string.Join(", ", allowed)}");
    }

    private static int? Digits(YamlItem? item)
    {
        if (item?.Number() is not { } digits)
            return null;
        if (digits is >= 1 and <= 15 && digits == decimal.Truncate(digits))
            return (int)digits;
        item.Mistake($"{item.What}: {item.Raw} significant digits can't be printed; allowed are 1 to 15");
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
