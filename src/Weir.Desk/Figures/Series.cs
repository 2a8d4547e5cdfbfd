using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Which series to read.</summary>
/// <param name="Goods">The id of goods of the desk, or a commodity code (<c>854470</c>).</param>
/// <param name="From">The origin.</param>
/// <param name="To">The destination.</param>
/// <param name="Flow">
/// Whose statistic: <see cref="Flow.Export"/> is the origin's exports, <see cref="Flow.Import"/> the destination's imports (its mirror).
/// </param>
/// <param name="Unit">The unit to give values in; null for the goods' own.</param>
/// <param name="AsOf">What was known at that moment; null is now.</param>
/// <param name="First">First period; null for the watch's, else the first with data.</param>
/// <param name="Last">Last period; null for the watch's, else the last with data.</param>
public sealed record SeriesQuery(
    string Goods, Economy From, Economy To, Flow Flow = Flow.Export, string? Unit = null,
    DateTimeOffset? AsOf = null, Period? First = null, Period? Last = null);

/// <summary>A series and what a reader must know of it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Notes">E.g. that the HS edition changes inside it, or which level of codes was added up; often none.</param>
public sealed record FoundSeries(Series Series, IReadOnlyList<Phrase> Notes);

/// <summary>One line of what changed.</summary>
/// <param name="Watch">The watch it belongs to.</param>
/// <param name="Series">The series.</param>
/// <param name="Unit">The unit of <paramref name="Value"/> and <paramref name="Base"/>.</param>
/// <param name="Period">The period of the change.</param>
/// <param name="Kind">month-on-month, year-on-year, peak, run, comparison, base-effect, equivalent.</param>
/// <param name="Text">The finding in words.</param>
/// <param name="Value">The value at <paramref name="Period"/>, in the series' unit.</param>
/// <param name="Base">The value compared with, or null.</param>
/// <param name="Ratio">Value over base, or null.</param>
/// <param name="Status">Official, reported or modelled.</param>
/// <param name="Rows">The rows it came from.</param>
public sealed record Change(
    string Watch, SeriesKey Series, Unit Unit, Period Period, string Kind, Phrase Text,
    double Value, double? Base, double? Ratio, ObservationStatus Status, IReadOnlyList<ObservationId> Rows);

/// <summary>What changed in all watches of a desk.</summary>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Changes">Newest first; within a period the largest ratio first.</param>
/// <param name="NotKnown">Series for which nothing is known, with what would be needed.</param>
public sealed record ChangeReport(DateTimeOffset AsOf, IReadOnlyList<Change> Changes, IReadOnlyList<Phrase> NotKnown);

/// <summary>Everything that stands behind a printed number.</summary>
/// <param name="Id">What was asked.</param>
/// <param name="Figure">The figure, where the id names one.</param>
/// <param name="Rows">The rows behind it, each with its received text.</param>
public sealed record Trace(string Id, TracedFigure? Figure, IReadOnlyList<TracedRow> Rows);

/// <summary>A figure of a brief as it was computed.</summary>
/// <param name="Brief">The brief's id.</param>
/// <param name="Name">The figure's name.</param>
/// <param name="Printed">As printed.</param>
/// <param name="Expression">How it is computed, in words.</param>
public sealed record TracedFigure(string Brief, string Name, string Printed, Phrase Expression);

/// <summary>A row behind a number, down to the received bytes.</summary>
/// <param name="Id">The row.</param>
/// <param name="Observation">What was read from it; null where it is in quarantine.</param>
/// <param name="Snapshot">The received file: hash, address, time.</param>
/// <param name="Header">The file's header line.</param>
/// <param name="Text">The row as received.</param>
/// <param name="Quarantine">Why the row was not read, where it was not.</param>
public sealed record TracedRow(ObservationId Id, Observation? Observation, Snapshot Snapshot, string? Header, string Text, QuarantinedRow? Quarantine);
