using Weir.Trade;

namespace Weir.Sources.Reported;

/// <summary>A figure that is only known from a publication: one row of a hand-written file.</summary>
/// <param name="Id">The row.</param>
/// <param name="Publication">Id of the publication: the file name of its claims, without extension.</param>
/// <param name="Outlet">Who published.</param>
/// <param name="Via">Whom it was seen through, or its author; empty where it was seen in the outlet itself.</param>
/// <param name="Date">Date of the publication as <c>2025-10-14</c>, or <c>2025-10</c> where the day is not known.</param>
/// <param name="Url">Address; null where there is none (then <paramref name="Via"/> says how it was seen).</param>
/// <param name="QuotedFrom">Whom the publication took it from; empty where it does not say.</param>
/// <param name="Cell">The trade cell it is about; null for a figure that is no trade flow.</param>
/// <param name="Goods">Id of the goods, or what is counted; may be empty.</param>
/// <param name="Period">The period it is about; null where it names none.</param>
/// <param name="Value">The number in <paramref name="Unit"/>; null where only a range was printed.</param>
/// <param name="Unit">Unit; null where there is none.</param>
/// <param name="Printed">As printed, e.g. <c>328,000 miles</c>.</param>
/// <param name="Note">The desk author's note; may be empty.</param>
public sealed record ReportedFigure(
    ObservationId Id, string Publication, string Outlet, string Via, string Date, Uri? Url, string QuotedFrom,
    ReportedCell? Cell, string Goods, Period? Period, decimal? Value, Unit? Unit, string Printed, string Note);

/// <summary>The trade cell that a reported figure is about.</summary>
/// <param name="Reporter">Whose statistic.</param>
/// <param name="Partner">The other side.</param>
/// <param name="Flow">Which way.</param>
/// <param name="Commodity">The goods' code.</param>
/// <param name="Period">The month or year.</param>
public sealed record ReportedCell(Economy Reporter, Economy Partner, Flow Flow, Commodity Commodity, Period Period);
