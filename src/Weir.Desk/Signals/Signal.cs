using Weir.Desk.Words;
using Weir.Signals;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>A computed finding about a series or a route: a number with its uncertainty, and no accusation.</summary>
/// <param name="Id">Names it, and says how to compute it again.</param>
/// <param name="Text">It in a sentence.</param>
public sealed record Signal(SignalId Id, Phrase Text)
{
    /// <summary>The id of the goods, or a commodity code.</summary>
    public required string Goods { get; init; }

    /// <summary>Where the goods came from; null where it is about a destination alone.</summary>
    public Economy? From { get; init; }

    /// <summary>Where they went; null where it is about an origin alone.</summary>
    public Economy? To { get; init; }

    /// <summary>The latest period that it speaks of.</summary>
    public required Period Period { get; init; }

    /// <summary>The id of the watch whose question it answers; null where none asked.</summary>
    public string? Watch { get; init; }

    /// <summary>The id of the source of the numbers; null where there are several.</summary>
    public string? Source { get; init; }

    /// <summary>The unit of the amounts; null where they are ratios.</summary>
    public Unit? Unit { get; init; }

    /// <summary>What was measured.</summary>
    public double? Value { get; init; }

    /// <summary>What was to be expected.</summary>
    public double? Expected { get; init; }

    /// <summary>Lower end of the interval of what was to be expected or, where nothing was, of the value.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? Upper { get; init; }

    /// <summary>How far the value lies from what was expected, in the unit.</summary>
    public double? Excess { get; init; }

    /// <summary>The chance of a finding as strong or stronger if there were nothing; 0 to 1.</summary>
    public double? P { get; init; }

    /// <summary>The false-discovery rate at which it would just be found among all that were judged with it (Benjamini and Hochberg 1995).</summary>
    public double? Q { get; init; }

    /// <summary>Official, reported or modelled: the weakest of what it stands on.</summary>
    public ObservationStatus Status { get; init; }

    /// <summary>What a reader must know of it: why it may mean less or more than it seems.</summary>
    public IReadOnlyList<Phrase> Reasons { get; init; } = [];

    /// <summary>The rows behind <see cref="Value"/>.</summary>
    public IReadOnlyList<ObservationId> Rows { get; init; } = [];

    /// <summary>Path of the page that shows it on the site, without language and vintage; null where none does.</summary>
    public string? Page { get; init; }
}

/// <summary>Which signals to look for.</summary>
public sealed record SignalQuestion
{
    /// <summary>The watch to look in; null for all.</summary>
    public string? Watch { get; init; }

    /// <summary>Ids of the kinds to look for; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The false-discovery rate to keep, above 0 and below 1.</summary>
    public double Fdr { get; init; } = 0.05;

    /// <summary>How many of the latest known months of each series are judged; one at least.</summary>
    public int Months { get; init; } = 3;

    /// <summary>The surge method.</summary>
    public ISurgeMethod Method { get; init; } = SurgeMethods.Default;
}

/// <summary>What was found, and what could not be said.</summary>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Signals">The findings; by q-value, then by excess.</param>
/// <param name="Unsaid">What could not be judged, and why.</param>
/// <param name="Judged">How many things were judged, found or not: what the false-discovery rate is kept over.</param>
public sealed record SignalReport(DateTimeOffset AsOf, IReadOnlyList<Signal> Signals, IReadOnlyList<Phrase> Unsaid, int Judged)
{
    /// <summary>The ids of the kinds that are looked for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. SignalKinds.All.Select(k => k.Id)];
}

/// <summary>How a signal came to be.</summary>
/// <param name="Signal">The signal as it is computed now.</param>
/// <param name="Definition">What it is by definition, with its assumptions and source.</param>
/// <param name="Steps">How it came to be, with its numbers, step by step.</param>
/// <param name="WouldChange">What would change it.</param>
/// <param name="Command">The command that computes it again.</param>
public sealed record SignalExplanation(
    Signal Signal, SignalDescription Definition, IReadOnlyList<Phrase> Steps, IReadOnlyList<Phrase> WouldChange, string Command);
