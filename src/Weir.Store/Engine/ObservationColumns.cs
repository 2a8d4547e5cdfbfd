using System.Collections.Frozen;
using DuckDB.NET.Data;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>
/// An observation as columns: the one place that names them (docs/lake.md describes them for readers). Enumerations are
/// stored as their names, so that a file explains itself.
/// </summary>
internal static class ObservationColumns
{
    /// <summary>All columns in the order of <see cref="Read"/>.</summary>
    public const string All =
        """
        source, reporter, partner, partner2, flow, classification, commodity, period, value, currency, basis,
        net_weight_kg, net_weight_estimated, quantity, quantity_unit, quantity_estimated,
        second_quantity, second_quantity_unit, second_quantity_estimated, procedure, transport,
        status, publication, printed, snapshot, snapshot_row
        """;

    /// <summary>
    /// What makes two rows of one unit the same cell. <c>measure</c> is <see cref="Measure"/>: what one publication printed in
    /// miles and in kilometres are two figures. The currency of an official value is not part of it: the same cell in yuan and
    /// in dollars is one cell, whose quantities would otherwise count twice.
    /// </summary>
    public const string Cell = "flow, classification, commodity, partner, partner2, period, procedure, transport, publication, measure";

    /// <summary>The unit a reported figure was printed in; empty for everything else.</summary>
    public const string Measure =
        "CASE status WHEN 'Reported' THEN coalesce(quantity_unit, '') || '/' || coalesce(currency, '') ELSE '' END AS measure";

    /// <summary>What a cell says, of the rows aliased <paramref name="alias"/>: everything but which cell it is and where it was read.</summary>
    public static string Content(string alias) =>
        $"""
        row({alias}.value, {alias}.currency, {alias}.basis, {alias}.net_weight_kg, {alias}.net_weight_estimated,
            {alias}.quantity, {alias}.quantity_unit, {alias}.quantity_estimated,
            {alias}.second_quantity, {alias}.second_quantity_unit, {alias}.second_quantity_estimated, {alias}.status, {alias}.printed)
        """;

    /// <summary>The order of rows in a file: by what people look for, then whatever makes it complete.</summary>
    public const string FileOrder = "commodity, partner, flow, period, publication, classification, partner2, procedure, transport, quantity_unit, currency, snapshot, snapshot_row";

    /// <summary>The order of <see cref="IFlowStore.CellsAsync"/>.</summary>
    public const string ReadOrder = "source, reporter, " + FileOrder;

    public static Observation Read(DuckDBDataReader r) => new()
    {
        Source = Shared(r.GetString(0)),
        Reporter = r.GetInt32(1),
        Partner = r.GetInt32(2),
        Partner2 = r.GetInt32(3),
        Flow = ReadFlow(r, 4),
        Commodity = new(ReadClassification(r, 5), r.GetString(6)),
        Period = Period.FromNumber(r.GetInt32(7)),
        Value = NumberOrNull(r, 8),
        Currency = TextOrNull(r, 9),
        Basis = Name<ValueBasis>.Value(r.GetString(10)),
        NetWeightKg = NumberOrNull(r, 11),
        NetWeightEstimated = r.GetBoolean(12),
        Quantity = new(NumberOrNull(r, 13), TextOrNull(r, 14), r.GetBoolean(15)),
        SecondQuantity = new(NumberOrNull(r, 16), TextOrNull(r, 17), r.GetBoolean(18)),
        Procedure = Shared(r.GetString(19)),
        Transport = r.GetInt32(20),
        Status = Name<ObservationStatus>.Value(r.GetString(21)),
        Publication = Shared(r.GetString(22)),
        Printed = r.GetString(23),
        Id = new(Shared(r.GetString(24)), r.GetInt64(25)),
    };

    public static Flow ReadFlow(DuckDBDataReader r, int column) => FlowCodes.TryParse(r.GetString(column), out var flow)
        ? flow
        : throw new LakeException($"A file of the lake holds an unknown flow '{r.GetString(column)}'; run `weir doctor`.");

    public static Classification ReadClassification(DuckDBDataReader r, int column) => Name<Classification>.Value(r.GetString(column));

    private static double? NumberOrNull(DuckDBDataReader r, int column) => r.IsDBNull(column) ? null : r.GetDouble(column);

    private static string? TextOrNull(DuckDBDataReader r, int column) => r.IsDBNull(column) ? null : Shared(r.GetString(column));

    // A handful of texts (sources, units, hashes) stand in millions of rows.
    private static string Shared(string text) => string.Intern(text);

    /// <summary>Names of an enumeration's values, looked up once.</summary>
    private static class Name<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(v => v.ToString(), StringComparer.Ordinal);

        public static T Value(string name) => Values.TryGetValue(name, out var value)
            ? value
            : throw new LakeException($"A file of the lake holds '{name}', which is no {typeof(T).Name} that this Weir knows; update Weir, or run `weir doctor`.");
    }
}
