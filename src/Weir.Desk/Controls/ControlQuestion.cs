using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Desk.Controls;

/// <summary>What to ask of a control.</summary>
/// <param name="Control">Its id.</param>
public sealed record ControlQuestion(string Control)
{
    /// <summary>One of its codes, or a code under or over one, to ask of alone; null for all of them.</summary>
    public string? Goods { get; init; }

    /// <summary>The unit to measure in.</summary>
    public string Unit { get; init; } = "USD";

    /// <summary>What span to estimate over.</summary>
    public ControlSpan Span { get; init; } = new();

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>What a control changed, from the lake.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Control">The control.</param>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Source">The id of the source of the flows; null where there are none.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Codes">The codes that were asked of.</param>
/// <param name="Finding">What was found; null where the control has no codes.</param>
/// <param name="Notes">What a reader must know.</param>
public sealed record ControlReport(
    ControlQuestion Question, Control Control, DateTimeOffset AsOf, string? Source, Unit Unit, IReadOnlyList<string> Codes, ControlFinding? Finding, IReadOnlyList<Phrase> Notes)
{
    /// <summary>Why nothing can be said; null where something can.</summary>
    public Phrase? Unsaid { get; init; }

    /// <summary>The level of <c>1 − alpha</c> of the intervals in <see cref="Notes"/> and on pages.</summary>
    public const double Alpha = 0.05;
}
