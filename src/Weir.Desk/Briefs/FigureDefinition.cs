using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>How a figure is printed.</summary>
/// <param name="Digits">Significant digits; null for the digits the number has.</param>
/// <param name="Bare">Without its unit.</param>
/// <param name="Percent">As a percentage (of a ratio or a change).</param>
internal sealed record FigureForm(int? Digits, bool Bare, bool Percent)
{
    /// <summary>All digits, with the unit.</summary>
    public static readonly FigureForm Plain = new(null, Bare: false, Percent: false);
}

/// <summary>What a brief's front matter says of one figure. One kind of figure is one record.</summary>
internal abstract record FigureDefinition
{
    /// <summary>The name that <c>{{ name }}</c> prints it by.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it is printed.</summary>
    public FigureForm Form { get; init; } = FigureForm.Plain;

    /// <summary>Line of the definition.</summary>
    public int Line { get; init; }
}

/// <summary>One cell: of an official source, or as one publication printed it.</summary>
/// <param name="Source">The source's id; <c>reported</c> for a publication's.</param>
/// <param name="Publication">The publication; empty for an official source.</param>
/// <param name="Goods">Goods of the desk, or a code.</param>
/// <param name="From">Origin.</param>
/// <param name="To">Destination.</param>
/// <param name="Flow">Whose statistic.</param>
/// <param name="Period">When.</param>
/// <param name="Unit">The unit to give it in; null for the goods' own.</param>
internal sealed record CellFigure(
    string Source, string Publication, string Goods, Economy From, Economy To, Flow Flow, Period Period, Unit? Unit)
    : FigureDefinition;

/// <summary>A printed number that is no trade flow, found by the text it was printed with.</summary>
/// <param name="Publication">Who printed it.</param>
/// <param name="Printed">The text, as in the row's <c>printed</c> column.</param>
internal sealed record PrintedFigure(string Publication, string Printed) : FigureDefinition;

/// <summary>A number of a checked claim.</summary>
/// <param name="Claim"><c>publication/claim</c>.</param>
/// <param name="Take"><c>claimed</c> (a range where it was rounded), <c>computed</c> or <c>difference</c>.</param>
internal sealed record ClaimFigure(string Claim, string Take) : FigureDefinition;

/// <summary>A number of a finding.</summary>
/// <param name="Finding">The finding's kind.</param>
/// <param name="Claim">A claim that it is about; null where the kind alone names one.</param>
/// <param name="Number">Name of the number in it.</param>
/// <param name="To">Name of the upper end where the figure is a range.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record FindingFigure(string Finding, string? Claim, string Number, string? To, Unit? Unit) : FigureDefinition;

/// <summary>Two figures in one.</summary>
/// <param name="Of">The first figure.</param>
/// <param name="Than">The second.</param>
/// <param name="Kind"><c>ratio</c> (first over second), <c>change</c> (that, less one) or <c>difference</c> (first less second).</param>
internal sealed record ArithmeticFigure(string Kind, string Of, string Than) : FigureDefinition;

/// <summary>A figure in another unit.</summary>
/// <param name="Of">The figure.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Factor">A figure to multiply by in place of the exact factor (to show what another factor gives); null for the exact one.</param>
internal sealed record ConvertedFigure(string Of, Unit Unit, string? Factor) : FigureDefinition;

/// <summary>The unprinted base that a printed amount and a claimed ratio allow, as a range.</summary>
/// <param name="Of">The amount.</param>
/// <param name="Ratio">The claim with the ratio: <c>publication/claim</c>.</param>
internal sealed record ImpliedFigure(string Of, string Ratio) : FigureDefinition;

/// <summary>How many of an end use an amount would make, as a range.</summary>
/// <param name="Of">The amount.</param>
/// <param name="Goods">The goods.</param>
/// <param name="Equivalent">The equivalent's id in the goods.</param>
internal sealed record EquivalentFigure(string Of, string Goods, string Equivalent) : FigureDefinition;

/// <summary>How many there are.</summary>
/// <param name="What"><c>claims</c>, <c>publications</c>, <c>findings</c> or <c>official-cells</c> (those that decided a claim).</param>
/// <param name="Verdict">Claims with this verdict only.</param>
/// <param name="Finding">Findings of this kind only; of claims, those with such a finding.</param>
/// <param name="After">Publications that follow this one only.</param>
internal sealed record CountFigure(string What, string? Verdict, string? Finding, string? After) : FigureDefinition;

/// <summary>A text that is no figure but is computed or put into the language's own form as well.</summary>
internal abstract record TextDefinition
{
    /// <summary>The name that <c>{{ name }}</c> prints it by.</summary>
    public string Name { get; init; } = "";

    /// <summary>Line of the definition.</summary>
    public int Line { get; init; }
}

/// <summary>A month or a year in words.</summary>
/// <param name="Period">The period.</param>
/// <param name="Case">Empty, <c>of</c> or <c>in</c>: the case that the sentence needs.</param>
/// <param name="WithoutYear">The month alone.</param>
internal sealed record PeriodText(Period Period, string Case, bool WithoutYear) : TextDefinition;

/// <summary>A date in words: a publication's.</summary>
/// <param name="Publication">Whose.</param>
internal sealed record DateText(string Publication) : TextDefinition;

/// <summary>Findings as sentences.</summary>
/// <param name="Kind">The kind; null for all.</param>
/// <param name="Claim">A claim that they are about; null for any.</param>
internal sealed record FindingsText(string? Kind, string? Claim) : TextDefinition;

/// <summary>A table of claims with their verdicts.</summary>
/// <param name="Publication">Whose claims; null for all.</param>
internal sealed record VerdictsText(string? Publication) : TextDefinition;

/// <summary>A list of the publications and files that the brief rests on.</summary>
internal sealed record SourcesText : TextDefinition;

/// <summary>A chart of series, or of amounts side by side at one period.</summary>
/// <param name="Name">The name that <c>{{ name }}</c> prints it by.</param>
/// <param name="Line">Line of the definition.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit to draw in.</param>
/// <param name="Lines">The series.</param>
/// <param name="At">The period to compare at; null for a chart over time.</param>
internal sealed record ChartDefinition(string Name, int Line, string Title, Unit Unit, IReadOnlyList<ChartLineDefinition> Lines, Period? At);

/// <summary>A series of a chart.</summary>
/// <param name="Label">What a reader calls it.</param>
/// <param name="Source">The source's id.</param>
/// <param name="Publication">The publication of a reported series; empty otherwise.</param>
/// <param name="Goods">Goods or code.</param>
/// <param name="From">Origin.</param>
/// <param name="To">Destination.</param>
/// <param name="Flow">Whose statistic.</param>
/// <param name="First">First period; null for the watch's.</param>
/// <param name="Last">Last period; null for the watch's.</param>
/// <param name="Line">Line of the definition.</param>
internal sealed record ChartLineDefinition(
    string Label, string Source, string Publication, string Goods, Economy From, Economy To, Flow Flow, Period? First, Period? Last, int Line);
