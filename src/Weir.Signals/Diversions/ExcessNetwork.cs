using System.Runtime.InteropServices;
using QuikGraph;
using QuikGraph.Algorithms.MaximumFlow;

namespace Weir.Signals;

/// <summary>A way through the network and what goes along it.</summary>
/// <param name="Places">Numbers of the places in order, origin first, destination last.</param>
/// <param name="Amount">What goes along it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NetworkPath(IReadOnlyList<int> Places, double Amount);

/// <summary>
/// The most that can flow from origins to a destination through third places, in at most three legs, where each leg carries at most its excess (maximum flow,
/// Edmonds and Karp 1972, from QuikGraph). Third places stand in two layers, one for each step, so that a ring of excesses (A to B, B to A) carries nothing round in it.
/// </summary>
internal sealed class ExcessNetwork(IReadOnlyList<int> origins, int destination, IReadOnlyList<int> thirds)
{
    private const string Source = "source";
    private const string Sink = "sink";

    /// <summary>The maximum flow and its ways, shortest first and largest first among them.</summary>
    /// <param name="excess">Excess of a leg by its two places; what is not there, or not above zero, carries nothing.</param>
    public (double Flow, IReadOnlyList<NetworkPath> Paths) Solve(IReadOnlyDictionary<(int From, int To), double> excess)
    {
        var graph = new AdjacencyGraph<string, Edge<string>>(allowParallelEdges: true);
        var capacities = new Dictionary<Edge<string>, double>();
        void Leg(string from, string to, double capacity)
        {
            if (!(capacity > 0))
                return;
            var edge = new Edge<string>(from, to);
            graph.AddVerticesAndEdge(edge);
            capacities[edge] = capacity;
        }
        double Of(int from, int to) => excess.TryGetValue((from, to), out var amount) ? amount : 0;
        graph.AddVertex(Source);
        graph.AddVertex(Sink);
        foreach (var origin in origins)
        {
            Leg(Source, $"o{origin}", thirds.Sum(t => Math.Max(0, Of(origin, t))));
            foreach (var third in thirds)
                Leg($"o{origin}", $"a{third}", Of(origin, third));
        }
        foreach (var third in thirds)
        {
            var leaves = Of(third, destination);
            // Both layers leave through one door, whose width is the place's own excess to the destination.
            Leg($"a{third}", $"x{third}", leaves);
            Leg($"b{third}", $"x{third}", leaves);
            Leg($"x{third}", Sink, leaves);
            foreach (var next in thirds.Where(n => n != third))
                Leg($"a{third}", $"b{next}", Of(third, next));
        }
        var reversed = new ReversedEdgeAugmentorAlgorithm<string, Edge<string>>(graph, (from, to) => new Edge<string>(from, to));
        reversed.AddReversedEdges();
        var algorithm = new EdmondsKarpMaximumFlowAlgorithm<string, Edge<string>>(
            graph, edge => capacities.GetValueOrDefault(edge), (from, to) => new Edge<string>(from, to), reversed);
        algorithm.Compute(Source, Sink);
        var flows = capacities.ToDictionary(c => (c.Key.Source, c.Key.Target), c => c.Value - algorithm.ResidualCapacities[c.Key]);
        return (algorithm.MaxFlow, Ways(flows));
    }

    private List<NetworkPath> Ways(Dictionary<(string From, string To), double> flows)
    {
        double Of(string from, string to) => flows.GetValueOrDefault((from, to));
        var possible = origins.SelectMany(o => thirds.SelectMany(t => thirds.Where(n => n != t).Select(n => new[] { o, t, n }).Prepend([o, t])))
            .OrderBy(w => w.Length)
            .Select(w => (Places: w, Steps: Steps(w)))
            .ToList();
        var ways = new List<NetworkPath>();
        foreach (var (places, steps) in possible)
        {
            var amount = steps.Min(s => Of(s.From, s.To));
            if (!(amount > 1e-9 * (1 + flows.Values.Max())))
                continue;
            foreach (var step in steps)
                flows[step] -= amount;
            ways.Add(new([.. places, destination], amount));
        }
        return [.. ways.OrderBy(w => w.Places.Count).ThenByDescending(w => w.Amount)];
    }

    private static List<(string From, string To)> Steps(int[] way) => way.Length == 2
        ? [($"o{way[0]}", $"a{way[1]}"), ($"a{way[1]}", $"x{way[1]}"), ($"x{way[1]}", Sink)]
        : [($"o{way[0]}", $"a{way[1]}"), ($"a{way[1]}", $"b{way[2]}"), ($"b{way[2]}", $"x{way[2]}"), ($"x{way[2]}", Sink)];
}
