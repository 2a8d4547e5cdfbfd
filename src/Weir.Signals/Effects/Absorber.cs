using System.Buffers;

namespace Weir.Signals.Effects;

/// <summary>
/// Takes sets of fixed effects out of a variable: its residual of the weighted least-squares fit on all of them. One set is a mean by group.
/// For more, the set with the most groups is eliminated exactly and the normal equations of the others are solved by conjugate gradients
/// with their diagonal as preconditioner, which is the accelerated form of alternating projections (Correia 2016, "A feasible estimator
/// for linear models with multi-way fixed effects"; Hernández-Ramos, Escalante and Raydan 2011). The equations are singular where effects
/// are redundant, which conjugate gradients do not mind.
/// </summary>
/// <remarks>The observations must be in the order of the eliminated set, which makes a round one pass through memory.</remarks>
internal sealed class Absorber
{
    private const int MostRounds = 5000;

    private readonly int count;
    private readonly int[] starts;
    private readonly int[][] others;
    private readonly int unknowns;
    private readonly double[] sums;
    private readonly double[] otherSums;
    private double[] weights = [];

    private Absorber(int count, int[] starts, int[][] others, int unknowns)
    {
        this.count = count;
        this.starts = starts;
        this.others = others;
        this.unknowns = unknowns;
        sums = new double[starts.Length - 1];
        otherSums = new double[unknowns];
    }

    /// <summary>An absorber of sets, the first of which the observations are sorted by. No set: the mean of all.</summary>
    public static Absorber Of(int count, IReadOnlyList<Factor> sets)
    {
        if (sets.Count == 0)
            return new(count, [0, count], [], 0);
        var first = new int[sets[0].Count + 1];
        foreach (var code in sets[0].Groups)
            first[code + 1]++;
        for (var g = 0; g < sets[0].Count; g++)
            first[g + 1] += first[g];
        var rest = new int[sets.Count - 1][];
        var size = 0;
        for (var f = 1; f < sets.Count; f++)
        {
            var shift = size;
            rest[f - 1] = Array.ConvertAll(sets[f].Groups, c => c + shift);
            size += sets[f].Count;
        }
        return new(count, first, rest, size);
    }

    /// <summary>Sets the weights, all above zero. The array is kept, not copied.</summary>
    public void Weigh(double[] newWeights)
    {
        weights = newWeights;
        Array.Clear(otherSums);
        for (var g = 0; g < sums.Length; g++)
        {
            var sum = 0.0;
            for (var i = starts[g]; i < starts[g + 1]; i++)
                sum += newWeights[i];
            sums[g] = sum;
        }
        foreach (var codes in others)
        {
            for (var i = 0; i < codes.Length; i++)
                otherSums[codes[i]] += newWeights[i];
        }
    }

    /// <summary>Replaces a variable by its residual.</summary>
    /// <param name="variable">The variable; its start may be any that differs from it by effects alone.</param>
    /// <param name="tolerance">The weighted size of what is left of the effects in it, as a share of its own.</param>
    /// <param name="cancellation">Stops the rounds.</param>
    /// <returns>Rounds taken.</returns>
    public int Absorb(double[] variable, double tolerance, CancellationToken cancellation)
    {
        Center(variable);
        if (unknowns == 0)
            return 0;
        var pool = ArrayPool<double>.Shared;
        var solution = pool.Rent(unknowns);
        var residual = pool.Rent(unknowns);
        var direction = pool.Rent(unknowns);
        var image = pool.Rent(unknowns);
        var scratch = pool.Rent(LargestGroup());
        try
        {
            var x = solution.AsSpan(0, unknowns);
            var r = residual.AsSpan(0, unknowns);
            var p = direction.AsSpan(0, unknowns);
            var q = image.AsSpan(0, unknowns);
            x.Clear();
            Gather(variable, r);
            var size = Size(variable);
            var rho = 0.0;
            for (var j = 0; j < unknowns; j++)
            {
                p[j] = r[j] / otherSums[j];
                rho += r[j] * p[j];
            }
            var target = tolerance * tolerance * size;
            var rounds = 0;
            while (rho > target && rho > 0 && rounds < MostRounds)
            {
                cancellation.ThrowIfCancellationRequested();
                rounds++;
                Apply(p, q, scratch);
                var curvature = Dot(p, q);
                if (!(curvature > 0))
                    break;
                var step = rho / curvature;
                var next = 0.0;
                for (var j = 0; j < p.Length; j++)
                {
                    x[j] += step * p[j];
                    r[j] -= step * q[j];
                    next += r[j] * r[j] / otherSums[j];
                }
                var turn = next / rho;
                rho = next;
                for (var j = 0; j < p.Length; j++)
                    p[j] = (r[j] / otherSums[j]) + (turn * p[j]);
            }
            if (rounds > 0)
            {
                Subtract(variable, x);
                Center(variable);
            }
            return rounds;
        }
        finally
        {
            pool.Return(solution);
            pool.Return(residual);
            pool.Return(direction);
            pool.Return(image);
            pool.Return(scratch);
        }
    }

