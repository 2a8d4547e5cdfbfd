using Weir.Desk.Claims;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Mirrors;

/// <summary>Which flow to look at from both sides.</summary>
/// <param name="Goods">The id of goods of the desk, or a commodity code.</param>
/// <param name="From">The exporter.</param>
/// <param name="To">The importer.</param>
public sealed record MirrorQuestion(string Goods, Economy From, Economy To)
{
    /// <summary>The unit to compare in; null for the goods' own and, where that is not known on both sides, US dollars.</summary>
    public string? Unit { get; init; }

    /// <summary>The margin between export and import values; not used for quantities.</summary>
    public MirrorMargin Margin { get; init; } = MirrorMargin.Unknown;

    /// <summary>Up to how many months later arrivals may be recorded, 0 to 2.</summary>
    public int Lag { get; init; }

    /// <summary>First period judged for a change; null for the last year that is compared.</summary>
    public Period? Since { get; init; }

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>Two statistics of one flow beside each other.</summary>
/// <param name="Export">The exporter's.</param>
/// <param name="Import">The importer's.</param>
/// <param name="Gap">What their gap is in each period.</param>
/// <param name="Change">Whether it changed; null where no period is compared.</param>
/// <param name="Notes">What a reader must know of how the two were put together.</param>
public sealed record MirrorPair(Series Export, Series Import, MirrorFinding Gap, MirrorChangeFinding? Change, IReadOnlyList<Phrase> Notes);

/// <summary>What publications print for the two sides of a flow.</summary>
/// <param name="Sent">The exporter's span.</param>
/// <param name="Arrived">The importer's span; the same, or one that holds it or lies in it.</param>
/// <param name="Export">The exporter's figure as printed.</param>
/// <param name="Import">The importer's figure as printed.</param>
/// <param name="ExportClaim">Id of the claim with the exporter's figure.</param>
/// <param name="ImportClaim">Id of the claim with the importer's figure.</param>
/// <param name="State">Compared, or which of the two is a lower bound for the longer span.</param>
/// <param name="Gap">ln export − ln import, without a margin.</param>
/// <param name="Range">The same over the margin's range and over what rounding allows.</param>
public sealed record PrintedMirror(
    PeriodSpan Sent, PeriodSpan Arrived, PrintedForm Export, PrintedForm Import, string ExportClaim, string ImportClaim, MirrorState State, double Gap, ValueRange Range);

/// <summary>A flow from both sides.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Pairs">Statistics that can be compared: official ones with each other, reported ones with each other.</param>
/// <param name="Printed">Printed figures that can be compared, spans of several months among them, earliest first.</param>
/// <param name="OneSided">Series of which the other side has none.</param>
/// <param name="Notes">What is known of how these two places count, and of why the codes may not be the same.</param>
public sealed record MirrorReport(
    MirrorQuestion Question, IReadOnlyList<MirrorPair> Pairs, IReadOnlyList<PrintedMirror> Printed, IReadOnlyList<Series> OneSided, IReadOnlyList<Phrase> Notes)
{
    /// <summary>Whether anything is compared.</summary>
    public bool IsEmpty => Printed.Count == 0 && Pairs.All(p => p.Gap.Points.All(g => g.State is MirrorState.ExportNotKnown or MirrorState.ImportNotKnown or MirrorState.NeitherKnown));
}
