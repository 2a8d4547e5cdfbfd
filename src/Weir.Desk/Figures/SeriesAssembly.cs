using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>
/// Puts the cells of one (source, publication, reporter, partner, flow) together into a series of goods in a unit. Three
/// rules keep it honest: a code is never added to one that lies under it; rows in detail are added up only where their
/// total is not there; what nobody has said to be zero is not known.
/// </summary>
internal sealed class SeriesAssembly
{
    private readonly SeriesKey key;
    private readonly IReadOnlyList<string> codes;
    private readonly Unit unit;
    private readonly ILookup<Period, Observation> cells;
    private readonly IReadOnlyList<Coverage> coverage;
    private readonly HashSet<string> levels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Classification, (Period First, Period Last)> editions = [];
    private readonly SortedDictionary<string, List<Period>> lacking = new(StringComparer.Ordinal);
    private readonly List<Period> notPublished = [];
    private bool detailed;
    private bool partOfCode;
    private bool severalRows;

    /// <param name="key">What it is a series of.</param>
    /// <param name="codes">The goods' codes, none under another.</param>
    /// <param name="unit">The unit to give values in.</param>
    /// <param name="cells">Cells under the codes.</param>
    /// <param name="coverage">What the source says of its completeness.</param>
    public SeriesAssembly(SeriesKey key, IReadOnlyList<string> codes, Unit unit, IEnumerable<Observation> cells, IReadOnlyList<Coverage> coverage)
    {
        this.key = key;
        this.codes = codes;
        this.unit = unit;
        this.cells = cells.ToLookup(c => c.Period);
        this.coverage = coverage;
    }

    /// <summary>The periods that have a cell with a value in the unit.</summary>
    public IEnumerable<Period> Periods => cells.Where(p => p.Any(c => CellValue.In(c, unit) is not null)).Select(p => p.Key);

    /// <summary>The series from <paramref name="first"/> to <paramref name="last"/> with its notes.</summary>
    public FoundSeries Build(Period first, Period last)
    {
        var points = first.To(last).Select(Point).ToList();
        var statuses = cells.SelectMany(p => p).Select(c => c.Status).ToList();
        var status = statuses.Count == 0 ? ObservationStatus.Official : statuses.Max();
        return new(new Series(key, unit, status, points), Notes());
    }

    private SeriesPoint Point(Period period)
    {
        var here = cells[period].ToList();
        var parts = codes.Select(code => Part(code, here, period)).ToList();
        if (parts.TrueForAll(p => p.State == PointState.NoData) || (parts.Exists(p => p.State == PointState.NoData) && !parts.Exists(p => p.Rows.Count > 0)))
        {
            if (coverage.Any(c => c.Completeness == Completeness.NotPublished && c.Period == period && c.Flow == key.Flow && c.Reporter == key.Reporter.Number))
                notPublished.Add(period);
            return new(period, null, PointState.NoData, []);
        }
        foreach (var (code, _) in codes.Zip(parts).Where(p => p.Second.State == PointState.NoData))
        {
            if (!lacking.TryGetValue(code, out var periods))
                lacking[code] = periods = [];
            periods.Add(period);
        }
        var state = parts.Exists(p => p.State is PointState.NoData or PointState.Partial) ? PointState.Partial
            : parts.TrueForAll(p => p.State == PointState.Zero) ? PointState.Zero
            : PointState.Observed;
        return new(period, parts.Sum(p => p.Value ?? 0), state, [.. parts.SelectMany(p => p.Rows)], parts.Exists(p => p.Estimated));
    }

    // One code of the goods at one period.
    private SeriesPoint Part(string code, List<Observation> here, Period period)
    {
        var under = here.Where(c => c.Commodity.IsUnder(code)).ToList();
        if (under.Count == 0)
            return IsZero(code, period) ? new(period, 0, PointState.Zero, []) : new(period, null, PointState.NoData, []);

        // The highest code that has a value in the unit, and under it no other; so 854470 and not 854470 + 85447000.
        var known = under.Where(c => CellValue.In(c, unit) is not null).ToList();
        var top = known.Where(c => !known.Exists(o => o.Commodity.Code != c.Commodity.Code && c.Commodity.IsUnder(o.Commodity.Code))).ToList();
        if (top.Count == 0)
            return new(period, null, PointState.NoData, []);
        if (top.Count < known.Count)
            levels.UnionWith(top.Select(c => c.Commodity.Code));
        var rows = top.GroupBy(c => c.Commodity.Code, StringComparer.Ordinal).SelectMany(OneLine).ToList();
        var values = rows.ConvertAll(r => CellValue.In(r, unit)!.Value);
        var whole = IsWhole(code, rows, period);
        partOfCode |= !whole;
        return new(
            period, values.Sum(v => v.Amount), whole ? PointState.Observed : PointState.Partial,
            [.. rows.Select(r => r.Id)], values.Exists(v => v.Estimated));
    }

