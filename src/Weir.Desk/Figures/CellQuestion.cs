using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Which cells a question is about, in a desk's words; what is null sets no limit.</summary>
public record CellQuestion
{
    /// <summary>The id of goods of the desk, or a commodity code.</summary>
    public string? Goods { get; init; }

    /// <summary>A source's id.</summary>
    public string? Source { get; init; }

    /// <summary>Who published the statistic.</summary>
    public Economy? Reporter { get; init; }

    /// <summary>The other side.</summary>
    public Economy? Partner { get; init; }

    /// <summary>Which way.</summary>
    public Flow? Flow { get; init; }

    /// <summary>First period, included.</summary>
    public Period? First { get; init; }

    /// <summary>Last period, included; a month where the first is one.</summary>
    public Period? Last { get; init; }

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The question to the lake.</summary>
    /// <exception cref="DeskException">Goods are unknown, or one end of the span is a month and the other a year.</exception>
    internal CellQuery Cells(SeriesReader series, DateTimeOffset asOf) => First is { } first && Last is { } last && first.IsMonth != last.IsMonth
        ? throw new DeskException([$"{first} to {last} is no span: write both ends as months (2025-01) or both as years (2025)"])
        : new()
        {
            Sources = Source is null ? [] : [Source],
            Reporters = Reporter is null ? [] : [Reporter.Number],
            Partners = Partner is null ? [] : [Partner.Number],
            Flows = Flow is { } flow ? [flow] : [],
            Commodities = Goods is null ? [] : series.Goods(Goods).Codes,
            From = First,
            To = Last,
            AsOf = asOf,
        };
}
