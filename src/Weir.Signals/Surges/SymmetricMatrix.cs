namespace Weir.Signals.Surges;

/// <summary>Small symmetric positive definite matrices by rows, in memory of the caller.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Replaces the lower triangle by its Cholesky factor; gives the log of the determinant, not-a-number where the matrix is not positive definite.</summary>
    public static double Factor(Span<double> matrix, int n)
    {
        double logDeterminant = 0;
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var other = matrix.Slice(j * n, n);
                var sum = row[j];
                for (var k = 0; k < j; k++)
                    sum -= row[k] * other[k];
                if (j < i)
                {
                    row[j] = sum / other[j];
                    continue;
                }
                if (!(sum > 0))
                    return double.NaN;
                row[i] = Math.Sqrt(sum);
                logDeterminant += Math.Log(sum);
            }
        }
        return logDeterminant;
    }

    /// <summary>Solves with a factor of <see cref="Factor"/>, in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> right)
    {
        SolveLower(factor, n, right);
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var k = i + 1; k < n; k++)
                sum -= factor[(k * n) + i] * right[k];
            right[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>Solves with the lower triangle alone, in place; the squares of the result sum up to the quadratic form of the inverse.</summary>
    public static void SolveLower(ReadOnlySpan<double> factor, int n, Span<double> right)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++)
                sum -= factor[(i * n) + k] * right[k];
            right[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>Replaces the matrix by its inverse; gives the log of its determinant.</summary>
    public static double Invert(double[] matrix, int n)
    {
        var logDeterminant = Factor(matrix, n);
        var factor = (double[])matrix.Clone();
        for (var column = 0; column < n; column++)
        {
            var right = new double[n];
            right[column] = 1;
            Solve(factor, n, right);
            for (var i = 0; i < n; i++)
                matrix[(i * n) + column] = right[i];
        }
        return logDeterminant;
    }
}
