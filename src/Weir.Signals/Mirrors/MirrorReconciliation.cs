using System.Runtime.InteropServices;

namespace Weir.Signals;

/// <summary>One flow as both sides report it, in one unit and on one value basis.</summary>
/// <param name="Exporter">Who sends.</param>
/// <param name="Importer">Who receives.</param>
/// <param name="Export">What the exporter says, 0 or more; null where it says nothing.</param>
/// <param name="Import">What the importer says, 0 or more; null where it says nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MirroredFlow(string Exporter, string Importer, double? Export, double? Import);

/// <summary>How well a country's figures agree with its partners'.</summary>
/// <param name="Country">The country.</param>
/// <param name="AsExporter">Score of its export figures; null where none is compared.</param>
/// <param name="AsImporter">Score of its import figures; null where none is compared.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MirrorScore(string Country, double? AsExporter, double? AsImporter);

/// <summary>A flow with the estimate between its two reports.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Discrepancy">|X − M| ÷ (X + M); null where either side is missing or both are zero.</param>
/// <param name="Weight">Weight of the exporter's figure, 0 to 1; null where there is no estimate.</param>
/// <param name="Estimate">Weight × X + (1 − weight) × M; null where neither side says anything.</param>
/// <param name="Interval">Where the true flow lies, where the method says so.</param>
/// <param name="OneSided">Only one side reports, or the method has no score for one: the estimate is that of one side.</param>
public sealed record ReconciledFlow(MirroredFlow Flow, double? Discrepancy, double? Weight, double? Estimate, ValueRange? Interval, bool OneSided);

/// <summary>A matrix of flows reconciled.</summary>
/// <param name="Flows">The flows, in the order given.</param>
/// <param name="Scores">What is said of each country, by name.</param>
public sealed record Reconciliation(IReadOnlyList<ReconciledFlow> Flows, IReadOnlyList<MirrorScore> Scores);

/// <summary>
/// Reconciliation by scores of agreement, in the form that the Atlas of Economic Complexity's mirroring describes: with s = |X − M| ÷ (X + M),
/// A(exporter) = its number of flows ÷ Σ s · A(importer), and the reverse; both start at 1 and are computed from each other 25 times. The weight of the exporter's
/// figure is the softmax of the two scores.
/// </summary>
/// <remarks>
/// The scores are fixed only up to a factor that one side gains and the other loses, so the softmax depends on the start and on the number of rounds. It is here so that
/// published reconciliations can be recomputed; <see cref="ReporterReliability"/> is what Weir uses. Flows with one side missing have no s and give an estimate of that side.
/// </remarks>
public static class MirrorReconciliation
{
    /// <summary>How often the scores are computed from each other.</summary>
    public const int Rounds = 25;

    /// <summary>Reconciles a matrix of flows.</summary>
    /// <param name="flows">The flows of one period; each pair once.</param>
    /// <param name="floor">Values below it count as zero; 0 for none.</param>
    /// <exception cref="ArgumentException">A pair is there twice, a flow goes from a country to itself, or a value is negative or no number.</exception>
    public static Reconciliation ByScores(IReadOnlyList<MirroredFlow> flows, double floor = 0)
    {
        Check(flows);
        var cut = flows.Select(f => f with { Export = Cut(f.Export, floor), Import = Cut(f.Import, floor) }).ToList();
        var compared = cut.Where(f => Discrepancy(f) is not null).Select(f => (f.Exporter, f.Importer, S: Discrepancy(f)!.Value)).ToList();
        var byExporter = compared.ToLookup(f => f.Exporter);
        var byImporter = compared.ToLookup(f => f.Importer);
        var exporters = byExporter.ToDictionary(g => g.Key, _ => 1.0);
        var importers = byImporter.ToDictionary(g => g.Key, _ => 1.0);
        for (var round = 0; round < Rounds; round++)
        {
            var next = byExporter.ToDictionary(g => g.Key, g => g.Count() / Math.Max(g.Sum(f => f.S * importers[f.Importer]), double.Epsilon));
            importers = byImporter.ToDictionary(g => g.Key, g => g.Count() / Math.Max(g.Sum(f => f.S * exporters[f.Exporter]), double.Epsilon));
            exporters = next;
        }
        return new(
            [.. cut.Select((flow, i) => Weigh(flows[i], flow, exporters, importers))],
            [.. exporters.Keys.Union(importers.Keys).Order(StringComparer.Ordinal).Select(c => new MirrorScore(
                c, exporters.TryGetValue(c, out var e) ? e : null, importers.TryGetValue(c, out var m) ? m : null))]);
    }

    /// <summary>|X − M| ÷ (X + M); null where a side is missing or both are zero.</summary>
    public static double? Discrepancy(MirroredFlow flow) =>
        flow is { Export: { } x, Import: { } m } && x + m > 0 ? Math.Abs(x - m) / (x + m) : null;

    internal static void Check(IReadOnlyList<MirroredFlow> flows)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var flow in flows)
        {
            if (flow.Exporter == flow.Importer)
                throw new ArgumentException($"a flow from {flow.Exporter} to itself has no mirror", nameof(flows));
            if (!seen.Add((flow.Exporter, flow.Importer)))
                throw new ArgumentException($"{flow.Exporter} to {flow.Importer} is there twice", nameof(flows));
            if (flow.Export is { } x && !(x >= 0 && double.IsFinite(x)) || flow.Import is { } m && !(m >= 0 && double.IsFinite(m)))
                throw new ArgumentException($"{flow.Exporter} to {flow.Importer}: a flow is a number of 0 or more", nameof(flows));
        }
    }

    private static double? Cut(double? value, double floor) => value < floor ? 0 : value;

    private static ReconciledFlow Weigh(MirroredFlow given, MirroredFlow cut, Dictionary<string, double> exporters, Dictionary<string, double> importers)
    {
        if (cut is { Export: { } x, Import: { } m } && exporters.TryGetValue(cut.Exporter, out var e) && importers.TryGetValue(cut.Importer, out var i))
        {
            var weight = e == i ? 0.5 : 1 / (1 + Math.Exp(i - e));
            return new(given, Discrepancy(cut), weight, (weight * x) + ((1 - weight) * m), null, false);
        }
        return cut switch
        {
            { Export: { } a, Import: { } b } => new(given, Discrepancy(cut), 0.5, (a + b) / 2, null, false),
            { Export: { } only } => new(given, null, 1, only, null, true),
            { Import: { } only } => new(given, null, 0, only, null, true),
            _ => new(given, null, null, null, null, true),
        };
    }
}
