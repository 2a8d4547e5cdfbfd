using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>
/// A number for what makes a cell (<see cref="ObservationColumns.Cell"/>, inside one unit). Rows of one cell have the same; that two cells
/// have the same is so rare that it only costs a closer look.
/// </summary>
internal static class CellHash
{
    public static ulong Of(Observation o)
    {
        var hash = Mix(14_695_981_039_346_656_037, ((ulong)(uint)o.Partner << 32) | (uint)o.Period.Number);
        hash = Mix(hash, ((ulong)(uint)o.Partner2 << 32) | ((uint)o.Transport << 16) | ((uint)o.Commodity.Classification << 8) | (uint)o.Flow);
        hash = Mix(hash, o.Commodity.Code);
        hash = Mix(hash, o.Procedure);
        hash = Mix(hash, o.Publication);
        return o.Status == ObservationStatus.Reported ? Mix(Mix(hash, o.Quantity.Unit ?? ""), o.Currency ?? "") : hash;
    }

    private static ulong Mix(ulong hash, string text)
    {
        // Four characters at a time; the length keeps apart what would run together.
        var rest = text.AsSpan();
        for (; rest.Length >= 4; rest = rest[4..])
            hash = Mix(hash, rest[0] | ((ulong)rest[1] << 16) | ((ulong)rest[2] << 32) | ((ulong)rest[3] << 48));
        var last = (ulong)text.Length << 48;
        for (var i = 0; i < rest.Length; i++)
            last |= (ulong)rest[i] << (16 * i);
        return Mix(hash, last);
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, 0x9E37_79B9_7F4A_7C15, out var low);
        return high ^ low;
    }
}
