using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Says which official cells would decide a claim, and who publishes them.</summary>
internal sealed class MissingCells(DeskFolder desk, OfficialCells cells)
{
    /// <summary>One sentence for the publishers of the cell (one for each way of counting it), and one for each that has it in another unit only.</summary>
    /// <param name="subject">The cell.</param>
    /// <param name="unit">The unit that is needed.</param>
    /// <param name="periods">The periods that are not known.</param>
    public IReadOnlyList<Phrase> Of(Subject subject, Unit unit, IReadOnlyList<Period> periods)
    {
        var goods = desk.FindGoods(subject.Goods)!;
        var publishers = goods.Official.Where(o => o.Reporter == subject.Reporter).ToList();
        var counting = publishers
            .Select(o => (o.Source, Count: CountIn(o, unit)))
            .Where(p => p.Count is not null)
            .GroupBy(p => (p.Count!.Key, Unit: p.Count.Args["unit"]))
            .ToList();
        List<Phrase> missing = counting.Count > 0
            ? counting.ConvertAll(g => Sentence(subject, periods, g.Select(p => Sentences.Publisher(p.Source)).ToList(), g.First().Count!))
            : [Sentence(subject, periods, new Phrase("check.publisher.reporter", ("reporter", subject.Reporter)), new Phrase("check.count.unit", ("unit", unit)))];
        missing.AddRange(cells.InOtherUnits(subject, unit, [.. periods]).Select(o => new Phrase(
            "check.missing.other-unit",
            ("publisher", Sentences.Publisher(o.Source)), ("period", o.Period), ("found", o.Quantity), ("wanted", unit))));
        return missing;
    }

    private Phrase Sentence(Subject subject, IReadOnlyList<Period> periods, object publisher, Phrase count) => new(
        "check.missing.cells",
        ("publisher", publisher), ("cell", Sentences.Of(subject, desk)), ("periods", Sentences.Of(periods)), ("count", count));

    // Money is a column of its own; other units are the first or the second quantity.
    private static Phrase? CountIn(OfficialSource source, Unit unit)
    {
        if (unit.Dimension == Dimension.Money)
            return new Phrase("check.count.value", ("unit", unit));
        for (var i = 0; i < source.Units.Count; i++)
        {
            if (source.Units[i].ConvertsTo(unit))
                return new Phrase(i == 0 ? "check.count.first" : "check.count.second", ("unit", source.Units[i]));
        }
        return null;
    }
}
