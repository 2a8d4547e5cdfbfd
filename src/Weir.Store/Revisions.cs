using Weir.Trade;

namespace Weir.Store;

/// <summary>What became of a cell between two moments.</summary>
public enum RevisionKind
{
    /// <summary>It is known now and was not before.</summary>
    Added,

    /// <summary>It was known and is no longer.</summary>
    Removed,

    /// <summary>It was known and says something else now.</summary>
    Changed,
}

/// <summary>Which of a cell's amounts a revision is measured by.</summary>
public enum RevisedMeasure
{
    /// <summary>The money value, in its currency.</summary>
    Value,

    /// <summary>The first quantity.</summary>
    Quantity,

    /// <summary>The second quantity.</summary>
    SecondQuantity,

    /// <summary>The net weight, in kilograms.</summary>
    NetWeight,
}

/// <summary>Which revisions to look for.</summary>
public sealed record RevisionQuery
{
    /// <summary>The earlier moment: what was known then is compared with what was known at <see cref="CellQuery.AsOf"/> of <see cref="Cells"/>.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Which cells to compare; its moment is the later one (null is now). All cells, not only totals, unless it says so.</summary>
    public CellQuery Cells { get; init; } = new() { TotalsOnly = false };

    /// <summary>Which kinds to list; an empty list means all. All kinds are counted.</summary>
    public IReadOnlyList<RevisionKind> Kinds { get; init; } = [];

    /// <summary>How many to list at most; null lists all.</summary>
    public int? Limit { get; init; }
}

/// <summary>The amount that a revision is measured by, before and after.</summary>
/// <param name="Measure">Which of the cell's amounts.</param>
/// <param name="Unit">What both count: a currency, or the code of a unit.</param>
/// <param name="Was">Before; null where the cell was not there.</param>
/// <param name="Now">After; null where the cell is gone.</param>
public sealed record RevisedAmount(RevisedMeasure Measure, string Unit, double? Was, double? Now)
{
    /// <summary>By how much: after minus before, where a cell that is not there counts as nothing.</summary>
    public double Change => Math.Clamp((Now ?? 0) - (Was ?? 0), double.MinValue, double.MaxValue);

    /// <summary>After over before; null where one of them is not there, or before is 0 (or as good as that).</summary>
    public double? Ratio => Now / Was is { } ratio && double.IsFinite(ratio) ? ratio : null;
}

/// <summary>A cell that is not what it was. A cell that says the same from another row of another file is none.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Was">Before; null where it was not there.</param>
/// <param name="Now">After; null where it is gone.</param>
/// <param name="Amount">
/// By how much: in money where both sides have a value in the same currency and it changed, else in the first of quantity, second
/// quantity and net weight that both give in one unit and that changed; null where none did (a unit, a basis, a mark of estimation changed).
/// </param>
public sealed record Revision(RevisionKind Kind, Observation? Was, Observation? Now, RevisedAmount? Amount)
{
    /// <summary>The cell as it is now, or as it was where it is gone.</summary>
    public Observation Cell => Now ?? Was!;
}

/// <summary>The revisions between two moments.</summary>
/// <param name="Added">Cells added, listed or not.</param>
/// <param name="Removed">Cells removed, listed or not.</param>
/// <param name="Changed">Cells changed, listed or not.</param>
/// <param name="Largest">
/// The largest first, by the size of the change in its unit. Amounts in different units can't be compared, so the units take turns:
/// the largest of each, then the second largest of each. What is measured by no amount comes last.
/// </param>
public sealed record Revisions(long Added, long Removed, long Changed, IReadOnlyList<Revision> Largest)
{
    /// <summary>All that were found, listed or not.</summary>
    public long Total => Added + Removed + Changed;
}
