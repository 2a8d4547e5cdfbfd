using Weir.Signals.Effects;

namespace Weir.Desk.OwnData;

/// <summary>What to regress in a file of the user's own: Poisson pseudo-maximum likelihood of a column on others.</summary>
public sealed record EffectQuestion
{
    /// <summary>The file; <c>-</c> is standard input.</summary>
    public required string File { get; init; }

    /// <summary>The column of the outcome, not negative.</summary>
    public required string Outcome { get; init; }

    /// <summary>The regressors: columns, or <c>log(column)</c>.</summary>
    public required IReadOnlyList<string> Regressors { get; init; }

    /// <summary>The sets of fixed effects: columns, or combinations of columns as <c>exporter^year</c>.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];

    /// <summary>What errors are clustered by, in the same form.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>A column that the outcome is proportional to.</summary>
    public string? Exposure { get; init; }

    /// <summary>A column of weights.</summary>
    public string? Weights { get; init; }

    /// <summary>How errors are taken.</summary>
    public ErrorKind Errors { get; init; } = ErrorKind.Robust;

    /// <summary>Their small-sample correction.</summary>
    public SmallSample SmallSample { get; init; } = SmallSample.OfGroups;

    /// <summary>Columns of exporter, importer and time, to correct three-way effects by; empty for none.</summary>
    public IReadOnlyList<string> Correct { get; init; } = [];

    /// <summary>Whether rows with an empty cell are left out; else such a row is a mistake.</summary>
    public bool SkipMissing { get; init; }
}

/// <summary>A regression on a file, with the lines of the file that it speaks of.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Fit">What came of it.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Skipped">Rows left out because a cell is empty.</param>
/// <param name="SeparatedLines">Lines of the separated rows.</param>
public sealed record FileEffect(EffectQuestion Question, EffectFit Fit, long Rows, long Skipped, IReadOnlyList<long> SeparatedLines);
