namespace Weir.Signals.Surges;

/// <summary>
/// The prediction for counts: negative binomial with a variance that is a multiple of the mean, the log of which has a level, a trend, a season and perhaps steps, all with Gaussian priors
/// (which also keep a season without a case finite). For every movement and dispersion of a grid the effects are integrated out by Laplace's approximation
/// (L. Tierney, J. B. Kadane, J. Am. Stat. Assoc. 81 (1986) 82–86); what remains is a weight, a mean of the log and its variance for each.
/// </summary>
internal ref struct CountModel
{
    private const int MostEffects = 26;
    private const int Rounds = 30;
    private static readonly double[] Dispersions = [1, 1.06, 1.15, 1.3, 1.6, 2, 2.6, 3.4, 4.5, 6, 8, 11, 15, 20, 27];

    /// <summary>Log prior odds of the dispersions: counts that don't disturb each other (1) are common.</summary>
    private static readonly double[] DispersionLogOdds = [1.2, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private readonly ReadOnlySpan<double> past;
    private readonly Span<int> months;
    private readonly Span<double> mean;
    private readonly Span<double> matrix;
    private readonly Span<double> information;
    private readonly Span<double> effects;
    private readonly Span<double> right;
    private int used;

    public CountModel(ReadOnlySpan<double> past, SurgeWorkspace workspace)
    {
        this.past = past;
        months = workspace.Indexes(1, past.Length);
        mean = workspace.Numbers(0, past.Length);
        matrix = workspace.Numbers(1, MostEffects * MostEffects);
        information = workspace.Numbers(8, MostEffects * MostEffects);
        effects = workspace.Numbers(2, MostEffects);
        right = workspace.Numbers(3, MostEffects);
        for (var i = 0; i < past.Length; i++)
        {
            if (History.IsKnown(past[i]))
                months[used++] = i;
        }
        var most = Dispersions.Length * CountMovement.All.Length;
        Mixture = new CountMixture(workspace.Numbers(4, most), workspace.Numbers(5, most), workspace.Numbers(6, most), workspace.Numbers(7, most));
    }

    /// <summary>The prediction after <see cref="Fit"/>.</summary>
    public CountMixture Mixture;

    /// <summary>The dispersion with the greatest weight; the last of the grid says that these are hardly counts.</summary>
    public double Dispersion { get; private set; }

    /// <summary>The largest dispersion that counts are taken to have.</summary>
    public static double LargestDispersion => Dispersions[^1];

    /// <summary>Fits every movement and the dispersions near the one observed. Months that can't be of the same kind as the others (earlier surges) are left out, three at most.</summary>
    public bool Fit()
    {
        if (!FitAll())
            return false;
        for (var round = 0; round < 3 && used > 12; round++)
        {
            var suspect = HighestResidual(out var residual);
            if (residual < 3.5)
                break;
            // Judged by the others: if such a month is to be expected once in a hundred histories or more, it stays.
            var held = months[suspect];
            Remove(suspect);
            if (!FitAll())
                return false;
            var chance = Mixture.AtLeast(past[held], LogMeanShift(held)) * past.Length;
            if (chance < 0.01)
                continue;
            Restore(suspect, held);
            return FitAll();
        }
        return true;
    }

    private bool FitAll()
    {
        Mixture.Clear();
        var best = double.NegativeInfinity;
        foreach (var movement in CountMovement.All)
        {
            var count = movement.Effects(past.Length);
            Start(count);
            if (!Climb(movement, count, 1.5))
                continue;
            var observed = Math.Clamp(Pearson(), 1, LargestDispersion);
            if (observed > 1.6 && !Climb(movement, count, observed))
                continue;
            // The most likely effects hardly move from one dispersion to the next, so the information of the data is computed once.
            Information(count);
            matrix[..(count * count)].CopyTo(information);
            for (var d = 0; d < Dispersions.Length; d++)
            {
                var dispersion = Dispersions[d];
                if (dispersion > 2.3 * observed || dispersion < observed / 2.3)
                    continue;
                for (var a = 0; a < count; a++)
                {
                    for (var b = 0; b <= a; b++)
                        matrix[(a * count) + b] = information[(a * count) + b] / dispersion;
                    matrix[(a * count) + a] += movement.Precision(a) + 1e-10;
                }
                if (!double.IsFinite(SymmetricMatrix.Factor(matrix, count)))
                    continue;
                var evidence = movement.LogOdds + DispersionLogOdds[d] + Evidence(movement, count, dispersion);
                if (!double.IsFinite(evidence))
                    continue;
                // Features of the judged month: level 1, trend 0, cosines 1, sines 0, no step.
                right[..count].Clear();
                right[0] = right[2] = right[4] = 1;
                SymmetricMatrix.SolveLower(matrix, count, right[..count]);
                Mixture.Add(evidence, effects[0] + effects[2] + effects[4], Math.Sqrt(Dot.Product(right[..count], right)), dispersion);
                if (evidence > best)
                    (best, Dispersion) = (evidence, dispersion);
            }
        }
        Mixture.Normalise(best);
        return double.IsFinite(best);
    }

    /// <summary>Sum of the products of features, weighted by the mean; sets the means too.</summary>
    private readonly void Information(int count)
    {
        matrix[..(count * count)].Clear();
        for (var j = 0; j < used; j++)
        {
            var features = CountFeatures.Of(past.Length - months[j])[..count];
            var mu = Math.Exp(Math.Clamp(Dot.Product(features, effects), -30, 30));
            mean[j] = mu;
            for (var a = 0; a < count; a++)
            {
                var weighted = features[a] * mu;
                if (weighted == 0)
                    continue;
                var row = matrix.Slice(a * count, a + 1);
                for (var b = 0; b < row.Length; b++)
                    row[b] += weighted * features[b];
            }
        }
    }

    private readonly void Start(int count)
    {
        double sum = 0;
        foreach (var i in months[..used])
            sum += past[i];
        effects[..count].Clear();
        effects[0] = Math.Log(Math.Max(sum, 0.5) / used);
    }

    /// <summary>Newton's steps to the most likely effects.</summary>
    private readonly bool Climb(CountMovement movement, int count, double dispersion)
    {
        for (var round = 0; round < Rounds; round++)
        {
            Information(count);
            right[..count].Clear();
            for (var j = 0; j < used; j++)
            {
                var features = CountFeatures.Of(past.Length - months[j])[..count];
                var distance = past[months[j]] - mean[j];
                for (var a = 0; a < count; a++)
                    right[a] += features[a] * distance;
            }
            for (var a = 0; a < count; a++)
            {
                var precision = movement.Precision(a) * dispersion;
                matrix[(a * count) + a] += precision + 1e-10;
                right[a] -= precision * effects[a];
            }
            if (!double.IsFinite(SymmetricMatrix.Factor(matrix, count)))
                return false;
            SymmetricMatrix.Solve(matrix, count, right[..count]);
            double largest = 0;
            for (var a = 0; a < count; a++)
                largest = Math.Max(largest, Math.Abs(right[a]) * (a == 1 ? past.Length : 1));
            // A step of more than a factor of e² can't be trusted to be downhill.
            var share = Math.Min(1, 2 / largest);
            for (var a = 0; a < count; a++)
                effects[a] += share * right[a];
            if (largest < 0.01)
                return true;
        }
        return true;
    }

    private readonly double Pearson()
    {
        double sum = 0;
        for (var j = 0; j < used; j++)
        {
            var distance = past[months[j]] - mean[j];
            sum += distance * distance / Math.Max(mean[j], 1e-9);
        }
        return sum / Math.Max(1, used - 3);
    }

    private readonly double Evidence(CountMovement movement, int count, double dispersion)
    {
        double sum = 0;
        for (var j = 0; j < used; j++)
            sum += CountMixture.LogChance(past[months[j]], mean[j], dispersion);
        for (var a = 0; a < count; a++)
        {
            var precision = movement.Precision(a);
            if (precision > 0)
                sum += 0.5 * (Math.Log(precision) - (precision * effects[a] * effects[a]));
            sum -= Math.Log(matrix[(a * count) + a]);
        }
        return sum;
    }

    private readonly int HighestResidual(out double residual)
    {
        residual = double.NegativeInfinity;
        var at = 0;
        for (var j = 0; j < used; j++)
        {
            var own = FarringtonMethod.Anscombe(past[months[j]], Math.Max(mean[j], 1e-6), Dispersion, 0);
            if (own > residual)
                (residual, at) = (own, j);
        }
        return at;
    }

    /// <summary>By how much the log of a past month's mean differs from that of the judged month, by the last movement fitted.</summary>
    private readonly double LogMeanShift(int month)
    {
        var count = CountMovement.All[^1].Effects(past.Length);
        return Dot.Product(CountFeatures.Of(past.Length - month)[..count], effects) - effects[0] - effects[2] - effects[4];
    }

    private void Remove(int index)
    {
        for (var j = index; j < used - 1; j++)
            months[j] = months[j + 1];
        used--;
    }

    private void Restore(int index, int month)
    {
        for (var j = used; j > index; j--)
            months[j] = months[j - 1];
        months[index] = month;
        used++;
    }
}
