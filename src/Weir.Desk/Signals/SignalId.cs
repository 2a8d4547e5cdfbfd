using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>
/// Names a signal by what it was computed from, so that it can be computed again from its name alone: its kind (the id of a
/// <see cref="Weir.Signals.SignalDescription"/>) and its parts, divided by points, e.g. <c>surge.comtrade.CHN.RUS.X.854470.kg.2025-08</c>.
/// </summary>
public readonly record struct SignalId
{
    private const char Divider = '.';

    private SignalId(string text) => Text = text;

    /// <summary>The whole id; what <c>weir explain</c> takes.</summary>
    public string Text { get; }

    /// <summary>The kind.</summary>
    public string Kind => Text.Split(Divider)[0];

    /// <summary>What follows the kind.</summary>
    public IReadOnlyList<string> Parts => Text.Split(Divider)[1..];

    /// <summary>An id.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="parts">One at least; none may be empty or hold a point.</param>
    /// <exception cref="ArgumentException">One of them is or does.</exception>
    public static SignalId Of(string kind, params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
            throw new ArgumentException("an id has parts", nameof(parts));
        foreach (var part in (ReadOnlySpan<string>)[kind, .. parts])
        {
            if (part.Length == 0 || part.Contains(Divider, StringComparison.Ordinal))
                throw new ArgumentException($"'{part}' can't be a part of an id", nameof(parts));
        }
        return new(string.Join(Divider, [kind, .. parts]));
    }

    /// <summary>Reads an id; false where the text is none.</summary>
    public static bool TryParse(string text, out SignalId id)
    {
        id = new(text);
        var parts = text.Split(Divider);
        return parts.Length >= 2 && Array.TrueForAll(parts, p => p.Length > 0 && !p.AsSpan().ContainsAny(' ', '/', '\\'));
    }

    /// <summary>The id of a signal of one series at one period: source (with <c>@publication</c> for a reported one), reporter, partner, flow, goods, unit, period.</summary>
    public static SignalId OfSeries(string kind, SeriesKey series, Unit unit, Period period) => Of(
        kind, series.Publication.Length > 0 ? $"{series.Source}@{series.Publication}" : series.Source,
        series.Reporter.Alpha3, series.Partner.Alpha3, series.Flow.Code(), series.Goods, unit.Code, period.ToString());

    /// <summary>Reads what <see cref="OfSeries"/> wrote; false where it is the id of something else.</summary>
    public bool TryReadSeries(out SeriesKey series, out Unit unit, out Period period)
    {
        (series, unit, period) = (null!, null!, default);
        if (Parts is not [var source, var reporter, var partner, var flow, var goods, var code, var at]
            || !Economies.TryFind(reporter, out var by) || !Economies.TryFind(partner, out var with) || !FlowCodes.TryParse(flow, out var which)
            || !Units.TryFind(code, out unit) || !Period.TryParse(at, out period))
            return false;
        var from = source.Split('@', 2);
        series = new(from[0], by, with, which, goods, from.Length > 1 ? from[1] : "");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
