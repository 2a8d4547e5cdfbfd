using System.Globalization;

namespace Weir.Signals.UnitValues;

/// <summary>
/// Recognises quantities that a publisher computed from the value and a standard unit value: among the cells of one reporter, commodity, unit and period
/// several partners then share one unit value up to rounding. Weir's own test.
/// </summary>
/// <remarks>
/// Each cell allows an interval of unit values, for its value and quantity are rounded to the digits that their columns have. Three cells or more
/// of different partners that share a point are called imputed where chance would hardly make them: C(n, k) k (2 w)^(k − 1) below 0.001, with w the
/// widest interval among the k on the log scale, in the density of prices that all lie within about 15 % of one another. Quantities
/// of a few pieces allow wide intervals and prove nothing; such a cell is called imputed only where it fits a unit value that others prove.
/// </remarks>
public static class ImputedQuantities
{
    private const double Chance = 0.001;
    private const double Density = 2;
    private const int Fewest = 3;

    /// <summary>For each cell whether its quantity is imputed.</summary>
    /// <param name="cells">Cells of one reporter, commodity, unit, currency and period, a partner each.</param>
    public static IReadOnlyList<bool> Among(IReadOnlyList<UnitValueCell> cells)
    {
        var imputed = new bool[cells.Count];
        var valueStep = Step(cells.Select(c => c.Value));
        var quantityStep = Step(cells.Select(c => c.Quantity));
        var left = new List<(int Cell, double Low, double High)>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].UnitValue is null)
                continue;
            var (value, quantity) = (cells[i].Value!.Value, cells[i].Quantity!.Value);
            var low = Math.Max(value - (valueStep / 2), value * 1e-3) / (quantity + (quantityStep / 2));
            var high = (value + (valueStep / 2)) / Math.Max(quantity - (quantityStep / 2), quantity * 1e-3);
            // Sums of doubles may be off by their last bit.
            left.Add((i, Math.Log(low) - 1e-12, Math.Log(high) + 1e-12));
        }
        while (Shared(left) is { } at)
        {
            foreach (var cell in left.Where(c => c.Low <= at && at <= c.High))
                imputed[cell.Cell] = true;
            left.RemoveAll(c => imputed[c.Cell]);
        }
        return imputed;
    }

    /// <summary>The point that the most cells share, where chance would hardly make them; null otherwise.</summary>
    private static double? Shared(List<(int Cell, double Low, double High)> cells)
    {
        (double At, double Chance)? best = null;
        foreach (var (_, at, _) in cells)
        {
            // The narrow ones prove; each further one, from narrow to wide, may prove more or less.
            var widths = cells.Where(c => c.Low <= at && at <= c.High).Select(c => c.High - c.Low).Order().ToList();
            for (var k = Fewest; k <= widths.Count; k++)
            {
                var chance = LogChance(cells.Count, k, widths[k - 1]);
                if (chance < Math.Log(Chance) && (best is null || chance < best.Value.Chance))
                    best = (at, chance);
            }
        }
        return best?.At;
    }

    private static double LogChance(int n, int k, double width)
    {
        var ways = 0.0;
        for (var i = 1; i <= k; i++)
            ways += Math.Log(n - k + i) - Math.Log(i);
        return ways + Math.Log(k) + ((k - 1) * Math.Log(Density * width));
    }

    /// <summary>The unit of the last decimal that a column has, at most 1: whole numbers are not taken for rounded to tens.</summary>
    private static double Step(IEnumerable<double?> column)
    {
        var decimals = 0;
        foreach (var number in column)
        {
            if (number is not { } known || !double.IsFinite(known))
                continue;
            var text = Math.Abs(known) < 1e15 ? ((decimal)known).ToString(CultureInfo.InvariantCulture) : "";
            var point = text.IndexOf('.', StringComparison.Ordinal);
            if (point >= 0)
                decimals = Math.Max(decimals, text.AsSpan(point + 1).TrimEnd('0').Length);
        }
        return Math.Pow(10, -decimals);
    }
}
