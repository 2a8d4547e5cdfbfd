using Weir.Desk.Mirrors;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Routes;

/// <summary>Puts diversions in words.</summary>
public static class RouteNotes
{
    /// <summary>A reason of a candidate.</summary>
    public static Phrase Of(DiversionReason reason, Unit unit) => new(
        $"routes.reason.{Key(reason.Kind)}",
        ("amount", reason.Kind is DiversionReasonKind.AmountsAgree or DiversionReasonKind.AmountsDiffer ? (decimal)(reason.Amount ?? 0)
            : reason.Kind is DiversionReasonKind.MonthsMissing or DiversionReasonKind.ShortPast ? (decimal)(reason.Amount ?? 0)
            : Amount(reason.Amount ?? 0, unit)),
        ("p", reason.P is { } p ? MirrorNotes.Print(p) : ""));

    /// <summary>A candidate in a sentence.</summary>
    public static Phrase Of(DiversionCandidate candidate, DiversionFinding finding) => candidate switch
    {
        { Obstacle: not Obstacle.None } => new("routes.candidate.cannot", ("route", candidate.Route), ("why", Of(candidate.Obstacle))),
        { Range: { } range } when candidate.Found => new(
            candidate.ShareRange is null ? "routes.candidate.found" : "routes.candidate.found-share", ("route", candidate.Route), ("destination", finding.Question.Destination),
            ("range", Range(range, finding.Unit)), ("low", (decimal)(candidate.ShareRange?.Low ?? 0)), ("high", (decimal)(candidate.ShareRange?.High ?? 0)), ("p", MirrorNotes.Print(candidate.PAdjusted ?? 1))),
        _ => new("routes.candidate.none", ("route", candidate.Route), ("p", MirrorNotes.Print(candidate.PAdjusted ?? 1))),
    };

    /// <summary>Why something can't be said.</summary>
    public static Phrase Of(Obstacle obstacle) => new(obstacle switch
    {
        Obstacle.ValueNotKnown => "routes.obstacle.value",
        Obstacle.BaseNotKnown => "routes.obstacle.base",
        Obstacle.NotAMonth => "routes.obstacle.year",
        Obstacle.UnitsDiffer => "routes.obstacle.units",
        Obstacle.ValueIsNegative => "routes.obstacle.negative",
        _ => "routes.obstacle.other",
    });

    /// <summary>A computed amount, to three digits: its error is larger than what lies behind.</summary>
    public static Quantity Amount(double value, Unit unit) => new(Short(value), unit);

    /// <summary>A computed range, to three digits.</summary>
    public static QuantityRange Range(ValueRange range, Unit unit) => new(Interval.Between(Short(range.Low), Short(range.High)), unit);

    private static decimal Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return 0;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return (decimal)(Math.Round(Math.Clamp(value, -1e24, 1e24) / scale, MidpointRounding.AwayFromZero) * scale);
    }

    /// <summary>A reason as data have it.</summary>
    public static string Key(DiversionReasonKind kind) => kind switch
    {
        DiversionReasonKind.MoreArrives => "more-arrives",
        DiversionReasonKind.NoMoreArrives => "no-more-arrives",
        DiversionReasonKind.MoreGoesOn => "more-goes-on",
        DiversionReasonKind.NoMoreGoesOn => "no-more-goes-on",
        DiversionReasonKind.NeverArrives => "never-arrives",
        DiversionReasonKind.DirectDrop => "direct-drop",
        DiversionReasonKind.NoDirectDrop => "no-direct-drop",
        DiversionReasonKind.DirectNotKnown => "direct-not-known",
        DiversionReasonKind.AmountsAgree => "amounts-agree",
        DiversionReasonKind.AmountsDiffer => "amounts-differ",
        DiversionReasonKind.FirstEver => "first-ever",
        DiversionReasonKind.MonthsMissing => "months-missing",
        DiversionReasonKind.ShortPast => "short-past",
        _ => "from-imports",
    };
}
