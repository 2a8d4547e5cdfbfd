using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Trade;

namespace Weir.Desk.Files;

/// <summary>Reads the words of trade from a desk's files: economies, units, periods, flows, codes, ids.</summary>
internal static partial class TradeValues
{
    private const int LastChapter = 99;
    private const int ReservedChapter = 77; // The Harmonized System keeps it for later use.

    /// <summary>An economy by its alpha-3 code.</summary>
    public static Economy? Economy(this YamlItem item)
    {
        if (item.Text() is not { } code)
            return null;
        if (code.Length == 3 && Economies.TryFind(code, out var economy) && economy.Alpha3 == code)
            return economy;
        var meant = Economies.TryFind(code, out var near) && near.Kind == EconomyKind.Economy
            ? $"; did you mean '{near.Alpha3}'?"
            : Nearest.Hint(code, Economies.All.Where(e => e.Kind == EconomyKind.Economy).Select(e => e.Alpha3));
        return item.Wrong<Economy>($"{item.What}: unknown economy {item.Shown}{meant}; allowed are ISO 3166-1 alpha-3 codes in capitals, such as CHN or RUS");
    }

    /// <summary>A list of economies, each once.</summary>
    public static IReadOnlyList<Economy> EconomyList(this YamlItem? list)
    {
        var found = new List<Economy>();
        foreach (var item in list?.List() ?? [])
        {
            if (item.Economy() is not { } economy)
                continue;
            if (found.Contains(economy))
                item.Mistake($"{item.What}: {economy.Alpha3} stands in the list twice; leave one out");
            else
                found.Add(economy);
        }
        return found;
    }

    /// <summary>A unit by its code.</summary>
    public static Unit? Unit(this YamlItem item)
    {
        if (item.Text() is not { } code)
            return null;
        return Units.TryFind(code, out var unit)
            ? unit
            : item.Wrong<Unit>($"{item.What}: unknown unit {item.Shown}{Nearest.Hint(code, Units.All.Select(u => u.Code))}; allowed are unit codes such as km, mile, kg, u, USD");
    }

    /// <summary>A flow code.</summary>
    public static Flow? Flow(this YamlItem item)
    {
        if (item.Text() is not { } code)
            return null;
        if (code == code.ToUpperInvariant() && FlowCodes.TryParse(code, out var flow))
            return flow;
        item.Mistake($"{item.What}: unknown flow {item.Shown}; allowed are X (exports), M (imports), RX (re-exports) and RM (re-imports)");
        return null;
    }

    /// <summary>A month or a year.</summary>
    public static Period? Period(this YamlItem item)
    {
        if (item.Kind is YamlKind.Text or YamlKind.Whole && PeriodPattern().IsMatch(item.Raw) && Trade.Period.TryParse(item.Raw, out var period))
            return period;
        item.Mistake($"{item.What}: {item.Shown} is no period; write a month as 2025-08 or a year as 2025");
        return null;
    }

    /// <summary>A month.</summary>
    public static Period? Month(this YamlItem item)
    {
        var period = item.Period();
        if (period is { IsMonth: false })
        {
            item.Mistake($"{item.What}: {item.Shown} is a year; write a month as 2025-08");
            return null;
        }
        return period;
    }

    /// <summary>A commodity code: digits, with or without the dots it is printed with.</summary>
    public static string? Code(this YamlItem item)
    {
        if (item.Text() is not { } text)
            return null;
        if (text == Commodity.AllGoods)
            return text;
        if (!CodePattern().IsMatch(text))
            return item.Wrong<string>($"{item.What}: {item.Shown} is no commodity code; write 2, 4, 6, 8 or 10 digits in quotes, such as \"8544.70\", or TOTAL for all goods");
        var code = text.Replace(".", "", StringComparison.Ordinal);
        var chapter = int.Parse(code.AsSpan(0, 2), CultureInfo.InvariantCulture);
        return chapter is 0 or ReservedChapter or > LastChapter
            ? item.Wrong<string>($"{item.What}: {item.Shown} lies in chapter {code[..2]}, which the Harmonized System does not have; chapters are 01 to 97 without 77, and 98 and 99 for national use")
            : code;
    }

    /// <summary>An id: small Latin letters, digits and hyphens.</summary>
    public static string? Id(this YamlItem item)
    {
        if (item.Text() is not { } id)
            return null;
        return IsId(id) ? id : item.Wrong<string>($"{item.What}: {item.Shown} is no id; ids have small Latin letters and digits, joined by hyphens, such as fibre-optic-cable");
    }

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>Two numbers, the lower first.</summary>
    public static Interval? Bounds(this YamlItem item)
    {
        var ends = item.List();
        if (ends.Count != 2)
        {
            if (item.Kind == YamlKind.List)
                item.Mistake($"{item.What} has {ends.Count.ToString(CultureInfo.InvariantCulture)} values; write two numbers, the lower first: [9, 10]");
            return null;
        }
        if (ends[0].Number() is not { } low || ends[1].Number() is not { } high)
            return null;
        if (low <= high)
            return new Interval(low, high);
        item.Mistake($"{item.What}: {ends[0].Raw} is above {ends[1].Raw}; write the lower number first");
        return null;
    }

    [GeneratedRegex("^[0-9]{4}(-[0-9]{2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PeriodPattern();

    [GeneratedRegex(@"^[0-9]{2}([0-9]{2})?(\.?[0-9]{2}){0,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPattern();
}
