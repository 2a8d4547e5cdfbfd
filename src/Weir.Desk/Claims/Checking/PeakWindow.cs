using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Which periods a record must be the highest of.</summary>
internal static class PeakWindow
{
    /// <summary>
    /// What the claim says, or else: from the first month of the watch that has the goods, to the last period that the same publication
    /// names for the same cell. A publication speaks of what it had seen, and not of months that came out after it.
    /// </summary>
    public static PeriodSpan Of(DeskFolder desk, Publication publication, Peak peak)
    {
        var watch = desk.Watches.First(w => w.Goods.Any(g => g.Id == peak.Subject.Goods));
        var first = peak.Since ?? (peak.At.IsMonth ? watch.First : Period.OfYear(watch.First.Year));
        var named = publication.Claims.Select(c => c.Measure).OfType<Level>()
            .Where(l => l.Subject == peak.Subject)
            .SelectMany(l => l.Period.Spans).Select(s => s.Last).Where(p => p.IsMonth == peak.At.IsMonth);
        var last = peak.Until ?? named.Append(peak.At).Max();
        return new PeriodSpan(first < peak.At ? first : peak.At, last);
    }
}
