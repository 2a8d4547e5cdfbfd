using System.Globalization;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Publications that go back to one root don't confirm each other.</summary>
internal static class RootFindings
{
    public static IEnumerable<Finding> Of(DeskFolder desk)
    {
        var roots = new Roots(desk);
        var said = (
            from publication in desk.Publications
            from claim in publication.Claims
            where claim.Measure is not (Statement or Conversion)
            select (Id: ClaimChecker.ClaimId(publication, claim), Publication: publication, Root: roots.Of(publication), About: About(claim.Measure))).ToList();
        // What one publication alone prints may be its own.
        var shared = said.GroupBy(s => s.About).Where(g => g.Select(s => s.Publication.Id).Distinct(StringComparer.Ordinal).Count() > 1).Select(g => g.Key).ToHashSet();
        var printed = said.Where(s => shared.Contains(s.About)).ToList();
        var independent = printed.Select(s => s.Root.Id).Distinct(StringComparer.Ordinal).Count();
        foreach (var group in printed.GroupBy(s => s.Root))
        {
            var outlets = group.Select(s => s.Publication.Id).Distinct(StringComparer.Ordinal).Count();
            if (outlets < 2)
                continue;
            yield return new Finding(
                "one-root",
                new Phrase("check.finding.one-root", ("n", outlets), ("root", group.Key.Outlet), ("date", DateOf(group.Key.Date)), ("roots", independent)),
                [.. group.Select(s => s.Id)],
                new Dictionary<string, decimal>(StringComparer.Ordinal) { ["publications"] = outlets, ["roots"] = independent });
        }
    }

    private static object DateOf(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Period.Parse(date);

    // Claims about one cell, or one kind of thing, are about the same.
    private static object About(Measure measure) => measure switch
    {
        Level level => level.Subject,
        Peak peak => peak.Subject,
        Ratio ratio => ratio.Subject,
        Share share => share.Part,
        MadeFrom made => made.Subject,
        Content content => $"content {content.Goods}",
        Count count => $"count {count.What.In("en")}",
        _ => measure.GetType(),
    };
}
