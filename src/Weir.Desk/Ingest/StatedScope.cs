using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>
/// Makes of somebody's word that a file is whole what the file speaks for: its flows and periods, and the codes that stand in them. A file
/// that its reader found to be cut short stays cut short, whoever says what.
/// </summary>
internal sealed class StatedScope(IObservationSink sink) : IObservationSink
{
    private readonly Dictionary<(int Reporter, Flow Flow, Period Period), SortedSet<string>> codes = [];

    /// <inheritdoc/>
    public void Accept(Observation observation)
    {
        var key = (observation.Reporter, observation.Flow, observation.Period);
        if (!codes.TryGetValue(key, out var here))
            codes[key] = here = new(StringComparer.Ordinal);
        here.Add(observation.Commodity.Code);
        sink.Accept(observation);
    }

    /// <inheritdoc/>
    public void Quarantine(QuarantinedRow row) => sink.Quarantine(row);

    /// <summary>The reader's account, with what was said.</summary>
    public ReadSummary Of(ReadSummary summary, WholeFor whole) => summary with { Coverage = [.. summary.Coverage.Select(c => Of(c, whole))] };

    private Coverage Of(Coverage coverage, WholeFor whole) =>
        coverage.Completeness != Completeness.Unknown || !codes.TryGetValue((coverage.Reporter, coverage.Flow, coverage.Period), out var here) ? coverage
        : coverage with { Completeness = Completeness.Whole, Commodities = whole == WholeFor.All ? coverage.Commodities : [.. here] };
}
