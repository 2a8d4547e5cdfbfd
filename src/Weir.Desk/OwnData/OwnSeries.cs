using System.Globalization;
using Weir.Signals;
using Weir.Sources.OwnData;
using Weir.Trade;

namespace Weir.Desk.OwnData;

/// <summary>One series of a file of the user's own numbers: what is known of it, in order of time.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Values">Its known values, by period; a row whose value is empty is a period that is not known.</param>
public sealed record OwnSeries(string Name, IReadOnlyList<PeriodValue> Values)
{
    /// <summary>The columns that such a file has.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["series", "period", "value"];

    /// <summary>Reads a file with the columns series, period and value; rows may come in any order.</summary>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The series, in the order in which they begin in the file.</returns>
    /// <exception cref="OwnDataException">A row can't be read, stands twice, or mixes months and years; or there is no row.</exception>
    public static async Task<IReadOnlyList<OwnSeries>> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var table = await OwnTable.OpenAsync(path, Columns, null, cancellation);
        var found = new Dictionary<string, Dictionary<Period, (long Line, double? Value)>>(StringComparer.Ordinal);
        var names = found.GetAlternateLookup<ReadOnlySpan<char>>();
        while (await table.ReadAsync(cancellation))
        {
            var name = table.Need("series");
            if (name.IsEmpty || table.Period("period") is not { } period)
                continue;
            var value = table.Number("value");
            if (!names.TryGetValue(name, out var rows))
                names[name] = rows = [];
            if (rows.TryGetValue(period, out var first))
                table.Mistake($"{name} has {period} already, in line {first.Line.ToString(CultureInfo.InvariantCulture)}; a series has one row for a period");
            else
                rows[period] = (table.Line, value);
        }
        if (found.Count == 0)
            throw new OwnDataException($"{table.Name}: there is no row below the header");
        return
        [
            .. found.Select(s => new OwnSeries(s.Key, [.. s.Value.Where(v => v.Value.Value is not null).OrderBy(v => v.Key).Select(v => new PeriodValue(v.Key, v.Value.Value!.Value))])),
        ];
    }
}
