using Weir.Signals;
using Weir.Trade;

namespace Weir.Bench.Diversions;

/// <summary>What happens in a made-up world.</summary>
public enum WorldKind
{
    /// <summary>The direct way is cut, and a known amount of it goes through one known place.</summary>
    Rerouted,

    /// <summary>The same through two places one after the other.</summary>
    Chained,

    /// <summary>Nothing happens.</summary>
    Quiet,

    /// <summary>The direct way is cut and nothing is rerouted.</summary>
    Cut,

    /// <summary>The direct way is cut, nothing is rerouted, and one third place begins to buy twice as much for itself.</summary>
    CutAndBoom,
}

/// <summary>
/// A made-up world with a known answer: an origin, a destination and six third places, six years of months, every flow with its own level, season, growth (0 to 15 per cent a
/// year), noise that goes on from month to month, and now and then a wild month. In the last twelve months happens what <see cref="WorldKind"/> says.
/// </summary>
/// <param name="Question">What Weir is asked.</param>
/// <param name="Amount">What was rerouted, in all.</param>
/// <param name="Way">The places it went through.</param>
public sealed record DiversionWorld(DiversionQuestion Question, double Amount, IReadOnlyList<Economy> Way)
{
    private const int Months = 72;
    private const int Judged = 12;

    private static readonly Economy Origin = Economies.FromNumber(276);
    private static readonly Economy Destination = Economies.FromNumber(643);
    private static readonly Economy[] Thirds = [.. new[] { 51, 268, 398, 417, 784, 792 }.Select(Economies.FromNumber)];

    /// <summary>The world of a seed.</summary>
    public static DiversionWorld Make(WorldKind kind, int seed)
    {
        var random = new Random(seed);
        var flows = new Dictionary<(Economy, Economy), double[]>
        {
            [(Origin, Destination)] = Flow(random, 100),
        };
        foreach (var third in Thirds)
        {
            flows[(Origin, third)] = Flow(random, Between(random, 5, 40));
            flows[(third, Destination)] = Flow(random, Between(random, 5, 40));
            foreach (var next in Thirds.Where(n => n != third))
                flows[(third, next)] = Flow(random, Between(random, 2, 15));
        }
        var order = Thirds.ToArray();
        random.Shuffle(order);
        var way = kind switch
        {
            WorldKind.Rerouted => order[..1],
            WorldKind.Chained => order[..2],
            _ => [],
        };
        var amount = 0.0;
        if (kind != WorldKind.Quiet)
        {
            var cut = Between(random, 0.4, 0.9);
            var part = way.Length == 0 ? 0 : Between(random, 0.3, 1);
            var late = random.Next(2);
            Economy[] steps = [Origin, .. way, Destination];
            for (var month = Months - Judged; month < Months; month++)
            {
                // A quarter of the year goes by before the control bites in full.
                var gone = cut * Math.Min(1, (month - (Months - Judged) + 1) / 3.0) * flows[(Origin, Destination)][month];
                flows[(Origin, Destination)][month] -= gone;
                amount += gone * part;
                for (var step = 0; way.Length > 0 && step + 1 < steps.Length; step++)
                {
                    if (month + (late * step) < Months)
                        flows[(steps[step], steps[step + 1])][month + (late * step)] += gone * part;
                }
                if (kind == WorldKind.CutAndBoom)
                    flows[(Origin, order[0])][month] *= 2;
            }
        }
        var since = Period.Month(2016, 1).AddMonths(Months - Judged);
        return new(
            new([Origin], Destination, Thirds, since, since.AddMonths(Judged - 1), [.. flows.Select(f => new RouteFlow(f.Key.Item1, f.Key.Item2, ToSeries(f.Key, f.Value), null))]),
            amount, way);
    }

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    private static double[] Flow(Random random, double level)
    {
        var growth = Between(random, 0, 0.15);
        var season = Between(random, 0, 0.3);
        var phase = Between(random, 0, 2 * Math.PI);
        var spread = Between(random, 0.08, 0.25);
        var stays = Between(random, 0, 0.4);
        var noise = 0.0;
        var values = new double[Months];
        for (var month = 0; month < Months; month++)
        {
            noise = (stays * noise) + (Math.Sqrt(1 - (stays * stays)) * spread * Normal(random));
            var wild = random.NextDouble() < 0.01 ? Between(random, 1.5, 3) : 1;
            values[month] = wild * level * Math.Exp((growth * month / 12) + (season * Math.Sin((2 * Math.PI * month / 12) + phase)) + noise);
        }
        return values;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Series ToSeries((Economy From, Economy To) pair, double[] values) => new(
        new("world", pair.From, pair.To, Weir.Trade.Flow.Export, "goods"), Units.UsDollar, ObservationStatus.Official,
        [.. values.Select((v, i) => new SeriesPoint(Period.Month(2016, 1).AddMonths(i), v, PointState.Observed, []))]);
}
