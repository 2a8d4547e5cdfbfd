using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>One change as one source tells it, with the sources that tell it too: nine outlets that print one figure are one piece of news.</summary>
/// <param name="Change">The change as told first: by an official source where there is one, else with the value that most publications give.</param>
/// <param name="Same">Others that give the same value.</param>
/// <param name="Differing">Others that give another value.</param>
public sealed record ToldChange(Change Change, IReadOnlyList<Change> Same, IReadOnlyList<Change> Differing)
{
    private const double ReadAlike = 1e-5;

    /// <summary>All that others tell: the same value first.</summary>
    public IReadOnlyList<Change> Others => [.. Same, .. Differing];

    /// <summary>Puts together what several sources tell of one flow, period and kind; in the order of the first of each.</summary>
    public static IReadOnlyList<ToldChange> Of(IReadOnlyList<Change> changes) =>
    [
        .. changes
            .GroupBy(c => (c.Series, c.Kind, c.Period, c.Watch))
            .SelectMany(one => one.Select((change, index) => (change, index)))
            // A source that tells two things of one kind (two equivalents, say) tells two pieces of news.
            .GroupBy(
                c => (c.change.Watch, c.change.Series.Goods, c.change.Series.Reporter, c.change.Series.Partner, c.change.Series.Flow, c.change.Period, c.change.Kind, c.index),
                c => c.change)
            .Select(Tell),
    ];

    private static ToldChange Tell(IEnumerable<Change> told)
    {
        var all = told.ToList();
        var lead = all
            .OrderBy(c => c.Status != ObservationStatus.Official)
            .ThenByDescending(c => all.Count(o => SameValue(o, c)))
            .ThenBy(c => c.Series.Publication, StringComparer.Ordinal)
            .First();
        var others = all.Where(c => c != lead).OrderBy(c => c.Series.Publication, StringComparer.Ordinal).ToList();
        return new(lead, [.. others.Where(c => SameValue(c, lead))], [.. others.Where(c => !SameValue(c, lead))]);
    }

    // A converted figure and the same figure rounded after its conversion read alike.
    private static bool SameValue(Change one, Change other) =>
        Math.Abs(one.Value - other.Value) <= ReadAlike * Math.Max(Math.Abs(one.Value), Math.Abs(other.Value));
}
