using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>
/// How rows lie in the engine while a file is read: as <see cref="ObservationColumns"/>, but for what is the same in all of them (source,
/// snapshot), with a byte in place of each name of an enumeration, and with nothing (null) in place of the texts that nearly every row has,
/// which costs the engine next to nothing to keep and to sort. <c>cell</c> is a hash of what makes two rows the same cell.
/// </summary>
internal static class StagedColumns
{
    /// <summary>What stands for a text that is not given, where null stands for the usual one.</summary>
    public const string NotGiven = "";

    /// <summary>The usual currency, unit and procedure.</summary>
    public const string UsualCurrency = "USD", UsualUnit = "kg", UsualProcedure = "C00";

    private const string Decoded =
        $"""
        nullif(coalesce(currency, '{UsualCurrency}'), '{NotGiven}') AS currency, basis::VARCHAR AS basis,
        net_weight_kg, net_weight_estimated, quantity, nullif(coalesce(quantity_unit, '{UsualUnit}'), '{NotGiven}') AS quantity_unit, quantity_estimated,
        second_quantity, second_quantity_unit, second_quantity_estimated, coalesce(procedure, '{UsualProcedure}') AS procedure, transport,
        status::VARCHAR AS status, coalesce(publication, '') AS publication, coalesce(printed, '') AS printed
        """;

    // In the order of their text, so that rows sorted by position are sorted by text.
    private static readonly string[] FlowCodes = [.. Enum.GetValues<Flow>().Select(f => f.Code()).Order(StringComparer.Ordinal)];
    private static readonly byte[] FlowPositions = [.. Enum.GetValues<Flow>().Select(f => (byte)Array.IndexOf(FlowCodes, f.Code()))];

    /// <summary>What makes a table that <see cref="CellChunk"/> fills; its columns stand in the chunk's order.</summary>
    public static readonly string Table =
        $"""
        CREATE TYPE flow AS ENUM ({Names(FlowCodes)});
        CREATE TYPE classification AS ENUM ({Names(Enum.GetNames<Classification>())});
        CREATE TYPE basis AS ENUM ({Names(Enum.GetNames<ValueBasis>())});
        CREATE TYPE status AS ENUM ({Names(Enum.GetNames<ObservationStatus>())});
        CREATE TABLE staged (
            reporter INTEGER NOT NULL, partner INTEGER NOT NULL, partner2 INTEGER NOT NULL, flow flow NOT NULL, classification classification NOT NULL,
            commodity VARCHAR NOT NULL, period INTEGER NOT NULL, value DOUBLE, currency VARCHAR, basis basis NOT NULL,
            net_weight_kg DOUBLE, net_weight_estimated BOOLEAN NOT NULL, quantity DOUBLE, quantity_unit VARCHAR, quantity_estimated BOOLEAN NOT NULL,
            second_quantity DOUBLE, second_quantity_unit VARCHAR, second_quantity_estimated BOOLEAN NOT NULL, procedure VARCHAR, transport INTEGER NOT NULL,
            status status NOT NULL, publication VARCHAR, printed VARCHAR, snapshot_row BIGINT NOT NULL, cell UBIGINT NOT NULL)
        """;

    /// <summary>The order of rows in a file, as <see cref="ObservationColumns.FileOrder"/>: all rows here are of one snapshot.</summary>
    public const string FileOrder = "commodity, partner, flow, period, snapshot_row, place";

    /// <summary>A flow's place in the table's type of that name.</summary>
    public static byte Position(Flow flow) => FlowPositions[(int)flow];

    /// <summary>Staged rows as <see cref="ObservationColumns.All"/>. Both ids are made of letters, digits, - and _ only.</summary>
    public static string AsObservations(string source, string snapshot) =>
        $"""
        '{source}' AS source, reporter, partner, partner2, flow::VARCHAR AS flow, classification::VARCHAR AS classification, commodity, period, value,
        {Decoded}, '{snapshot}' AS snapshot, snapshot_row
        """;

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
