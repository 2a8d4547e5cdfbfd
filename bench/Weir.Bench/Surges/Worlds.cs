namespace Weir.Bench.Surges;

/// <summary>Draws from distributions, from a seed.</summary>
internal sealed class Lot(int seed)
{
    private readonly Random random = new(seed);

    public double Even() => random.NextDouble();

    public int Below(int most) => random.Next(most);

    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = Normal();
            var v = 1 + (x / Math.Sqrt(9 * d));
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    public double Poisson(double mean)
    {
        if (mean > 500)
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        double count = -1, left = mean;
        while (left >= 0)
        {
            left += Math.Log(1 - random.NextDouble());
            count++;
        }
        return count;
    }

    /// <summary>A count of this mean, with a variance of <paramref name="dispersion"/> times the mean.</summary>
    public double Count(double mean, double dispersion) =>
        dispersion <= 1 ? Poisson(mean) : Poisson(Gamma(mean / (dispersion - 1)) * (dispersion - 1));

    public double Student(double freedom) => Normal() / Math.Sqrt(Gamma(freedom / 2) * 2 / freedom);
}

/// <summary>A way of making series: an untouched one, and what an injected surge adds to a month.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Group">Its part of the table.</param>
/// <param name="Draw">Draws so many months: the values, and the expected value of each.</param>
/// <param name="IsCount">Whether values are counts.</param>
internal sealed record World(string Name, string Group, Func<Lot, int, (double[] Values, double[] Means)> Draw, bool IsCount)
{
    /// <summary>Whether its months are not untouched after all: the level itself jumped, so an alarm is no false one.</summary>
    public bool Moves { get; init; }
}

/// <summary>Noufaily's 28 scenarios with months for weeks, and amounts of money with heavier tails.</summary>
internal static class Worlds
{
    private static readonly double[] Theta = [0.1, -2, 1.5, 0.5, 2.5, 3.75, 5];
    private static readonly double[] Phi = [1.5, 2, 1, 5, 3, 1.1, 1.2];
    private static readonly double[] Beta = [0.0025, 0.005, 0.003, 0.002, 0.001, 0.001, 0.0001];
    private static readonly double[] Cosine = [0.6, 0.1, 0.2, 0.5, 1, 0.1, 0.05];
    private static readonly double[] Sine = [0.6, 0.3, -0.4, 0.5, 0.1, -0.1, 0.01];

    public static IReadOnlyList<World> All { get; } = [.. Counts(), .. Money()];

    private static IEnumerable<World> Counts()
    {
        for (var s = 0; s < 28; s++)
        {
            var (own, trend, season) = (s / 4, s % 4 >= 2, s % 2 == 1);
            yield return new(
                $"{s + 1}: θ {Theta[own]}, φ {Phi[own]}{(trend ? ", trend" : "")}{(season ? ", season" : "")}",
                "counts",
                (lot, months) =>
                {
                    var start = lot.Below(84);
                    var means = Enumerable.Range(start, months).Select(t => Math.Exp(
                        Theta[own] + (trend ? Beta[own] * t : 0)
                        + (season ? (Cosine[own] * Math.Cos(2 * Math.PI * t / 12)) + (Sine[own] * Math.Sin(2 * Math.PI * t / 12)) : 0))).ToArray();
                    return ([.. means.Select(m => lot.Count(m, Phi[own]))], means);
                },
                true);
        }
    }

    private static IEnumerable<World> Money()
    {
        yield return Logs("log-normal, spread 0.3", lot => 0.3 * lot.Normal());
        yield return Logs("log-normal, spread 0.8", lot => 0.8 * lot.Normal());
        yield return new("log-normal, spread 0.25, a season of 0.3", "money", (lot, months) =>
        {
            var means = Enumerable.Range(0, months).Select(t => 5e4 * Math.Exp(0.3 * Math.Sin(2 * Math.PI * t / 12))).ToArray();
            return ([.. means.Select(m => m * Math.Exp(0.25 * lot.Normal()))], means);
        }, false);
        yield return new("log-normal, spread 0.25, a season of one low month", "money", (lot, months) =>
        {
            var means = Enumerable.Range(0, months).Select(t => 5e4 * (t % 12 == 1 ? 0.5 : 1)).ToArray();
            return ([.. means.Select(m => m * Math.Exp(0.25 * lot.Normal()))], means);
        }, false);
        yield return Logs("t with 3 degrees, spread 0.25", lot => 0.25 * lot.Student(3));
        yield return Logs("t with 5 degrees, spread 0.4", lot => 0.4 * lot.Student(5));
        yield return Logs("gamma of shape 2", lot => Math.Log(lot.Gamma(2) / 2));
        yield return new("two earlier surges of thrice", "money", (lot, months) =>
        {
            var (values, means) = Base(lot, months, _ => 0.3 * lot.Normal());
            values[lot.Below(months - 1)] *= 3;
            values[lot.Below(months - 1)] *= 3;
            return (values, means);
        }, false);
        yield return Shipments("20 shipments a month, log-normal 1", 20);
        yield return Shipments("5 shipments a month, log-normal 1", 5);
        yield return Shipments("1.5 shipments a month, many zeros", 1.5);
        yield return Moving("a level that drifts, 0.1 a month", 0.1, 0);
        yield return Moving("noise that lasts, 0.6 of it a month", 0, 0.6);
        yield return new("a level that moved once in the last year", "money", (lot, months) =>
        {
            var (values, means) = Base(lot, months, _ => 0.3 * lot.Normal());
            var (at, fold) = (months - 1 - lot.Below(12) - 1, lot.Even() < 0.5 ? 2 : 0.5);
            for (var i = at; i < months; i++)
                (values[i], means[i]) = (values[i] * fold, means[i] * fold);
            return (values, means);
        }, false)
        { Moves = true };
    }

    private static World Logs(string name, Func<Lot, double> noise) => new(name, "money", (lot, months) => Base(lot, months, noise), false);

    private static World Shipments(string name, double mean) => new(name, "money", (lot, months) =>
    {
        var (_, means) = Base(lot, months, _ => 0);
        var unit = means.Average() / mean;
        return ([.. means.Select(m =>
        {
            double sum = 0;
            for (var k = lot.Poisson(m / unit); k > 0; k--)
                sum += unit * Math.Exp(lot.Normal() - 0.5);
            return sum;
        })], means);
    }, false);

    private static World Moving(string name, double step, double lasting) => new(name, "money", (lot, months) =>
    {
        double level = 0, noise = 0;
        return Base(lot, months, _ =>
        {
            level += step * lot.Normal();
            noise = (lasting * noise) + (0.25 * lot.Normal());
            return level + noise;
        });
    }, false);

    private static (double[] Values, double[] Means) Base(Lot lot, int months, Func<Lot, double> noise)
    {
        var level = 8 + (3 * lot.Normal());
        var (trend, phase, season) = (0.006 * lot.Normal(), lot.Even() * 2 * Math.PI, lot.Even() < 0.5 ? 0 : 0.4 * lot.Even());
        var means = Enumerable.Range(0, months).Select(t => Math.Exp(level + (trend * t) + (season * Math.Cos((2 * Math.PI * t / 12) + phase)))).ToArray();
        return ([.. means.Select(m => m * Math.Exp(noise(lot)))], means);
    }
}