    /// <summary>Weighted mean of a variable by group of the first set (one group: its mean), which it takes out.</summary>
    private void Center(double[] variable)
    {
        for (var g = 0; g < sums.Length; g++)
        {
            var (from, to) = (starts[g], starts[g + 1]);
            var sum = 0.0;
            for (var i = from; i < to; i++)
                sum += weights[i] * variable[i];
            var mean = sum / sums[g];
            for (var i = from; i < to; i++)
                variable[i] -= mean;
        }
    }

    private double Size(double[] variable)
    {
        var size = 0.0;
        for (var i = 0; i < count; i++)
            size += weights[i] * variable[i] * variable[i];
        return size;
    }

    private void Gather(double[] variable, Span<double> into)
    {
        into.Clear();
        foreach (var codes in others)
        {
            for (var i = 0; i < codes.Length; i++)
                into[codes[i]] += weights[i] * variable[i];
        }
    }

    private void Subtract(double[] variable, ReadOnlySpan<double> effects)
    {
        foreach (var codes in others)
        {
            for (var i = 0; i < codes.Length; i++)
                variable[i] -= effects[codes[i]];
        }
    }

    /// <summary>The normal equations of the other sets, the first one eliminated, times a vector.</summary>
    private void Apply(ReadOnlySpan<double> p, Span<double> q, double[] scratch)
    {
        q.Clear();
        var w = weights;
        if (others.Length == 1)
        {
            var only = others[0];
            for (var g = 0; g < sums.Length; g++)
            {
                var (from, to) = (starts[g], starts[g + 1]);
                var sum = 0.0;
                for (var i = from; i < to; i++)
                    sum += w[i] * p[only[i]];
                var mean = sum / sums[g];
                for (var i = from; i < to; i++)
                    q[only[i]] += w[i] * (p[only[i]] - mean);
            }
            return;
        }
        if (others.Length == 2)
        {
            var (second, third) = (others[0], others[1]);
            for (var g = 0; g < sums.Length; g++)
            {
                var (from, to) = (starts[g], starts[g + 1]);
                var sum = 0.0;
                for (var i = from; i < to; i++)
                {
                    var value = p[second[i]] + p[third[i]];
                    scratch[i - from] = value;
                    sum += w[i] * value;
                }
                var mean = sum / sums[g];
                for (var i = from; i < to; i++)
                {
                    var value = w[i] * (scratch[i - from] - mean);
                    q[second[i]] += value;
                    q[third[i]] += value;
                }
            }
            return;
        }
        for (var g = 0; g < sums.Length; g++)
        {
            var (from, to) = (starts[g], starts[g + 1]);
            var sum = 0.0;
            for (var i = from; i < to; i++)
            {
                var value = 0.0;
                foreach (var codes in others)
                    value += p[codes[i]];
                scratch[i - from] = value;
                sum += w[i] * value;
            }
            var mean = sum / sums[g];
            for (var i = from; i < to; i++)
            {
                var value = w[i] * (scratch[i - from] - mean);
                foreach (var codes in others)
                    q[codes[i]] += value;
            }
        }
    }

    private int LargestGroup()
    {
        var most = 1;
        for (var g = 0; g < sums.Length; g++)
            most = Math.Max(most, starts[g + 1] - starts[g]);
        return most;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
            sum += a[j] * b[j];
        return sum;
    }
}
