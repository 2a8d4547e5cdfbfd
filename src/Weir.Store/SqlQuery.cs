namespace Weir.Store;

/// <summary>A question of the user's own in SQL (DuckDB's dialect), and what it may take.</summary>
/// <param name="Text">One SELECT statement (or DESCRIBE, SHOW, SUMMARIZE, VALUES, which are SELECTs too).</param>
public sealed record SqlQuery(string Text)
{
    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>How long it may run. One minute unless set.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much memory the engine and the answer may take, in bytes; 1 GiB unless set. On the disk it may take four times as much.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>How many rows are read of the answer; 10,000 unless set.</summary>
    public int Rows { get; init; } = 10_000;
}

/// <summary>A column of an answer.</summary>
/// <param name="Name">As the query names it; two columns may have one name.</param>
/// <param name="Type">The engine's name of its type, e.g. <c>INTEGER</c>, <c>VARCHAR</c>.</param>
public sealed record SqlColumn(string Name, string Type);

/// <summary>What a query in SQL gave.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">
/// Its rows. A value is null, a bool, a long, a double, a decimal, a <see cref="System.Numerics.BigInteger"/>, a string, a
/// <see cref="DateOnly"/>, a <see cref="TimeOnly"/>, a <see cref="TimeSpan"/>, a <see cref="DateTimeOffset"/> in UTC, or a list or a dictionary by name of such values.
/// </param>
/// <param name="More">There were more rows than <see cref="SqlQuery.Rows"/>; they were not read.</param>
public sealed record SqlAnswer(IReadOnlyList<SqlColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool More);
