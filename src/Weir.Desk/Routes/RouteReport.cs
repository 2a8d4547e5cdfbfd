using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Routes;

/// <summary>Which ways to look for.</summary>
/// <param name="Goods">The id of goods of a watch.</param>
public sealed record RouteQuestion(string Goods)
{
    /// <summary>The only origin to look at; null for all of the watch.</summary>
    public Economy? From { get; init; }

    /// <summary>The destination; null for the watch's first.</summary>
    public Economy? To { get; init; }

    /// <summary>First month judged; null for the last twelve months that any leg is known in.</summary>
    public Period? Since { get; init; }

    /// <summary>Last month judged; null for the last that any leg is known in.</summary>
    public Period? Until { get; init; }

    /// <summary>How it is looked for.</summary>
    public DiversionOptions Options { get; init; } = DiversionOptions.Usual;

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>What one side says of one leg.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Series">The series it is read from.</param>
/// <param name="Point">The period and its value.</param>
public sealed record RouteAmount(Economy From, Economy To, Series Series, SeriesPoint Point);

/// <summary>Ways of goods from origins through third places to a destination.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Watch">The watch that asks it.</param>
/// <param name="Goods">The goods.</param>
/// <param name="Origins">Origins looked at.</param>
/// <param name="Destination">The destination.</param>
/// <param name="Finding">What is found of a diversion; null where it can't be looked for.</param>
/// <param name="Cannot">Why not; null where it can.</param>
/// <param name="Amounts">What is known of each leg in <paramref name="At"/>, by both sides.</param>
/// <param name="At">The year shown: the latest with most legs known; null where nothing is known.</param>
public sealed record RouteReport(
    RouteQuestion Question, Watch Watch, Goods Goods, IReadOnlyList<Economy> Origins, Economy Destination, DiversionFinding? Finding, Phrase? Cannot,
    IReadOnlyList<RouteAmount> Amounts, Period? At)
{
    /// <summary>What is drawn of a leg: the sender's exports, else what it re-exports, else the receiver's imports; null where nothing is known.</summary>
    public RouteAmount? Drawn(Economy from, Economy to) => Amounts
        .Where(a => a.From == from && a.To == to)
        .OrderBy(a => a.Series.Status).ThenBy(a => a.Series.Key.Flow switch { Flow.Export => 0, Flow.ReExport => 1, _ => 2 })
        .FirstOrDefault();
}
