using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>How a series is drawn.</summary>
public enum ChartForm
{
    /// <summary>Columns for one series over at most 12 periods, lines otherwise.</summary>
    Auto,

    /// <summary>A column for each period; for one series.</summary>
    Columns,

    /// <summary>A marker for each known period, joined where neighbouring periods are known.</summary>
    Lines,
}

/// <summary>What a chart of series shows.</summary>
/// <param name="Title">What it is a chart of; its accessible name, not drawn (a caption stands beside a chart).</param>
/// <param name="Lines">The series, in the order of their colours.</param>
/// <param name="Unit">The unit to draw in; every series' unit must convert to it.</param>
/// <param name="Width">Width of the drawing in pixels, at least 240. Text keeps its size, so draw a phone's chart at a phone's width.</param>
/// <param name="Height">Height in pixels, at least 160.</param>
/// <param name="Form">Columns or lines.</param>
/// <param name="Axis">What the axis counts, in words; null for the unit's name.</param>
public sealed record ChartSpec(
    string Title, IReadOnlyList<ChartLine> Lines, Unit Unit, int Width = 720, int Height = 360, ChartForm Form = ChartForm.Auto, string? Axis = null)
{
    /// <summary>What the past of the first line allowed, drawn behind it; null for none.</summary>
    public ChartBand? Band { get; init; }
}

/// <summary>A prediction interval over periods.</summary>
/// <param name="Alpha">The share of periods that chance alone puts above it.</param>
/// <param name="Points">Its periods, ascending.</param>
public sealed record ChartBand(double Alpha, IReadOnlyList<ChartBandPoint> Points);

/// <summary>A prediction interval at one period, in the chart's unit.</summary>
/// <param name="Period">The period.</param>
/// <param name="Low">Lower end.</param>
/// <param name="Expected">What was to be expected.</param>
/// <param name="High">Upper end; may be infinite.</param>
/// <param name="IsAbove">Whether the value lies above the upper end.</param>
public readonly record struct ChartBandPoint(Period Period, double Low, double Expected, double High, bool IsAbove);

/// <summary>One series of a chart.</summary>
/// <param name="Label">What a reader calls it. Series with one label share a colour and a place in the legend.</param>
/// <param name="Series">The values.</param>
/// <param name="UpTo">Upper ends where each value is a range from <paramref name="Series"/> to this; null where it is a number.</param>
public sealed record ChartLine(string Label, Series Series, Series? UpTo = null);

/// <summary>What a chart of amounts side by side at one period shows.</summary>
/// <param name="Title">Its accessible name, not drawn.</param>
/// <param name="Rows">The amounts, in the order to draw them.</param>
/// <param name="Unit">The unit of every amount.</param>
/// <param name="Width">Width in pixels, at least 240.</param>
public sealed record ComparisonSpec(string Title, IReadOnlyList<ComparisonRow> Rows, Unit Unit, int Width = 720);

/// <summary>One amount of a comparison.</summary>
/// <param name="Label">Whose it is.</param>
/// <param name="Value">The amount; null where it is not known, which is drawn as not known and never as zero.</param>
/// <param name="Status">Official, reported or modelled.</param>
public sealed record ComparisonRow(string Label, double? Value, ObservationStatus Status);