    // The rows of one code at one period that may be added up: its total, else the least detail that there is.
    private List<Observation> OneLine(IEnumerable<Observation> sameCode)
    {
        var rows = sameCode.ToList();
        var newest = rows.Max(r => r.Commodity.Classification);
        rows.RemoveAll(r => r.Commodity.Classification != newest);
        var period = rows[0].Period;
        editions[newest] = editions.TryGetValue(newest, out var span)
            ? (period < span.First ? period : span.First, period > span.Last ? period : span.Last)
            : (period, period);

        if (rows[0].Publication.Length > 0)
            return [Printed(rows)];
        rows = Least(rows, r => r.Procedure == "C00");
        rows = Least(rows, r => r.Transport == 0);
        rows = Least(rows, r => r.Partner2 == 0);
        if (rows.Exists(r => !r.IsTotal))
            detailed = true;
        else if (rows.Count > 1)
            rows = [rows[0]];
        return rows;
    }

    // A publication that printed one cell in several units printed one cell: the form in the asked unit goes before a conversion.
    private Observation Printed(List<Observation> rows)
    {
        severalRows |= rows.Count > 1;
        return rows.Find(r => r.Quantity.Unit == unit.Code || r.Currency == unit.Code) ?? rows[0];
    }

    private static List<Observation> Least(List<Observation> rows, Predicate<Observation> isTotal) =>
        rows.Exists(isTotal) ? rows.FindAll(isTotal) : rows;

    // National codes make a whole subheading where one of them alone has only zeros beyond it (85447000 is all of 854470),
    // or where the source says that it gave all of them.
    private bool IsWhole(string code, List<Observation> rows, Period period) =>
        rows.TrueForAll(r => r.Commodity.Code == code)
        || (rows.Select(r => r.Commodity.Code).Distinct(StringComparer.Ordinal).Count() == 1 && rows[0].Commodity.Code.AsSpan(code.Length).Trim('0').IsEmpty)
        || IsZero(code, period);

    private bool IsZero(string code, Period period) => coverage.Any(c =>
        c.Completeness == Completeness.Complete && c.Period == period && c.Flow == key.Flow && c.Reporter == key.Reporter.Number
        && c.SpeaksFor(code, key.Partner.Number));

    private List<Phrase> Notes()
    {
        var notes = new List<Phrase>();
        if (levels.Count > 0)
            notes.Add(new("series.note.level", ("codes", levels.Order(StringComparer.Ordinal).ToList())));
        if (editions.Count > 1)
            notes.Add(new("series.note.editions", ("editions", editions.Select(e =>
                new Phrase("series.note.edition", ("edition", EditionName(e.Key)), ("first", e.Value.First), ("last", e.Value.Last))).ToList())));
        if (detailed)
            notes.Add(new("series.note.detail"));
        if (partOfCode)
            notes.Add(new("series.note.part"));
        foreach (var (code, periods) in lacking)
            notes.Add(new("series.note.lacks", ("code", new Commodity(Classification.Hs, code).Dotted), ("periods", PeriodRuns.Of(periods))));
        if (notPublished.Count > 0)
            notes.Add(new("series.note.not-published", ("periods", PeriodRuns.Of(notPublished))));
        if (severalRows)
            notes.Add(new("series.note.forms", ("unit", unit)));
        return notes;
    }

    private static string EditionName(Classification classification) => classification switch
    {
        Classification.Hs => "HS",
        Classification.ChinaTariff => "China HS",
        Classification.Cn8 => "CN",
        Classification.Hts10 => "HTS",
        Classification.ScheduleB => "Schedule B",
        _ => "HS " + classification.ToString()[2..],
    };
}

/// <summary>The value of one cell in a unit.</summary>
internal static class CellValue
{
    /// <summary>
    /// The money value in its own currency (no currency is ever converted), or the first of quantity, second quantity and
    /// net weight that is known and converts; null where none does.
    /// </summary>
    public static (double Amount, bool Estimated)? In(Observation cell, Unit unit)
    {
        if (unit.Dimension == Dimension.Money)
            return cell.Value is { } value && cell.Currency == unit.Code ? (value, false) : null;
        return Converted(cell, cell.Quantity, unit)
            ?? Converted(cell, cell.SecondQuantity, unit)
            ?? Converted(cell, new(cell.NetWeightKg, Units.Kilogram.Code, cell.NetWeightEstimated), unit);
    }

    // Publishers print 0 both for nothing and for not known; beside a value above 0 it can only be not known.
    private static (double Amount, bool Estimated)? Converted(Observation cell, PublishedQuantity quantity, Unit unit) =>
        quantity is { Amount: { } amount, Unit: { } code } && !(amount == 0 && cell.Value > 0)
        && Units.TryFind(code, out var published) && published.ConvertsTo(unit)
            ? (published.Convert(amount, unit), quantity.Estimated)
            : null;
}
