using System.Globalization;
using Weir.Signals;
using Weir.Sources.OwnData;
using Weir.Trade;

namespace Weir.Desk.OwnData;

/// <summary>How the two reports of each flow are put together.</summary>
public enum MirrorWeights
{
    /// <summary>By the variance of each reporter's errors, with an interval (<see cref="ReporterReliability"/>).</summary>
    Reliability,

    /// <summary>By scores of agreement, as published reconciliations have it (<see cref="MirrorReconciliation"/>).</summary>
    Scores,
}

/// <summary>A row of the user's own mirrored flows, computed.</summary>
/// <param name="Exporter">The exporter as the file names it.</param>
/// <param name="Importer">The importer as the file names it.</param>
/// <param name="Point">The gap.</param>
/// <param name="Flow">The reconciled value of its period.</param>
/// <param name="Change">Whether the pair's gap changed; null where it was not asked for or no period is compared.</param>
public sealed record OwnMirror(string Exporter, string Importer, MirrorPoint Point, ReconciledFlow Flow, MirrorChangeFinding? Change);

/// <summary>Mirror gaps and reconciled values of a file with the columns exporter, importer, period, export, import.</summary>
public static class OwnMirrors
{
    /// <summary>The columns that such a file has.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["exporter", "importer", "period", "export", "import"];

    /// <summary>Reads and computes; rows in the order of pairs in the file, then of time.</summary>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="margin">The margin between export (FOB) and import (CIF) values.</param>
    /// <param name="lag">Up to how many months later arrivals may be recorded.</param>
    /// <param name="since">First period judged for a change; null for none.</param>
    /// <param name="weights">How the two reports are put together.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OwnDataException">A row can't be read, stands twice, is negative where it is reconciled, or there is none.</exception>
    public static async Task<IReadOnlyList<OwnMirror>> ReadAsync(string path, MirrorMargin margin, int lag, Period? since, MirrorWeights weights, CancellationToken cancellation)
    {
        var pairs = await ReadAsync(path, cancellation);
        var periods = pairs.SelectMany(p => p.Value.Select(r => (Pair: p.Key, Period: r.Key, r.Value.Export, r.Value.Import))).ToLookup(r => r.Period);
        var reconciled = new Dictionary<(string, string, Period), ReconciledFlow>();
        foreach (var period in periods)
        {
            // Corrections below zero have no place in a matrix of flows; their rows keep their gap's state and get no estimate.
            var flows = period.Select(r => new MirroredFlow(r.Pair.Exporter, r.Pair.Importer, r.Export >= 0 ? r.Export : null, r.Import >= 0 ? r.Import : null)).ToList();
            foreach (var flow in (weights == MirrorWeights.Scores ? MirrorReconciliation.ByScores(flows) : ReporterReliability.Reconcile(flows, margin)).Flows)
                reconciled[(flow.Flow.Exporter, flow.Flow.Importer, period.Key)] = flow;
        }
        var found = new List<OwnMirror>();
        foreach (var ((exporter, importer), rows) in pairs)
        {
            var gap = MirrorGaps.Compare(ToSeries(Flow.Export, rows, r => r.Export), ToSeries(Flow.Import, rows, r => r.Import), margin, lag, since);
            var change = since is { } first && gap.Points[^1].Period >= first ? MirrorChanges.Judge(gap, first, gap.Points[^1].Period, []) : null;
            found.AddRange(gap.Points.Where(p => rows.ContainsKey(p.Period)).Select(p => new OwnMirror(exporter, importer, p, reconciled[(exporter, importer, p.Period)], change)));
        }
        return found;
    }

    private static async Task<Dictionary<(string Exporter, string Importer), SortedDictionary<Period, (double? Export, double? Import)>>> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var table = await OwnTable.OpenAsync(path, Columns, null, cancellation);
        var pairs = new Dictionary<(string, string), SortedDictionary<Period, (double?, double?)>>();
        var lines = new Dictionary<(string, string, Period), long>();
        while (await table.ReadAsync(cancellation))
        {
            var (exporter, importer) = (table.Need("exporter").ToString(), table.Need("importer").ToString());
            if (exporter.Length == 0 || importer.Length == 0 || table.Period("period") is not { } period)
                continue;
            var (export, import) = (table.Number("export"), table.Number("import"));
            if (exporter == importer)
                table.Mistake($"a flow from {exporter} to itself has no mirror");
            else if (!lines.TryAdd((exporter, importer, period), table.Line))
                table.Mistake($"{exporter} to {importer} has {period} already, in line {lines[(exporter, importer, period)].ToString(CultureInfo.InvariantCulture)}; a pair has one row for a period");
            else
            {
                if (!pairs.TryGetValue((exporter, importer), out var rows))
                    pairs[(exporter, importer)] = rows = [];
                rows[period] = (export, import);
            }
        }
        return pairs.Count > 0 ? pairs : throw new OwnDataException($"{table.Name}: there is no row below the header");
    }

    private static Series ToSeries(Flow flow, SortedDictionary<Period, (double? Export, double? Import)> rows, Func<(double? Export, double? Import), double?> side) => new(
        new("file", Economies.World, Economies.World, flow, ""), Units.UsDollar, ObservationStatus.Official,
        [.. rows.Select(r => new SeriesPoint(r.Key, side(r.Value), side(r.Value) is null ? PointState.NoData : PointState.Observed, []))]);
}
