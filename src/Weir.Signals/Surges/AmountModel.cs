namespace Weir.Signals.Surges;

/// <summary>
/// The prediction for amounts (money, weights, lengths): on the log scale a level that may drift, a season, perhaps a trend, and noise. How much of each there is is not
/// chosen: every <see cref="Movement"/> predicts, with a weight by how well it explains the history (its marginal likelihood), and the noise's variance is integrated out, which
/// gives t distributions. Months that stand far off are taken out of the fit but stay in the judgement of how heavy the noise's tails are.
/// </summary>
/// <remarks>Logs of amounts differ by a constant from unit to unit, so nothing of this depends on the unit of money.</remarks>
internal static class AmountModel
{
    /// <summary>Standardised by a robust scale, a month beyond this is left out of the fit.</summary>
    private const double Outlying = 3.5;

    private static readonly double[] TailFreedoms = [3, 6];

    /// <summary>Log prior odds of each heavy tail against the normal one.</summary>
    private static readonly double[] TailPriors = [-1.0, -0.3];

    /// <summary>By how much the scale of each heavy tail is widened: what few months of it say of level and season is worse than normal noise would have it.</summary>
    private static readonly double[] TailWidths = [1.12, 1.04];

    private static readonly double[] TailConstants = [.. TailFreedoms.Select(LogConstant)];

    /// <summary>The scales on which noise may be symmetric: the log, and the cube root, which is that of sums of few shipments (Wilson and Hilferty).</summary>
    private static readonly double[] Powers = [0, 1.0 / 3];

    /// <summary>Components that the prediction may have.</summary>
    public static int MostComponents => LevelSeasonGrid.All.Length * (TailFreedoms.Length + 1) * Powers.Length;

    /// <summary>
    /// Fills the prediction of the log of the value after <paramref name="logs"/>, which are centred; not-a-number where a month has none. False where the history is degenerate.
    /// </summary>
    public static bool Predict(ReadOnlySpan<double> logs, SurgeWorkspace workspace, ref PredictiveMixture mixture)
    {
        var grid = LevelSeasonGrid.For(logs.Length + 1);
        var best = -1;
        foreach (var power in Powers)
            best = Predict(logs, power, grid, best, workspace, ref mixture);
        mixture.Normalise();
        return mixture.Count > 0;
    }

    /// <summary>Adds the prediction on one scale; gives the best movement, which with those near it is all that the next scale looks at.</summary>
    private static int Predict(
        ReadOnlySpan<double> logs, double power, LevelSeasonGrid grid, int bestBefore, SurgeWorkspace workspace, ref PredictiveMixture mixture)
    {
        var n = logs.Length + 1;
        var movements = LevelSeasonGrid.All.Length;
        var state = new State(grid, movements, workspace);
        state.Missing[state.MissingCount++] = n - 1;
        double jacobian = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            if (double.IsNaN(logs[i]))
            {
                state.Missing[state.MissingCount++] = i;
                continue;
            }
            state.Values[i] = power == 0 ? logs[i] : Math.Exp(power * logs[i]);
            jacobian += power == 0 ? 0 : (power * logs[i]) + Math.Log(power);
        }
        state.Centre();
        var best = state.FitAll(grid, bestBefore);
        if (best < 0)
            return best;
        state.Residuals(grid, best);
        if (state.LeaveOut(Outlying))
        {
            best = state.FitAll(grid, best);
            if (best < 0)
                return best;
            state.Residuals(grid, best);
        }

