using CsCheck;
using Weir.Trade;

namespace Weir.Store.Tests.Specification;

/// <summary>A file as a reader would give it: its rows, whose ids are not known yet, how many more could not be read, and what it speaks for.</summary>
public sealed record RandomFile(string Source, IReadOnlyList<Func<ObservationId, Observation>> Rows, int Unreadable, IReadOnlyList<Coverage> Coverage);

/// <summary>
/// Random files and questions. Each part of a cell is usually the one value and now and then any other, so that files overlap, change, repeat
/// and lose each other's cells, and questions hit.
/// </summary>
public static class RandomLake
{
    private static readonly string[] Sources = ["gacc", "comtrade"];
    private static readonly int[] Reporters = [156, 643, 4];
    private static readonly int[] Partners = [0, 643, 804, 899, 97];
    private static readonly string[] Codes = ["TOTAL", "85", "8544", "854470", "854471", "8544700010", "01", "999999"];
    private static readonly Period[] Periods = [.. new[] { 202408, 202500, 202501, 202512 }.Select(Period.FromNumber)];
    private static readonly string[] Publications = ["", "meduza"];

    private static readonly Gen<string> Text = Gen.OneOf("", "a", "328,000 miles", "528 тысяч км", "it's; \"quoted\"\n\t", "公里", "'; DROP TABLE x; --");
    private static readonly Gen<double?> Amount = Usually(Gen.OneOf<double?>(1, 2), Gen.OneOf(
        Gen.Const((double?)null), Gen.Double.Where(double.IsFinite).Select(d => (double?)d), Gen.OneOf<double?>(0, -1, 0.1, double.MaxValue, double.Epsilon)));

    // Whole numbers, whose sums are exact in whatever order they are added.
    private static readonly Gen<double?> WholeAmount = Usually(Gen.OneOf<double?>(1, 2), Gen.OneOf(Gen.Const((double?)null), Gen.Int[-3, 1000].Select(i => (double?)i)));

    private static readonly Gen<Coverage> Statement = Gen.Select(
        Gen.OneOf(Reporters), Gen.Enum<Flow>(), Gen.OneOf(Periods), Some(Codes), Some(Partners), Gen.Enum<Completeness>(),
        (reporter, flow, period, codes, partners, completeness) => new Coverage(reporter, flow, period, codes, partners, completeness));

    /// <summary>A file with amounts of any size.</summary>
    public static readonly Gen<RandomFile> File = FileOf(Row(Usually(Gen.Const(156), Gen.OneOf(Reporters)), Usually(Gen.Const(Flow.Export), Gen.Enum<Flow>()), Amount));

    /// <summary>A file of few units with whole amounts, for sums.</summary>
    public static readonly Gen<RandomFile> WholeFile = FileOf(Row(Gen.Const(156), Gen.Const(Flow.Export), WholeAmount));

    /// <summary>A question, its moment still to be chosen.</summary>
    public static readonly Gen<CellQuery> Query = Gen.Select(
        Gen.Select(Some(Sources), Some(Reporters), Some(Partners), Some(Enum.GetValues<Flow>())),
        Gen.Select(Some(["TOTAL", "85", "8544", "854470", "0", "9"]), Some(Publications), Gen.Bool),
        Gen.OneOf(Gen.Const((Period?)null), Gen.OneOf(Periods).Select(p => (Period?)p)),
        Gen.OneOf(Gen.Const((Period?)null), Gen.OneOf(Periods).Select(p => (Period?)p)),
        (who, what, from, to) => new CellQuery
        {
            Sources = who.Item1,
            Reporters = who.Item2,
            Partners = who.Item3,
            Flows = who.Item4,
            Commodities = what.Item1,
            Publications = what.Item2,
            TotalsOnly = what.Item3,
            From = from,
            To = to,
        });

    /// <summary>What to add up of a question's cells.</summary>
    public static readonly Gen<TotalsQuery> Totals = Gen.Select(
        Query, Gen.Enum<TotalsBy>(), Gen.OneOf(null, Units.UsDollar, Units.Kilogram, Units.Kilometre, Units.Item), Gen.OneOf<int?>(null, 2, 4, 6),
        (query, by, unit, level) => new TotalsQuery(query with { Sources = [], Reporters = [], Flows = [] }, by) { Unit = unit, Level = level });

