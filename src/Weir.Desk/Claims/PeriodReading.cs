using System.Globalization;
using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>Some periods that follow each other; often one.</summary>
/// <param name="First">First, included.</param>
/// <param name="Last">Last, included; of the same kind (month or year), never earlier.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PeriodSpan(Period First, Period Last)
{
    /// <summary>All periods in it.</summary>
    public IEnumerable<Period> All => First.To(Last);

    /// <summary>How many.</summary>
    public int Length => All.Count();

    /// <summary><c>2025-08</c>, or <c>2025-07..2025-08</c>.</summary>
    public override string ToString() => First == Last
        ? First.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{First}..{Last}");
}

/// <summary>When a claim is about, as far as the publication says: one span; several where its words allow several; none where it does not say.</summary>
/// <param name="Spans">The readings.</param>
/// <param name="Words">The words that leave it open (<c>during the same period</c>); null where they are not known or nothing is open.</param>
public sealed record PeriodReading(IReadOnlyList<PeriodSpan> Spans, string? Words = null)
{
    /// <summary>The one span, or null where there is none or more than one.</summary>
    public PeriodSpan? Only => Spans.Count == 1 ? Spans[0] : null;

    /// <summary>One period.</summary>
    public static PeriodReading At(Period period) => new([new PeriodSpan(period, period)]);

    /// <inheritdoc/>
    public bool Equals(PeriodReading? other) => other is not null && Words == other.Words && Spans.SequenceEqual(other.Spans);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spans.Count, Only, Words);
}
