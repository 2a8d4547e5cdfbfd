namespace Weir.Signals.Effects;

/// <summary>
/// The weighted normal equations of a few columns, by a Cholesky factor that takes the columns in order and leaves out each one that the
/// columns before it make up.
/// </summary>
internal sealed class NormalEquations
{
    /// <summary>A column counts as made up by others when less than this share of its square is its own.</summary>
    public const double Tolerance = 1e-10;

    private readonly double[,] factor;
    private readonly int[] kept;

    private NormalEquations(double[,] gram, double[,] factor, int[] kept)
    {
        Gram = gram;
        this.factor = factor;
        this.kept = kept;
    }

    /// <summary>Weighted products of the columns.</summary>
    public double[,] Gram { get; }

    /// <summary>Columns that are not made up by those before them.</summary>
    public IReadOnlyList<int> Kept => kept;

    /// <param name="columns">The columns.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="sizes">What a column's square is measured against; null for the square of the column as it is.</param>
    public static NormalEquations Of(double[][] columns, double[] weights, double[]? sizes = null)
    {
        var count = columns.Length;
        var gram = new double[count, count];
        Parallel.For(0, count, a =>
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = 0.0;
                var (x, y) = (columns[a], columns[b]);
                for (var i = 0; i < weights.Length; i++)
                    sum += weights[i] * x[i] * y[i];
                gram[a, b] = sum;
            }
        });
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < a; b++)
                gram[b, a] = gram[a, b];
        }
        return Of(gram, sizes);
    }

    /// <summary>Of products that are known.</summary>
    public static NormalEquations Of(double[,] gram, double[]? sizes)
    {
        var count = gram.GetLength(0);
        var lower = new double[count, count];
        var own = new List<int>(count);
        for (var a = 0; a < count; a++)
        {
            var left = gram[a, a];
            foreach (var b in own)
            {
                var sum = gram[a, b];
                foreach (var c in own)
                {
                    if (c >= b)
                        break;
                    sum -= lower[a, c] * lower[b, c];
                }
                lower[a, b] = sum / lower[b, b];
                left -= lower[a, b] * lower[a, b];
            }
            if (!(left > Tolerance * Math.Max(gram[a, a], sizes?[a] ?? 0)) || !(left > 0))
                continue;
            lower[a, a] = Math.Sqrt(left);
            own.Add(a);
        }
        return new(gram, lower, [.. own]);
    }

    /// <summary>Solves for the kept columns; the others get zero.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var solution = new double[Gram.GetLength(0)];
        for (var a = 0; a < kept.Length; a++)
        {
            var sum = right[kept[a]];
            for (var b = 0; b < a; b++)
                sum -= factor[kept[a], kept[b]] * solution[kept[b]];
            solution[kept[a]] = sum / factor[kept[a], kept[a]];
        }
        for (var a = kept.Length - 1; a >= 0; a--)
        {
            var sum = solution[kept[a]];
            for (var b = a + 1; b < kept.Length; b++)
                sum -= factor[kept[b], kept[a]] * solution[kept[b]];
            solution[kept[a]] = sum / factor[kept[a], kept[a]];
        }
        return solution;
    }

    /// <summary>The inverse over the kept columns, which must be all.</summary>
    public double[,] Invert()
    {
        var count = Gram.GetLength(0);
        var inverse = new double[count, count];
        var unit = new double[count];
        for (var a = 0; a < count; a++)
        {
            unit[a] = 1;
            var column = Solve(unit);
            unit[a] = 0;
            for (var b = 0; b < count; b++)
                inverse[b, a] = column[b];
        }
        return inverse;
    }
}