    private static Gen<RandomFile> FileOf(Gen<Func<string, ObservationId, Observation>> row) => Gen.Select(
        Gen.OneOf(Sources), row.List[0, 30], Usually(Gen.Const(0), Gen.Const(1)), Statement.List[0, 4], Gen.Bool, Usually(Gen.Const(true), Gen.Const(false)),
        (source, rows, unreadable, coverage, isWhole, isClear) => new RandomFile(
            source,
            [.. (isClear ? rows.DistinctBy(r => CellOf(r(source, default))) : rows).Select(r => (Func<ObservationId, Observation>)(id => r(source, id)))],
            unreadable,
            [.. coverage, .. isWhole ? from period in Periods select new Coverage(156, Flow.Export, period, [], [], Completeness.Whole) : []]));

    private static object CellOf(Observation o) => (o.Reporter, o.Flow, o.Commodity, o.Partner, o.Partner2, o.Period, o.Procedure, o.Transport, o.Publication);

    private static Gen<T> Usually<T>(Gen<T> usual, Gen<T> other) => Gen.Frequency((8, usual), (1, other));

    private static Gen<Func<string, ObservationId, Observation>> Row(Gen<int> reporter, Gen<Flow> flow, Gen<double?> amount)
    {
        var estimated = Usually(Gen.Const(false), Gen.Const(true));
        var quantity = Usually(
            Gen.Const(default(PublishedQuantity)), Gen.Select(amount, Gen.OneOf(null, "kg", "m", "u", "mile"), estimated, (number, unit, isEstimated) => new PublishedQuantity(number, unit, isEstimated)));
        return Gen.Select(
            Gen.Select(reporter, Usually(Gen.OneOf(0, 643), Gen.OneOf(Partners)), Usually(Gen.Const(0), Gen.Const(398)), flow,
                Usually(Gen.Const(Classification.Hs2022), Gen.OneOf(Classification.Hs, Classification.ChinaTariff))),
            Gen.Select(Usually(Gen.OneOf("85", "8544", "854470"), Gen.OneOf(Codes)), Usually(Gen.Const(Periods[^1]), Gen.OneOf(Periods)), Usually(Gen.Const("C00"), Gen.Const("C04")),
                Usually(Gen.Const(0), Gen.Const(3)), Usually(Gen.Const(""), Gen.OneOf(Publications))),
            Gen.Select(amount, Usually<string?>(Gen.Const<string?>("USD"), Gen.OneOf<string?>(null, "CNY")), Usually(Gen.Const(ValueBasis.Fob), Gen.Enum<ValueBasis>()), Usually(Gen.Const((double?)null), amount), estimated),
            Gen.Select(quantity, quantity, Usually(Gen.Const(ObservationStatus.Official), Gen.Enum<ObservationStatus>()), Usually(Gen.Const(""), Text)),
            (cell, code, value, rest) => (Func<string, ObservationId, Observation>)((source, id) => new Observation
            {
                Source = source,
                Reporter = cell.Item1,
                Partner = cell.Item2,
                Partner2 = cell.Item3,
                Flow = cell.Item4,
                Commodity = new(cell.Item5, code.Item1),
                Period = code.Item2,
                Procedure = code.Item3,
                Transport = code.Item4,
                Publication = code.Item5,
                Value = value.Item1,
                Currency = value.Item2,
                Basis = value.Item3,
                NetWeightKg = value.Item4,
                NetWeightEstimated = value.Item5,
                Quantity = rest.Item1,
                SecondQuantity = rest.Item2,
                Status = rest.Item3,
                Printed = rest.Item4,
                Id = id,
            }));
    }

    /// <summary>None of them, which is no limit, more often than some.</summary>
    private static Gen<IReadOnlyList<T>> Some<T>(T[] values) => Gen.OneOf(
        Gen.Const<IReadOnlyList<T>>([]), Gen.OneOf(values).List[1, 2].Select(list => (IReadOnlyList<T>)[.. list.Distinct()]));
}
