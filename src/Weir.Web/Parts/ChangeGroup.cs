using Weir.Desk.Figures;

namespace Weir.Web.Parts;

/// <summary>One change and the others that say nearly the same of the same series after another publication.</summary>
/// <param name="Lead">The one in the middle of what was printed.</param>
/// <param name="Others">The others, in the report's order.</param>
public sealed record ChangeGroup(Change Lead, IReadOnlyList<Change> Others)
{
    // Publications of one root differ by their roundings and conversions; a different statement differs by more.
    private const double Nearly = 0.02;

    /// <summary>Groups changes in the order of each group's first.</summary>
    public static IReadOnlyList<ChangeGroup> Of(IEnumerable<Change> changes)
    {
        var groups = new List<List<Change>>();
        foreach (var change in changes)
        {
            var group = groups.FirstOrDefault(g => Same(g[0], change) && g.TrueForAll(c => c.Series.Publication != change.Series.Publication));
            if (group is null)
                groups.Add([change]);
            else
                group.Add(change);
        }
        return groups.ConvertAll(g =>
        {
            var lead = g.OrderBy(c => c.Value).ElementAt(g.Count / 2);
            return new ChangeGroup(lead, [.. g.Where(c => c != lead)]);
        });
    }

    private static bool Same(Change a, Change b) =>
        a.Kind == b.Kind && a.Period == b.Period && a.Status == b.Status && a.Unit == b.Unit
        && a.Series with { Source = "", Publication = "" } == b.Series with { Source = "", Publication = "" }
        && Near(a.Value, b.Value) && (a.Base, b.Base) switch { (null, null) => true, ({ } x, { } y) => Near(x, y), _ => false };

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Nearly * Math.Max(Math.Abs(a), Math.Abs(b));
}
