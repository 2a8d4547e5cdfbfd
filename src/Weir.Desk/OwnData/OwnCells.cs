using System.Globalization;
using Weir.Signals.UnitValues;
using Weir.Sources.OwnData;

namespace Weir.Desk.OwnData;

/// <summary>Reads a user's own cells: value and quantity by partner, commodity and period.</summary>
public static class OwnCells
{
    /// <summary>Columns that such a file must have.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["partner", "commodity", "period", "value", "quantity"];

    /// <summary>Columns that it may have; where one is missing, all its cells count as empty.</summary>
    public static IReadOnlyList<string> Known { get; } = ["reporter", "unit", "currency", "edition", "estimated"];

    /// <summary>Reads the file; other columns may stand in it and are not read.</summary>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OwnDataException">A row can't be read, or stands twice; or there is no row.</exception>
    public static async Task<IReadOnlyList<UnitValueCell>> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var table = await OwnTable.OpenAsync(path, Needed, null, cancellation);
        var cells = new List<UnitValueCell>();
        var lines = new Dictionary<UnitValueCell, long>();
        while (await table.ReadAsync(cancellation))
        {
            var partner = table.Need("partner").ToString();
            var commodity = table.Need("commodity").ToString();
            var period = table.Period("period");
            var (value, quantity) = (table.Number("value"), table.Number("quantity"));
            var estimated = table.Text("estimated") switch
            {
                "" or "0" or "no" or "false" or "False" or "FALSE" => false,
                "1" or "yes" or "true" or "True" or "TRUE" => (bool?)true,
                _ => null,
            };
            if (estimated is null)
                table.Mistake("estimated: write yes or no (or 1 or 0), or leave it empty");
            if (partner.Length == 0 || commodity.Length == 0 || period is not { } at)
                continue;
            var cell = new UnitValueCell(table.Text("reporter").ToString(), partner, commodity, at, value, quantity, table.Text("unit").ToString())
            {
                Currency = table.Text("currency").ToString(),
                Edition = table.Text("edition").ToString(),
                Estimated = estimated == true,
            };
            if (!lines.TryAdd(cell with { Value = null, Quantity = null, Estimated = false }, table.Line))
            {
                var first = lines[cell with { Value = null, Quantity = null, Estimated = false }];
                table.Mistake($"{commodity} with {partner} in {period} stands in line {first.ToString(CultureInfo.InvariantCulture)} already, in the same unit, currency and edition");
            }
            else
                cells.Add(cell);
        }
        return cells.Count > 0 ? cells : throw new OwnDataException($"{table.Name}: there is no row below the header");
    }
}
