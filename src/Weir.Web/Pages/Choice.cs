using Weir.Desk;
using Weir.Desk.Figures;
using Weir.Trade;
using Goods = Weir.Desk.Watches.Goods;

namespace Weir.Web.Pages;

/// <summary>Which of several series, and which words of a desk, a page shows first.</summary>
internal static class Choice
{
    /// <summary>The official series with most known periods; else the reported one, a publication that others follow before its followers.</summary>
    public static Series? Best(IEnumerable<FoundSeries> found, DeskFolder desk) => Best(found.Select(f => f.Series), desk);

    /// <inheritdoc cref="Best(IEnumerable{FoundSeries}, DeskFolder)"/>
    public static Series? Best(IEnumerable<Series> series, DeskFolder desk) => series
        .Where(s => Known(s) > 0)
        .OrderBy(s => s.Status)
        .ThenByDescending(Known)
        .ThenBy(s => desk.Publications.FirstOrDefault(p => p.Id == s.Key.Publication)?.After is null ? 0 : 1)
        .FirstOrDefault();

    /// <summary>The last period with a value; null where there is none.</summary>
    public static SeriesPoint? Latest(Series series) => series.Points.Where(p => p.Value is not null).Select(p => (SeriesPoint?)p).LastOrDefault();

    /// <summary>Those of which anything is known, from the first to the last period that any of them knows; what is not known in between stays.</summary>
    public static IReadOnlyList<Series> Trimmed(IEnumerable<FoundSeries> found)
    {
        var series = found.Select(f => f.Series).Where(s => Known(s) > 0).ToArray();
        var known = series.SelectMany(s => s.Points).Where(p => p.Value is not null).Select(p => p.Period).ToArray();
        return known.Length == 0 ? [] : [.. series.Select(s => s with { Points = [.. s.Points.Where(p => p.Period >= known.Min() && p.Period <= known.Max())] })];
    }

    public static int Known(Series series) => series.Points.Count(p => p.Value is not null);

    /// <summary>The goods with this id, or a bare commodity code as goods of that one code; null where it is neither.</summary>
    public static Goods? FindGoods(string id, DeskFolder desk) =>
        desk.Watches.SelectMany(w => w.Goods).FirstOrDefault(g => g.Id == id)
        ?? (id.Length is >= 2 and <= 10 && id.All(char.IsAsciiDigit)
            ? new Goods(id, Desk.Words.LocalText.Same(id), [id], Units.UsDollar, [], null)
            : null);
}
