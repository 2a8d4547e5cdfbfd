using Weir.Desk.Words;
using Weir.Signals.Absorptions;

namespace Weir.Desk.Uses;

/// <summary>What comes in against what the uses can take up, or why that can't be said.</summary>
/// <param name="Book">The uses.</param>
/// <param name="Finding">The answer; null where there is none.</param>
/// <param name="Because">Why there is none; null where there is one.</param>
public sealed record AbsorptionReport(UsesBook Book, AbsorptionFinding? Finding, Phrase? Because)
{
    /// <summary>Works one file of uses out. An amount in another measure than that of the answer needs a conversion with a source; without one nothing is said.</summary>
    public static AbsorptionReport Of(UsesBook book)
    {
        var lines = new List<AbsorptionLine>();
        foreach (var amount in book.Amounts)
        {
            var factors = amount.Figures.Select(f => new AbsorptionFactor($"{amount.Id} {f.Name}", f.Range)).ToList();
            if (amount.Measure != book.Measure)
            {
                if (book.Conversions.FirstOrDefault(c => c.From == amount.Measure && c.To == book.Measure) is not { } conversion)
                    return new(book, null, new Phrase("absorption.not-mixed", ("amount", amount.Title), ("from", amount.Measure.Title), ("to", book.Measure.Title)));
                factors.Add(new($"{conversion.From.Id}-to-{conversion.To.Id} factor", conversion.Factor));
            }
            lines.Add(new(amount.Id, amount.IsUse, factors));
        }
        return new(book, Absorption.Of(lines), null);
    }

    /// <summary>The line of an amount; null where there is no answer.</summary>
    public Trade.Interval? AmountOf(UsesAmount amount)
    {
        var own = amount.Figures.Aggregate(Trade.Interval.Exactly(1), (product, f) => product * f.Range);
        return amount.Measure == Book.Measure ? own
            : Book.Conversions.FirstOrDefault(c => c.From == amount.Measure && c.To == Book.Measure) is { } conversion ? own * conversion.Factor : null;
    }

    /// <summary>A figure of the sensitivity, in words: which amount's, and which of its factors.</summary>
    public Phrase Name(AbsorptionSwing swing)
    {
        var parts = swing.Factor.Id.Split(' ', 2);
        return Book.Amounts.FirstOrDefault(a => a.Id == parts[0]) is { } amount
            ? new Phrase("absorption.figure." + parts[1], ("amount", amount.Title))
            : new Phrase("absorption.figure.factor", ("conversion", parts[0]));
    }
}