        Span<double> tailWeights = stackalloc double[TailFreedoms.Length + 1];
        Span<double> tailScales = stackalloc double[TailFreedoms.Length + 1];
        Tails(state.Known, tailWeights, tailScales);
        // The scales are compared by how likely each makes every month from all the others; the movements by their marginal likelihood.
        var given = jacobian + state.LogSpread;
        double total = 0;
        for (var g = 0; g < movements; g++)
            total += Math.Exp(state.Evidence[g] - state.Evidence[best]);
        for (var g = 0; g < movements; g++)
        {
            var weight = state.Evidence[g] - state.Evidence[best] - Math.Log(total);
            if (!(weight > -4.6))
                continue;
            var scale = Math.Sqrt(state.Quadratic[g] / (state.Used - 1) * state.Variance[g]);
            for (var tail = 0; tail < tailWeights.Length; tail++)
            {
                var freedom = tail == 0 ? state.Used - 1 : TailFreedoms[tail - 1];
                mixture.Add(given + weight + tailWeights[tail], state.Centred + state.Prediction[g], scale * tailScales[tail], freedom, power);
            }
        }
        return best;
    }

    /// <summary>The log likelihood of each tail by the residuals that each month has when it is left out, and the scale that goes with it.</summary>
    private static void Tails(ReadOnlySpan<double> residuals, Span<double> weights, Span<double> scales)
    {
        double squares = 0;
        foreach (var u in residuals)
            squares += u * u;
        var n = residuals.Length;
        scales[0] = Math.Sqrt(squares / n);
        weights[0] = -n * (Math.Log(scales[0]) + 0.5 + (0.5 * Math.Log(2 * Math.PI)));
        for (var tail = 0; tail < TailFreedoms.Length; tail++)
        {
            var nu = TailFreedoms[tail];
            var square = squares / n * (nu - 2) / nu;
            for (var step = 0; step < 6; step++)
            {
                double sum = 0;
                foreach (var u in residuals)
                    sum += (nu + 1) * u * u / (nu + (u * u / square));
                square = sum / n;
            }
            // The product of several terms needs one logarithm.
            double likelihood = 0, product = 1;
            foreach (var u in residuals)
            {
                product *= 1 + (u * u / (nu * square));
                if (product < 1e200)
                    continue;
                likelihood += Math.Log(product);
                product = 1;
            }
            likelihood = -(nu + 1) / 2 * (likelihood + Math.Log(product));
            scales[tail + 1] = Math.Sqrt(square) * TailWidths[tail];
            weights[tail + 1] = likelihood - (n * ((0.5 * Math.Log(square)) + TailConstants[tail])) + TailPriors[tail];
        }
    }

    /// <summary>log of √(νπ) Γ(ν/2)/Γ((ν+1)/2).</summary>
    private static double LogConstant(double nu) => (0.5 * Math.Log(nu * Math.PI))
        + MathNet.Numerics.SpecialFunctions.GammaLn(nu / 2) - MathNet.Numerics.SpecialFunctions.GammaLn((nu + 1) / 2);

    /// <summary>The history on the log scale, which months of it are out, and what each movement makes of it.</summary>
    private ref struct State
    {
        private readonly int n;
        private readonly int stride;
        private readonly Span<double> block;
        private readonly Span<double> solved;
        private readonly Span<double> filled;
        private readonly Span<double> product;
        private readonly Span<double> residuals;
        private readonly Span<double> sorted;

        public State(LevelSeasonGrid grid, int movements, SurgeWorkspace workspace)
        {
            n = grid.Length;
            stride = grid.Stride;
            Values = workspace.Numbers(0, n);
            Missing = workspace.Indexes(0, n);
            block = workspace.Numbers(1, n * n);
            solved = workspace.Numbers(2, n);
            filled = workspace.Numbers(3, stride);
            product = workspace.Numbers(4, stride);
            residuals = workspace.Numbers(5, n);
            sorted = workspace.Numbers(6, n);
            Evidence = workspace.Numbers(7, movements);
            Prediction = workspace.Numbers(8, movements);
            Variance = workspace.Numbers(9, movements);
            Quadratic = workspace.Numbers(10, movements);
            Values.Clear();
        }

        public Span<double> Values { get; }

        /// <summary>Months that are not known or left out, the predicted one first.</summary>
        public Span<int> Missing { get; }

        public int MissingCount { get; set; }

        public Span<double> Evidence { get; }

        public Span<double> Prediction { get; }

        public Span<double> Variance { get; }

        public Span<double> Quadratic { get; }

        public double Centred { get; private set; }

        /// <summary>Months that the fit stands on.</summary>
        public readonly int Used => n - MissingCount;

        /// <summary>Residuals of all known months, each predicted without itself, over their standard deviation.</summary>
        public Span<double> Known { get; private set; }

        public void Centre()
        {
            double sum = 0;
            foreach (var value in Values)
                sum += value;
            Centred = sum / Used;
            for (var i = 0; i < n; i++)
                Values[i] -= Centred;
            foreach (var i in Missing[..MissingCount])
                Values[i] = double.NaN;
        }

        /// <summary>Fits the movements (after the first time only those that had a chance then) and gives the best.</summary>
        public int FitAll(LevelSeasonGrid grid, int bestBefore)
        {
            const double Hopeless = 8;
            var least = bestBefore < 0 ? double.NegativeInfinity : Evidence[bestBefore] - Hopeless;
            var best = -1;
            for (var g = 0; g < grid.Precision.Length; g++)
            {
                if (bestBefore >= 0 && !(Evidence[g] > least))
                {
                    Evidence[g] = double.NegativeInfinity;
                    continue;
                }
                Fit(grid, g);
                if (double.IsFinite(Evidence[g]) && (best < 0 || Evidence[g] > Evidence[best]))
                    best = g;
            }
            return best;
        }

        /// <summary>Minus the sum of the logs of the standard deviations that the residuals were divided by.</summary>
        public double LogSpread { get; private set; }

        /// <summary>Residuals by the movement <paramref name="g"/>.</summary>
        public void Residuals(LevelSeasonGrid grid, int g)
        {
            Fit(grid, g);
            var precision = grid.Precision[g];
            var deviation = Math.Sqrt(Quadratic[g] / (Used - 1));
            var count = 0;
            var determinant = 1.0;
            LogSpread = 0;
            // A month that is in: its residual is the product over the diagonal, by leaving one out. The diagonal without the missing ones is smaller by what they explain.
            for (var i = 0; i < n - 1; i++)
            {
                if (double.IsNaN(Values[i]))
                    continue;
                var column = solved[..MissingCount];
                var isMissing = false;
                for (var k = 0; k < MissingCount; k++)
                {
                    isMissing |= Missing[k] == i;
                    column[k] = precision[(Missing[k] * stride) + i];
                }
                if (isMissing)
                {
                    for (var k = 0; k < MissingCount; k++)
                        column[k] = Missing[k] == i ? 1 : 0;
                    SymmetricMatrix.SolveLower(block, MissingCount, column);
                    var variance = Dot.Product(column, column);
                    residuals[count++] = (Values[i] - filled[i]) / (Math.Sqrt(variance) * deviation);
                    determinant /= variance;
                    continue;
                }
                SymmetricMatrix.SolveLower(block, MissingCount, column);
                var diagonal = precision[(i * stride) + i] - Dot.Product(column, column);
                residuals[count++] = product[i] / (Math.Sqrt(diagonal) * deviation);
                determinant *= diagonal;
                if (determinant is < 1e-200 or > 1e200)
                {
                    LogSpread += 0.5 * Math.Log(determinant);
                    determinant = 1;
                }
            }
            Known = residuals[..count];
            LogSpread += (0.5 * Math.Log(determinant)) - (count * Math.Log(deviation));
        }

        /// <summary>Takes months that stand far off out of the fit; whether there were any. At most a quarter, and never so many that fewer than eight stay.</summary>
        public bool LeaveOut(double threshold)
        {
            var count = Known.Length;
            for (var i = 0; i < count; i++)
                sorted[i] = Math.Abs(Known[i]);
            sorted[..count].Sort();
            var scale = 1.4826 * sorted[count / 2];
            var limit = Math.Max(threshold * scale, sorted[Math.Max(count * 3 / 4, Math.Min(8, count - 1))]);
            var (any, at) = (false, 0);
            for (var i = 0; i < n - 1; i++)
            {
                if (double.IsNaN(Values[i]))
                    continue;
                if (Math.Abs(Known[at++]) <= limit)
                    continue;
                Missing[MissingCount++] = i;
                any = true;
            }
            return any;
        }

        /// <summary>Evidence, prediction and its variance by one movement; leaves the missing months filled, and the product of precision and values.</summary>
        private readonly void Fit(LevelSeasonGrid grid, int g)
        {
            var precision = grid.Precision[g].AsSpan();
            filled.Clear();
            for (var i = 0; i < n; i++)
                filled[i] = double.IsNaN(Values[i]) ? 0 : Values[i];
            foreach (var i in Missing[..MissingCount])
                filled[i] = 0;
            var right = solved[..MissingCount];
            for (var k = 0; k < MissingCount; k++)
            {
                var row = precision.Slice(Missing[k] * stride, stride);
                right[k] = -Dot.Product(filled, row);
                for (var j = 0; j <= k; j++)
                    block[(k * MissingCount) + j] = row[Missing[j]];
            }
            var logDeterminant = SymmetricMatrix.Factor(block, MissingCount);
            SymmetricMatrix.Solve(block, MissingCount, right);
            for (var k = 0; k < MissingCount; k++)
                filled[Missing[k]] = right[k];
            Dot.Rows(precision, stride, filled, product);
            var quadratic = Dot.Product(product, filled);
            Quadratic[g] = quadratic;
            Prediction[g] = filled[n - 1];
            // The predicted month is the first of the missing ones: its variance is the first diagonal element of the inverse block.
            right.Clear();
            right[0] = 1;
            SymmetricMatrix.SolveLower(block, MissingCount, right);
            Variance[g] = Dot.Product(right, right);
            Evidence[g] = quadratic > 1e-12
                ? -0.5 * (grid.LogDeterminant[g] + logDeterminant + ((Used - 1) * Math.Log(quadratic)))
                : double.NaN;
        }
    }
}
